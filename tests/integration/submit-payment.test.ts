// tests/integration/submit-payment.test.ts
import { and, asc, eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { acquirerCredentials } from '@/db/schema/accounts'
import { attempts, type Environment } from '@/db/schema/payments'
import { outbox } from '@/db/schema/platform'
import { saleDays, sales } from '@/db/schema/sales'
import { centavos } from '@/lib/kernel/money'
import { EditOfferInput, editOffer } from '@/lib/offers/edit-offer'
import { publishOffer } from '@/lib/offers/publish-offer'
import { findOfferPage } from '@/lib/offers/views'
import type { Ctx } from '@/lib/platform/context'
import { sendHttp } from '@/lib/platform/http'
import { toCheckoutAnswer } from '@/lib/sales/checkout-answer'
import { findCheckout } from '@/lib/sales/find-checkout'
import { findReceipt } from '@/lib/sales/find-receipt'
import { listUnsettledSales } from '@/lib/sales/list-unsettled-sales'
import { getSale } from '@/lib/sales/read-sale'
import { settleSale } from '@/lib/sales/settle-sale'
import { submitPayment } from '@/lib/sales/submit-payment'
import type { SubmitPayment } from '@/lib/sales/submit-payment.schema'
import { toSaleJson } from '@/lib/sales/to-sale-json'
import { givenShop } from '../support/given-shop'
import { CARDS, givenApiSubmit, givenBody, givenClick } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()

const { ctx: base, advance } = testCtx({ db, http: sendHttp })
let shop: Awaited<ReturnType<typeof givenShop>>

beforeEach(async () => {
  advance(3_600_000)
  shop = await givenShop({ ...base, simulators: simulator.addresses })
})

const submitted = async (ctx: Ctx, input: SubmitPayment) => {
  const result = await submitPayment(ctx, input)
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
const click = (checkout: string, submit: string, number?: string) =>
  givenClick(checkout, submit, shop.offer.code, number)
const asked = (key: string, number?: string, more?: object) =>
  givenApiSubmit(key, shop.offer.code, number, more)

const salesOf = () =>
  db.select({ id: sales.id }).from(sales).where(eq(sales.accountId, shop.api.actor.accountId))
const historyOf = async (saleId: string) => {
  const made = await db
    .select()
    .from(attempts)
    .where(sql`${attempts.saleId} = ${saleId}`)
    .orderBy(asc(attempts.position))
  return made.map(({ acquirer, status }) => `${acquirer} ${status}`)
}
const factsOf = async (saleId: string) => {
  const told = await db
    .select({ name: outbox.name })
    .from(outbox)
    .where(and(sql`${outbox.payload}->>'saleId' = ${saleId}`, sql`${outbox.name} like 'sale.%'`))
    .orderBy(asc(outbox.id))
  return told.map(({ name }) => name)
}
const moveTo = (acquirer: string, environment: Environment) =>
  db
    .update(acquirerCredentials)
    .set({ environment })
    .where(
      and(
        eq(acquirerCredentials.accountId, shop.api.actor.accountId),
        eq(acquirerCredentials.acquirer, acquirer),
      ),
    )
const republish = async (fields: object) => {
  const offerId = shop.offer.id
  await editOffer(shop.member, EditOfferInput.parse({ offerId, fields }))
  await publishOffer(shop.member, { offerId })
}
const taken = () => simulator.ledger.entries.filter(({ status }) => status === 'captured').length

describe('a sale of the API', () => {
  test('is paid at the default acquirer, and told in the shape of the contract', async () => {
    const done = await submitted(shop.api, asked('k1', CARDS.approved, { reference: 'PED-1' }))
    expect(toSaleJson(done)).toEqual({
      id: expect.stringMatching(/^sale_/),
      status: 'paid',
      method: 'card',
      amount: 197_00,
      currency: 'BRL',
      installments: 3,
      offerCode: shop.offer.code,
      product: 'Violão do Zero',
      reference: 'PED-1',
      recurrenceId: null,
      customer: {
        name: 'Beatriz Nogueira Prado',
        email: 'beatriz@example.com',
        phone: '+5511955550142',
        document: '90010020055',
      },
      items: [],
      coupon: null,
      discount: 0,
      affiliateCode: null,
      linkCode: null,
      attempts: [
        {
          acquirer: 'cielo',
          method: 'card',
          environment: 'simulator',
          status: 'captured',
          amount: 197_00,
          capturedAmount: 197_00,
          refundedAmount: 0,
          tid: expect.any(String),
          nsu: expect.any(String),
          arp: expect.any(String),
          eci: 3, // Authorised without authentication, on our own scale.
          lr: expect.any(String),
          lrDescription: expect.any(String),
          lrGuidance: expect.any(String),
          captureDeadline: null,
          startedAt: expect.any(String),
          durationMs: expect.any(Number),
        },
      ],
      voucher: null,
      tracking: { utm_source: 'instagram' },
      createdAt: expect.any(String),
      paidAt: expect.any(String),
    })
    expect(await factsOf(done.sale.id)).toEqual(['sale.paid'])
  })

  test.each([
    ['issuer', '05', 1],
    ['brand', '06', 2],
  ])(
    'authenticated by the %s says so on our own scale, whoever charges it',
    async (_, eci, told) => {
      const threeDs = { eci, cavv: 'AAABBWcSNIdjeUZThmNHAAAAAAA=', version: '2.2.0' }
      const good = asked(`3ds${eci}`)
      const payment = { ...givenBody(CARDS.approved).payment, threeDs }
      const input = asked(`3ds${eci}`, CARDS.approved, { payment })
      expect(input.payment).toMatchObject({ ...good.payment, threeDs: { eci } })
      const first = toSaleJson(await submitted(shop.api, input))
      expect(first.attempts.map((each) => [each.acquirer, each.eci])).toEqual([['cielo', told]])
    },
  )

  test('that one acquirer cannot answer is paid at the other, and the buyer sees no error', async () => {
    simulator.fault('cielo', 'authorize', 'return_code', { code: '91' })
    const { sale } = await submitted(shop.api, asked('k2'))
    expect(sale).toMatchObject({ status: 'paid', acquirer: 'rede' })
    expect(await historyOf(sale.id)).toEqual(['cielo refused', 'rede captured'])
    expect(taken()).toBe(1)
  })

  test('bears the interest of the producer’s table, and the acquirer is asked for that sum', async () => {
    const dear = await givenShop(
      { ...base, simulators: simulator.addresses },
      { price: 224_00, interestBasisPoints: 249 },
    )
    const { sale } = await submitted(dear.api, givenApiSubmit('k3', dear.offer.code))
    expect(sale.amount).toBe(235_26)
    expect(simulator.ledger.entries).toMatchObject([{ amount: 235_26 }])
  })

  test('never goes on at an acquirer of another environment: a trial cannot pay a real sale', async () => {
    await moveTo('cielo', 'production')
    const live = { ...shop.api, actor: { ...shop.api.actor, mode: 'live' as const } }
    const offline: typeof sendHttp = async ({ url, ...rest }) =>
      url.includes('cieloecommerce')
        ? { kind: 'not_sent', cause: 'ECONNREFUSED' }
        : sendHttp({ url, ...rest })
    const { sale, attempts: made } = await submitted({ ...live, http: offline }, asked('k8'))
    expect(made.map((each) => `${each.acquirer} ${each.environment}`)).toEqual(['cielo production'])
    expect(sale.status).toBe('failed')
    expect(simulator.ledger.entries).toEqual([])
  })

  test('of an amount of the moment needs no offer', async () => {
    const { offerCode: _, ...body } = { offerCode: '', amount: 50_00, product: 'Aula avulsa' }
    const input = { ...asked('k4'), asked: body as never }
    const { sale } = await submitted(shop.api, input)
    expect(sale).toMatchObject({ status: 'paid', amount: 50_00, product: 'Aula avulsa' })
  })

  type ByCard = Extract<SubmitPayment['payment'], { method: 'card' }>
  const paying = (input: SubmitPayment, more: (by: ByCard) => Partial<ByCard>): SubmitPayment => {
    const { payment } = input
    if (payment.method !== 'card') throw new Error('it is paid by card')
    return { ...input, payment: { ...payment, ...more(payment) } }
  }
  test.each<[string, (good: SubmitPayment) => SubmitPayment, string]>([
    [
      'an offer of somebody else',
      (good) => ({ ...good, asked: { offerCode: 'ZZZZZZ' } }),
      'offer_not_found',
    ],
    [
      'more instalments than offered',
      (good) => paying(good, () => ({ installments: 13 })),
      'installments_not_offered',
    ],
    [
      'a card of last month',
      (good) => paying(good, ({ card }) => ({ card: { ...card, expYear: 2026, expMonth: 2 } })),
      'card_expired',
    ],
  ])('with %s is refused before anything is opened', async (_, wrong, code) => {
    const result = await submitPayment(shop.api, wrong(asked('k5')))
    expect(result).toMatchObject({ ok: false, error: { code } })
    expect(await salesOf()).toEqual([])
  })
})

describe('the idempotency key', () => {
  test('sent again with the same body is answered with the same sale, and charges nothing', async () => {
    const first = await submitted(shop.api, asked('again'))
    const second = await submitted(shop.api, asked('again'))
    expect(second.sale.id).toBe(first.sale.id)
    expect(second.repeated).toBe(true)
    expect(taken()).toBe(1)
  })

  test('sent with another body is refused', async () => {
    await submitted(shop.api, asked('other'))
    const changed = asked('other', CARDS.approved, { reference: 'PED-2' })
    expect(await submitPayment(shop.api, changed)).toMatchObject({
      error: { code: 'idempotency_key_reused' },
    })
  })

  test('sent while the first request still charges is told to come back', async () => {
    simulator.fault('cielo', 'authorize', 'delay', { delayMs: 300 })
    const [one, two] = await Promise.all([
      submitPayment(shop.api, asked('flight')),
      submitPayment(shop.api, asked('flight')),
    ])
    const codes = [one, two].map((each) => (each.ok ? each.value.sale.status : each.error.code))
    expect(codes.sort()).toEqual(['in_flight', 'paid'])
    expect(taken()).toBe(1)
  })

  test('is answered with the sale also when the offer no longer sells like that', async () => {
    const first = await submitted(shop.api, asked('k6'))
    await republish({ maxInstallments: 1 })
    const again = await submitted(shop.api, asked('k6'))
    expect([again.repeated, again.sale.id, again.sale.status]).toEqual([
      true,
      first.sale.id,
      'paid',
    ])
    expect(await submitPayment(shop.api, asked('k7'))).toMatchObject({
      error: { code: 'installments_not_offered' },
    })
    expect(taken()).toBe(1)
  })

  test('of another company is another key', async () => {
    const other = await givenShop({ ...base, simulators: simulator.addresses })
    const mine = await submitted(shop.api, asked('shared'))
    const theirs = await submitted(other.api, givenApiSubmit('shared', other.offer.code))
    expect(theirs.sale.id).not.toBe(mine.sale.id)
  })
})

describe('on the offer page', () => {
  test('a double click makes one sale and one charge', async () => {
    const clicks = await Promise.all(
      [1, 2, 3].map(() => submitPayment(shop.buyer, click('dc', 'a'))),
    )
    expect(clicks.every(({ ok }) => ok)).toBe(true)
    expect(await salesOf()).toHaveLength(1)
    expect(taken()).toBe(1)
  })

  test('a reload after the payment is answered with it, and back and pay again charges nothing', async () => {
    const first = await submitted(shop.buyer, click('rl', 'a'))
    const reloaded = await submitted(shop.buyer, click('rl', 'a'))
    const backAndAgain = await submitted(shop.buyer, click('rl', 'b'))
    expect([reloaded.sale.id, backAndAgain.sale.id]).toEqual([first.sale.id, first.sale.id])
    expect(taken()).toBe(1)
  })

  test('of a page that is older than the price charges nothing until the buyer saw the new total', async () => {
    const seen = (submit: string, total: number) => ({
      ...click('older', submit),
      expectedTotal: centavos(total),
    })
    await republish({ price: 297_00 })
    const refused = await submitPayment(shop.buyer, seen('s1', 197_00))
    expect(refused).toMatchObject({ error: { code: 'price_changed' } })
    expect([await salesOf(), simulator.ledger.entries]).toEqual([[], []])
    const agreed = await submitted(shop.buyer, seen('s2', 297_00))
    expect(agreed.sale).toMatchObject({ status: 'paid', amount: 297_00 })
    await republish({ price: 397_00 })
    const again = await submitted(shop.buyer, seen('s2', 297_00))
    expect([again.repeated, again.sale.amount, taken()]).toEqual([true, 297_00, 1])
  })

  test('the name that the page promises for the statement is the one the acquirer is given', async () => {
    const told = async (statementName: string) => {
      await republish({ statementName })
      await submitted(shop.buyer, click(`name${statementName.length}`, 's1'))
      const page = await findOfferPage(shop.buyer, shop.offer.code)
      return [page?.statementName, simulator.ledger.entries.at(-1)?.statementName]
    }
    expect(await told('Violao do 0')).toEqual(['VIOLAO DO 0', 'VIOLAO DO 0'])
    const [shown, sent] = await told('')
    expect([shown === '', sent]).toEqual([false, '']) // The company's own is the acquirer's to know.
  })

  test('the receipt names the authorisation that took the money, wherever it stands, and opens the access then only', async () => {
    await republish({ accessUrl: 'https://members.example.com' })
    const { sale } = await submitted(shop.buyer, click('paper', 's1', CARDS.refused))
    const done = await submitted(shop.buyer, click('paper', 's2'))
    const [first] = done.attempts
    if (first === undefined) throw new Error('no attempt')
    await db.update(attempts).set({ position: 9 }).where(eq(attempts.id, first.id))
    const names = { offerCode: shop.offer.code, checkoutId: 'paper'.padEnd(20, '0') }
    const paper = await findReceipt(shop.buyer, names)
    expect(paper).toMatchObject({ saleId: sale.id, outcome: 'paid', nsu: expect.any(String) })
    expect(await findReceipt(shop.buyer, { ...names, checkoutId: '\0' })).toBeNull()

    const told = (status: 'authorized' | 'paid') =>
      toCheckoutAnswer(
        { ...done, sale: { ...done.sale, status } },
        { accessUrl: 'https://members.example.com', now: shop.buyer.now() },
      ).accessUrl
    expect([told('authorized'), told('paid')]).toEqual([null, 'https://members.example.com'])
  })

  test('another card after a refusal goes on with the same sale, behind its attempts', async () => {
    const refused = await submitted(shop.buyer, click('rf', 'a', CARDS.blocked))
    expect(refused.sale.status).toBe('refused')
    const paid = await submitted(shop.buyer, click('rf', 'b', CARDS.approved))
    expect(paid.sale).toMatchObject({ id: refused.sale.id, status: 'paid', cardHint: 'Visa 1930' })
    expect(await historyOf(paid.sale.id)).toEqual(['cielo refused', 'cielo captured'])
    expect(await factsOf(paid.sale.id)).toEqual(['sale.refused', 'sale.pending', 'sale.paid'])
  })

  test('the same click after a refusal is told the refusal again, and no card is tried twice', async () => {
    await submitted(shop.buyer, click('sc', 'a', CARDS.blocked))
    const again = await submitted(shop.buyer, click('sc', 'a', CARDS.approved))
    expect(again.sale.status).toBe('refused')
    expect(await historyOf(again.sale.id)).toEqual(['cielo refused'])
  })

  test('two new clicks after a refusal go on once', async () => {
    await submitted(shop.buyer, click('tw', 'a', CARDS.blocked))
    await Promise.all([
      submitPayment(shop.buyer, click('tw', 'b', CARDS.approved)),
      submitPayment(shop.buyer, click('tw', 'c', CARDS.approved)),
    ])
    expect(await salesOf()).toHaveLength(1)
    expect(taken()).toBe(1)
  })

  test('the buyer is told what to do about a refusal, and never which acquirer it was', async () => {
    await submitted(shop.buyer, click('ws', 'a', CARDS.blocked))
    const names = { offerCode: shop.offer.code, checkoutId: 'ws'.padEnd(20, '0') }
    const found = await findCheckout(shop.buyer, names)
    if (found === null) throw new Error('the checkout was not found')
    const told = toCheckoutAnswer(found, { accessUrl: 'https://x.com', now: base.now() })
    expect(told).toMatchObject({
      status: 'refused',
      accessUrl: null,
      refusal: { class: 'locked', code: '78', card: 'Visa 7575' },
    })
    expect(JSON.stringify(told)).not.toMatch(/cielo|rede/i)
    expect(await findCheckout(shop.buyer, { ...names, offerCode: 'ZZZZZZ' })).toBeNull()
  })
})

describe('when nobody answered', () => {
  test('the sale is pending until its attempts are known, and then says what they say', async () => {
    simulator.fault('cielo', 'any', 'drop_request')
    simulator.fault('rede', 'authorize', 'drop_request')
    simulator.fault('rede', 'query', 'drop_request')
    const { sale } = await submitted(shop.api, asked('silent'))
    expect(sale.status).toBe('pending')
    expect(await factsOf(sale.id)).toEqual([])

    await db.update(attempts).set({ status: 'not_sent' }).where(eq(attempts.saleId, sale.id))
    advance(2 * 60_000)
    const behind = await listUnsettledSales(base)
    expect(behind.map(({ id }) => id)).toEqual([sale.id])
    await settleSale(shop.api, sale.id)
    expect((await getSale(shop.api, sale.id)).sale.status).toBe('failed')
    expect(await factsOf(sale.id)).toEqual(['sale.failed'])
    expect(await listUnsettledSales(base)).toEqual([])
  })

  test('a sale that a crash left without any attempt fails once its time is over', async () => {
    const { sale } = await submitted(shop.api, asked('crash'))
    await db.delete(outbox)
    await db.execute(sql`delete from payment_operations where sale_id = ${sale.id}`)
    await db.delete(attempts).where(eq(attempts.saleId, sale.id))
    await db
      .update(sales)
      .set({ status: 'pending', busyUntil: sale.createdAt })
      .where(eq(sales.id, sale.id))
    expect(await listUnsettledSales(base)).toEqual([])
    advance(20 * 60_000)
    const [left] = await listUnsettledSales(base)
    await settleSale(shop.api, left?.id ?? sale.id)
    expect(await factsOf(sale.id)).toEqual(['sale.failed'])
  })

  test('eight movers at once tell one fact', async () => {
    const { sale } = await submitted(shop.api, asked('eight'))
    await db.delete(outbox)
    await db.update(sales).set({ status: 'pending', paidAt: null }).where(eq(sales.id, sale.id))
    await Promise.all(Array.from({ length: 8 }, () => settleSale(shop.api, sale.id)))
    expect(await factsOf(sale.id)).toEqual(['sale.paid'])
  })
})

test('the day’s revenue is what a sum over the sales would say', async () => {
  for (const [i, card] of [CARDS.approved, CARDS.blocked, CARDS.approved].entries()) {
    await submitted(shop.api, asked(`day${i}`, card))
  }
  const [day] = await db
    .select({
      paid: sql<string>`sum(${saleDays.paid})`,
      count: sql<string>`sum(${saleDays.paidCount})`,
    })
    .from(saleDays)
    .where(eq(saleDays.offerKey, shop.offer.id))
  expect(day).toEqual({ paid: String(2 * 197_00), count: '2' })
})

test('no row a sale leaves behind holds its card', async () => {
  await submitted(shop.buyer, click('pan', 'a', CARDS.approved))
  for (const table of [
    'sales',
    'payment_attempts',
    'payment_operations',
    'outbox',
    'rate_limits',
  ]) {
    const rows = await db.execute(sql`select t::text as line from ${sql.identifier(table)} t`)
    expect(JSON.stringify(rows)).not.toContain(CARDS.approved)
  }
})
