// tests/integration/upsell.test.ts
import { and, eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { keptCards, upsellDecisions } from '@/db/schema/kept-cards'
import { offerPlaces, offers } from '@/db/schema/offers'
import { attempts } from '@/db/schema/payments'
import { saleDays, sales } from '@/db/schema/sales'
import { centavos } from '@/lib/kernel/money'
import { Secret } from '@/lib/kernel/secret'
import { sendHttp } from '@/lib/platform/http'
import { answerUpsell } from '@/lib/sales/answer-upsell'
import type { CardInput } from '@/lib/sales/card.schema'
import { findReceipt } from '@/lib/sales/find-receipt'
import { forgetCard, listToForget } from '@/lib/sales/forget-cards'
import { keepForUpsell } from '@/lib/sales/keep-for-upsell'
import { listUnsettledSales } from '@/lib/sales/list-unsettled-sales'
import { readUpsell } from '@/lib/sales/read-upsell'
import { settleSale } from '@/lib/sales/settle-sale'
import { toUpsellView } from '@/lib/sales/upsell-view'
import { freshCard } from '../support/fresh-card'
import { givenOffer } from '../support/given-shop'
import { givenClick } from '../support/given-submit'
import { givenTill } from '../support/given-till'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'
import { waitForLock } from '../support/wait-for-lock'

const MINUTE_MS = 60_000
const CHECKOUT = 'checkout'.padEnd(20, '0')
const MASTERCARD = '5502095822650000'

const db = await testDb()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
const simulator = await testSimulator({ now: base.now })
let till: Awaited<ReturnType<typeof givenTill>>
let more: Awaited<ReturnType<typeof givenOffer>>

beforeEach(async () => {
  advance(3_600_000)
  till = await givenTill(base, simulator)
  more = await offerMore()
})

async function offerMore(fields: object = {}) {
  const { member, offer } = till.shop
  const terms = { price: 90_00, methods: ['card', 'pix'], guaranteeDays: 15, ...fields }
  const made = await givenOffer(member, terms)
  await db
    .update(offers)
    .set({
      upsell: { offerId: made.id, title: 'Madrugada na mata', text: '', price: centavos(67_00) },
    })
    .where(eq(offers.id, offer.id))
  return made
}

const names = () => ({ offerCode: till.shop.offer.code, checkoutId: CHECKOUT })

/** What the route does with a card: the row before the answer, the acquirer after it. */
async function buy(number = freshCard(), kept = true) {
  const click = givenClick('checkout', 'one', till.shop.offer.code, number)
  const submitted = await till.submitted(till.shop.buyer, click)
  const keep = await keepForUpsell(till.shop.buyer, submitted, click)
  if (kept) await keep?.()
  return { submitted, keep, card: (click.payment as { card: CardInput }).card }
}

const answer = (accept: boolean, more: object = {}) =>
  answerUpsell(till.shop.buyer, {
    ...names(),
    ...{ submitId: 'touch'.padEnd(20, '0'), accept, expectedTotal: centavos(67_00) },
    ...more,
  })

async function shown() {
  const found = await readUpsell(till.shop.buyer, names())
  return found === null ? null : toUpsellView(till.shop.buyer, found)
}

const furtherSales = () =>
  db
    .select()
    .from(sales)
    .where(and(eq(sales.accountId, till.shop.api.actor.accountId), eq(sales.source, 'upsell')))

const keptRows = () =>
  db.select().from(keptCards).where(eq(keptCards.accountId, till.shop.api.actor.accountId))

async function sweepCards() {
  for (const row of await listToForget(base)) await forgetCard(till.job(row.accountId), row)
}

describe('by card', () => {
  test('one touch is a purchase of its own, at the acquirer that keeps the card', async () => {
    const { submitted } = await buy(MASTERCARD)
    expect(await shown()).toMatchObject({
      ...{ state: 'offered', title: 'Madrugada na mata', price: 67_00, method: 'card' },
      ...{ card: 'Mastercard 0000', guaranteeDays: 15, sameGuarantee: false },
    })
    expect(await answer(true)).toMatchObject({ ok: true, value: { state: 'approved' } })
    const [child] = await furtherSales()
    expect(child).toMatchObject({
      ...{ status: 'paid', amount: 67_00, installments: 1, offerCode: more.code },
      ...{
        parentSaleId: submitted.sale.id,
        buyer: submitted.sale.buyer,
        cardHint: 'Mastercard 0000',
      },
    })
    expect(await till.historyOf(child?.id as never)).toEqual(['cielo card captured'])
    expect(till.taken()).toBe(197_00 + 67_00)
    const [day] = await db
      .select({ paid: saleDays.paid })
      .from(saleDays)
      .where(eq(saleDays.offerKey, more.id))
    expect(day?.paid).toBe(67_00)
  })

  test('its receipt is its own, and the one it came from tells of it again', async () => {
    await buy()
    await answer(true)
    const view = await shown()
    if (view?.state !== 'approved') throw new Error('not approved')
    const own = { offerCode: view.code, checkoutId: view.checkoutId }
    expect(await findReceipt(base, own)).toMatchObject({ outcome: 'paid', total: 67_00 })
    expect(view.checkoutId).not.toBe(CHECKOUT)
  })

  test('a double tap, and a yes in two tabs, are one purchase', async () => {
    await buy()
    const all = await Promise.all([
      answer(true),
      answer(true),
      answer(true, { submitId: 'b'.repeat(20) }),
    ])
    expect(all.every(({ ok }) => ok)).toBe(true)
    await answer(true)
    expect(await furtherSales()).toHaveLength(1)
    expect(till.taken()).toBe(197_00 + 67_00)
  })

  test('a yes and a no at one moment are one answer', async () => {
    await buy()
    await Promise.all([answer(true), answer(false)])
    const bought = (await furtherSales()).length
    expect(till.taken()).toBe(197_00 + bought * 67_00)
    expect((await shown())?.state).toBe(bought === 1 ? 'approved' : 'declined')
  })

  test('a no stands in the same queue as a yes that is being written', async () => {
    const { submitted } = await buy()
    const parentSaleId = submitted.sale.id
    const declining = await db.transaction(async (tx) => {
      await tx.select().from(sales).where(eq(sales.id, parentSaleId)).for('update')
      const said = answer(false)
      await waitForLock(db)
      const row = { parentSaleId, accountId: till.shop.api.actor.accountId, decidedAt: base.now() }
      const { id: offerId } = till.shop.offer
      await tx.insert(upsellDecisions).values({ ...row, offerId, decision: 'declined' })
      return { said }
    })
    expect((await declining.said).ok).toBe(true)
  })

  test('a card that was never approved is not kept for a sale, whoever sends it again', async () => {
    const { submitted, card } = await buy(undefined, false)
    await db.delete(keptCards).where(eq(keptCards.saleId, submitted.sale.id))
    const number = new Secret(freshCard())
    const other = { method: 'card', installments: 1, card: { ...card, number } } as const
    const { customer } = givenClick('checkout', 'two', till.shop.offer.code)
    expect(await keepForUpsell(till.shop.buyer, submitted, { payment: other, customer })).toBeNull()
    expect(await keptRows()).toEqual([])
  })

  test('a no is kept, charges nothing, and lets the card go', async () => {
    await buy()
    expect(await answer(false)).toMatchObject({ ok: true, value: { state: 'declined' } })
    expect(await answer(true)).toEqual({ ok: false, error: { code: 'upsell_declined' } })
    expect(await furtherSales()).toEqual([])
    await sweepCards()
    expect(await keptRows()).toMatchObject([{ status: 'forgotten', sealedToken: null }])
  })

  test('the bank’s no ends it: there is no second try, and the course stays', async () => {
    const { submitted } = await buy()
    simulator.fault('cielo', 'authorize', 'return_code', { code: '51' })
    expect(await answer(true)).toMatchObject({ ok: true, value: { state: 'refused' } })
    await simulator.clear()
    expect(await answer(true)).toMatchObject({ ok: true, value: { state: 'refused' } })
    const [child] = await furtherSales()
    expect(await till.historyOf(child?.id as never)).toEqual(['cielo card refused']) // And not the backup.
    expect(await till.statusOf(submitted.sale.id)).toBe('paid')
    expect(till.taken()).toBe(197_00)
  })

  test('an answer that was lost is asked for, and approved by the sweeper', async () => {
    await buy()
    simulator.fault('cielo', 'authorize', 'drop_response')
    simulator.fault('cielo', 'query', 'http_500', { count: 20 })
    expect(await answer(true)).toMatchObject({ ok: true, value: { state: 'pending' } })
    await simulator.clear()
    advance(10 * MINUTE_MS)
    await till.repair()
    for (const { id } of await listUnsettledSales(base)) await settleSale(till.job(), id)
    expect(await shown()).toMatchObject({ state: 'approved' })
    expect(till.taken()).toBe(197_00 + 67_00)
  })

  test('a process that dies between the answer and the charge charges nobody, and says so', async () => {
    await buy()
    const broken = { ...till.shop.buyer, http: () => Promise.reject(new Error('killed')) as never }
    const touch = { ...names(), submitId: 'touch'.padEnd(20, '0'), accept: true }
    await expect(
      answerUpsell(broken, { ...touch, expectedTotal: centavos(67_00) }),
    ).rejects.toThrow('killed')
    expect(await shown()).toMatchObject({ state: 'pending' })
    await till.repair()
    for (let look = 0; look < 5; look++) {
      advance(30 * MINUTE_MS)
      await till.repair()
    }
    for (const { id } of await listUnsettledSales(base)) await settleSale(till.job(), id)
    expect(await shown()).toMatchObject({ state: 'failed' })
    expect(till.taken()).toBe(197_00)
    expect(await answer(true)).toMatchObject({ ok: true, value: { state: 'failed' } })
  })

  test('half an hour later it is over, and the card is forgotten at both ends', async () => {
    await buy()
    advance(31 * MINUTE_MS)
    expect(await shown()).toEqual({ state: 'expired' })
    expect(await answer(true)).toEqual({ ok: false, error: { code: 'upsell_expired' } })
    await sweepCards()
    expect(await keptRows()).toMatchObject([{ status: 'forgotten', sealedToken: null }])
    expect(await listToForget(base)).toEqual([])
  })

  test('whoever is quicker than the acquirer waits a moment, and is charged once', async () => {
    const { keep } = await buy(freshCard(), false)
    expect(await shown()).toMatchObject({ state: 'offered' })
    const [said] = await Promise.all([answer(true), keep?.()])
    expect(said).toMatchObject({ ok: true, value: { state: 'approved' } })
  })

  test('an acquirer that keeps no card offers nothing', async () => {
    const { keep } = await buy(freshCard(), false)
    simulator.fault('cielo', 'any', 'http_500', { count: 3 })
    await keep?.()
    expect(await keptRows()).toMatchObject([{ status: 'failed', sealedToken: null }])
    expect(await shown()).toEqual({ state: 'gone' })
  })

  test('a card that was kept by the backup is charged by the backup', async () => {
    simulator.fault('cielo', 'authorize', 'return_code', { code: '96' })
    await buy()
    await simulator.clear()
    expect(await answer(true)).toMatchObject({ ok: true, value: { state: 'approved' } })
    const [child] = await furtherSales()
    expect(await till.historyOf(child?.id as never)).toEqual(['rede card captured'])
    await sweepCards()
    expect(await keptRows()).toMatchObject([{ status: 'used' }]) // Not while it may be on its way.
    advance(5 * MINUTE_MS)
    await sweepCards()
    expect(await keptRows()).toMatchObject([{ acquirer: 'rede', status: 'forgotten' }])
  })

  test('a brand’s limit that the card has reached holds it too', async () => {
    const { submitted } = await buy(MASTERCARD)
    const [first] = await till.attemptsOf(submitted.sale.id)
    await db.execute(sql`update card_tries set block_rule = 'mastercard_7_in_24h',
      blocked_until = ${new Date(base.now().getTime() + 3_600_000).toISOString()}::timestamptz
      where fingerprint = ${first?.fingerprint}`)
    expect(await answer(true)).toMatchObject({ ok: true, value: { state: 'refused' } })
    const [child] = await furtherSales()
    expect(
      await db
        .select()
        .from(attempts)
        .where(eq(attempts.saleId, child?.id as never)),
    ).toMatchObject([{ status: 'not_sent', avoided: 'mastercard_7_in_24h' }])
  })
})

describe('what is offered', () => {
  test('costs what its button said, or nothing is charged', async () => {
    await buy()
    expect(await answer(true, { expectedTotal: centavos(66_00) })).toEqual({
      ok: false,
      error: { code: 'price_changed' },
    })
    expect(await furtherSales()).toEqual([])
  })

  test('is not sold once it was archived, ended or sold out', async () => {
    await buy()
    const change = (set: object) => db.update(offers).set(set).where(eq(offers.id, more.id))
    const gone = { ok: false, error: { code: 'upsell_gone' } }
    await change({ archivedAt: base.now() })
    expect(await answer(true)).toEqual(gone)
    await change({ archivedAt: null, endsAt: new Date(base.now().getTime() - 1) })
    expect(await answer(true)).toEqual(gone)
    await change({ endsAt: null, salesLimit: 1 })
    await db
      .insert(offerPlaces)
      .values({ accountId: till.job().actor.accountId, offerId: more.id, total: 1, taken: 1 })
    expect(await answer(true)).toEqual(gone)
    expect(await shown()).toEqual({ state: 'gone' })
    await db.update(offerPlaces).set({ taken: 0 }).where(eq(offerPlaces.offerId, more.id))
    expect(await answer(true)).toMatchObject({ value: { state: 'approved' } })
    const [left] = await db.select().from(offerPlaces).where(eq(offerPlaces.offerId, more.id))
    expect(left?.taken).toBe(1)
  })

  test('is offered to nobody who was not approved, and to no stranger', async () => {
    simulator.fault('cielo', 'authorize', 'return_code', { code: '51' })
    await till.card('one')
    expect(await shown()).toBeNull()
    expect(await answer(true)).toEqual({ ok: false, error: { code: 'sale_not_found' } })
    const stranger = { ...names(), checkoutId: 'x'.repeat(20) }
    expect(await readUpsell(till.shop.buyer, stranger)).toBeNull()
  })
})

test('who paid by Pix gets another Pix by one touch, with its own news and receipt', async () => {
  const { sale } = await till.choose('one')
  expect(await shown()).toBeNull()
  await till.pay(sale.id)
  await till.look(sale.id)
  expect(await shown()).toMatchObject({ state: 'offered', method: 'pix', card: null })
  await Promise.all([answer(true), answer(true)])
  expect(await answer(true)).toMatchObject({
    ok: true,
    value: { state: 'waiting_pix', voucher: { kind: 'pix', state: 'waiting' }, amount: 67_00 },
  })
  const [child] = await furtherSales()
  if (child === undefined) throw new Error('nothing was opened')
  await till.pay(child.id)
  await till.look(child.id)
  expect(await shown()).toMatchObject({ state: 'approved', title: 'Madrugada na mata' })
  expect(till.taken()).toBe(197_00 + 67_00)
})

test('no token lies in the open: neither in a row, nor in what is kept of an answer', async () => {
  await buy(MASTERCARD)
  const [row] = await keptRows()
  if (row?.sealedToken == null) throw new Error('not kept')
  const token = base.keyring.openText(row.sealedToken).reveal()
  await answer(true)
  const tables = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  )
  for (const { name } of tables) {
    const [{ count } = { count: -1 }] = await db.execute<{ count: number }>(sql`
      select count(*)::int as count from ${sql.identifier(name)} t
      where t::text like ${`%${token}%`}`)
    expect(count, name).toBe(0)
  }
  expect(`${base.keyring.openText(row.sealedToken)}`).toBe('[redacted]')
})
