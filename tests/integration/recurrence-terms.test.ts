import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { keptCards } from '@/db/schema/kept-cards'
import { recurrenceCharges, recurrences } from '@/db/schema/recurrences'
import { CreateCouponInput } from '@/lib/offers/coupon-fields'
import { createCoupon } from '@/lib/offers/save-coupon'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { activateBySale } from '@/lib/recurrences/activate'
import { cancelRecurrence } from '@/lib/recurrences/cancel-recurrence'
import { openDueCharges } from '@/lib/recurrences/find-due'
import { followFirstSale } from '@/lib/recurrences/follow-first'
import { signUp } from '@/lib/recurrences/sign-up'
import { cancelSale } from '@/lib/sales/cancel-sale'
import { forgetCard, listToForget } from '@/lib/sales/forget-cards'
import { listUnsettledSales } from '@/lib/sales/list-unsettled-sales'
import { getSale } from '@/lib/sales/read-sale'
import { settleSale } from '@/lib/sales/settle-sale'
import type { SubmitPayment } from '@/lib/sales/submit-payment.schema'
import { freshCard } from '../support/fresh-card'
import { CARDS, givenClick } from '../support/given-submit'
import { givenTill } from '../support/given-till'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

setLogLevel('silent')
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const MASTERCARD = '5502095822650000'
const GOOD = '4024007153721934' // A zero auth says yes to a Visa that ends in 4.

const db = await testDb()
const { ctx: base, advance } = testCtx({ db, http: sendHttp, at: '2026-11-30T15:00:00Z' })
const simulator = await testSimulator({ now: base.now })
let till: Awaited<ReturnType<typeof givenTill>>

const PLAN = { every: 'monthly', charges: null, trialDays: 0, startsOn: null }
const openTill = async (plan: object, more: object = {}) => {
  till = await givenTill(base, simulator, {
    ...{ kind: 'recurring', plan: { ...PLAN, ...plan }, price: 49_90 },
    ...{ methods: ['card'], maxInstallments: 1, ...more },
  })
  const { ok } = await createCoupon(till.shop.member, COUPON)
  expect(ok).toBe(true)
}
const COUPON = CreateCouponInput.parse({
  ...{ code: 'SEMPRE20', offerId: null, kind: 'percent', value: 20_00, startsAt: null },
  ...{ endsAt: null, maxUses: null, maxPerBuyer: 1, everyCharge: true, methods: ['card'] },
})
beforeEach(() => openTill({}))

const click = (name: string, number: string, more: Partial<SubmitPayment> = {}) => {
  const made = givenClick('checkout', name, till.shop.offer.code, number)
  return { ...made, payment: { ...made.payment, installments: 1 }, ...more } as SubmitPayment
}
async function join(name: string, number: string, more: Partial<SubmitPayment> = {}) {
  const result = await signUp(till.shop.buyer, click(name, number, more))
  if (!result.ok) throw new Error(result.error.code)
  if (result.value.kind === 'sale') await result.value.keep?.()
  return result.value
}
const account = () => till.job().actor.accountId
const agreed = async () => {
  const [found] = await db.select().from(recurrences).where(eq(recurrences.accountId, account()))
  if (found === undefined) throw new Error('nobody signed up')
  return found
}
const cards = () => db.select().from(keptCards).where(eq(keptCards.accountId, account()))
const forget = async () => {
  for (const row of await listToForget(base)) await forgetCard(till.job(row.accountId), row)
}
const goTo = (instant: string) => advance(Date.parse(instant) - base.now().getTime())

describe('what is agreed', () => {
  test('is what the click that was charged said, and the card that paid is the one that is kept', async () => {
    for (const acquirer of ['cielo', 'rede'] as const) {
      simulator.fault(acquirer, 'authorize', 'drop_response')
      simulator.fault(acquirer, 'query', 'http_500', { count: 20 })
    }
    await join('one', freshCard(MASTERCARD))
    await join('two', freshCard(), { coupon: 'SEMPRE20' }) // Answered with the first, and no more.
    await simulator.clear()
    advance(10 * MINUTE_MS)
    await till.repair()
    for (const { id } of await listUnsettledSales(base)) {
      const { sale } = await settleSale(till.job(), id)
      await activateBySale(till.job(), sale)
    }
    await join('three', freshCard())
    expect(till.taken()).toBe(49_90)
    expect(await agreed()).toMatchObject({
      ...{ status: 'active', amount: 49_90, couponCode: null, cardHint: 'Mastercard 0000' },
    })
    expect(await cards()).toEqual([])
  })

  test('is no discount for ever that was refused to its buyer', async () => {
    await join('one', freshCard(MASTERCARD), { coupon: 'SEMPRE20' })
    const other = { idempotencyKey: 'another'.padEnd(20, '0') }
    const asked = click('two', freshCard(MASTERCARD), { ...other, coupon: 'SEMPRE20' })
    expect(await signUp(till.shop.buyer, asked)).toMatchObject({
      error: { code: 'coupon_used_by_you' },
    })
    await join('three', freshCard(MASTERCARD), other)
    const rows = await db.select().from(recurrences).where(eq(recurrences.accountId, account()))
    expect(rows.map(({ amount }) => amount).sort()).toEqual([39_92, 49_90])
  })

  test('counts from the click that paid, however long the page was open', async () => {
    await openTill({ every: 'weekly' })
    goTo('2027-03-01T13:00:00Z')
    await join('one', CARDS.blocked)
    advance(10 * DAY_MS)
    await join('two', freshCard(MASTERCARD))
    expect(await agreed()).toMatchObject({
      ...{ status: 'active', firstChargeOn: '2027-03-11', nextChargeOn: '2027-03-18' },
    })
    await openDueCharges(base)
    const charges = await db
      .select({ number: recurrenceCharges.number })
      .from(recurrenceCharges)
      .where(eq(recurrenceCharges.accountId, account()))
    expect(charges).toEqual([{ number: 1 }])
  })

  test('begun before midnight is paid at once after it, and is no gift until tomorrow', async () => {
    goTo('2027-05-11T02:58:00Z') // Two minutes to midnight in São Paulo.
    await join('one', CARDS.blocked)
    advance(5 * MINUTE_MS)
    await join('two', CARDS.blocked)
    const third = await join('three', freshCard(MASTERCARD))
    expect(third).toMatchObject({ kind: 'sale', submitted: { sale: { status: 'paid' } } })
    expect(till.taken()).toBe(49_90)
  })
})

describe('a card that was kept', () => {
  test('for a trial that came to nothing is forgotten', async () => {
    await openTill({ trialDays: 7 })
    await join('one', freshCard(GOOD), { coupon: 'SEMPRE20' })
    const other = { idempotencyKey: 'another'.padEnd(20, '0'), coupon: 'SEMPRE20' }
    expect(await signUp(till.shop.buyer, click('two', freshCard(GOOD), other))).toMatchObject({
      error: { code: 'coupon_used_by_you' },
    })
    advance(10 * MINUTE_MS)
    await forget()
    expect((await cards()).map(({ status }) => status).sort()).toEqual(['forgotten', 'kept'])
  })

  test('while its recurrence was being canceled is forgotten', async () => {
    const result = await signUp(till.shop.buyer, click('one', freshCard(MASTERCARD)))
    if (!result.ok || result.value.kind !== 'sale') throw new Error('nobody signed up')
    await cancelRecurrence(till.shop.member, (await agreed()).id)
    await result.value.keep?.()
    expect(await cards()).toMatchObject([{ status: 'kept' }])
    await forget()
    expect(await cards()).toMatchObject([{ status: 'forgotten', sealedToken: null }])
  })
})

test('a trial that ends before anybody paid gives its place and its coupon back', async () => {
  await openTill({ trialDays: 7 }, { salesLimit: 1 })
  await join('one', freshCard(GOOD), { coupon: 'SEMPRE20' })
  const other = { idempotencyKey: 'another'.padEnd(20, '0'), coupon: 'SEMPRE20' }
  const asked = (turn: string) => signUp(till.shop.buyer, click(turn, freshCard(GOOD), other))
  expect(await asked('two')).toMatchObject({ error: { code: 'offer_sold_out' } })
  await cancelRecurrence(till.shop.member, (await agreed()).id)
  expect(await asked('three')).toMatchObject({ ok: true })
})

test('a first charge that was held and let go is the last: nobody pays who never had it', async () => {
  await openTill({}, { captureMode: 'manual' })
  const signed = await join('one', freshCard(MASTERCARD))
  if (signed.kind !== 'sale') throw new Error('nothing was held')
  const { sale } = signed.submitted
  expect([sale.status, (await agreed()).status]).toEqual(['authorized', 'active'])
  await cancelSale(till.shop.member, { saleId: sale.id })
  await followFirstSale(till.job(), (await getSale(till.job(), sale.id)).sale)
  expect(await agreed()).toMatchObject({ status: 'canceled', nextChargeOn: null, chargesPaid: 0 })
  await forget()
  expect(await cards()).toMatchObject([{ status: 'forgotten' }])
})
