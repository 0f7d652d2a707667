// tests/integration/recurrences.test.ts
import { and, asc, eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { keptCards } from '@/db/schema/kept-cards'
import { outbox } from '@/db/schema/platform'
import { recurrenceCharges, recurrences } from '@/db/schema/recurrences'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { sendHttp } from '@/lib/platform/http'
import { cancelRecurrence } from '@/lib/recurrences/cancel-recurrence'
import { chargeRecurrence } from '@/lib/recurrences/charge-recurrence'
import { openDueCharges, tellDueCharges } from '@/lib/recurrences/find-due'
import { followSaleOfCharge } from '@/lib/recurrences/settle-charge'
import { signUp } from '@/lib/recurrences/sign-up'
import { findSignUp, toSignUpAnswer } from '@/lib/recurrences/sign-up-answer'
import { forgetCard, listToForget } from '@/lib/sales/forget-cards'
import { listUnsettledSales } from '@/lib/sales/list-unsettled-sales'
import { settleSale } from '@/lib/sales/settle-sale'
import { freshCard } from '../support/fresh-card'
import { givenClick } from '../support/given-submit'
import { givenTill } from '../support/given-till'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const MASTERCARD = '5502095822650000'
const GOOD = '4024007153721934' // A zero auth says yes to a Visa that ends in 4.

const db = await testDb()
const { ctx: base, advance } = testCtx({ db, http: sendHttp, at: '2026-11-30T15:00:00Z' })
const simulator = await testSimulator({ now: base.now })
let till: Awaited<ReturnType<typeof givenTill>>

const PLAN = { every: 'monthly', charges: null, trialDays: 0, startsOn: null }

beforeEach(async () => {
  await openTill(PLAN)
})

async function openTill(plan: object) {
  till = await givenTill(base, simulator, {
    ...{ kind: 'recurring', plan: { ...PLAN, ...plan }, price: 49_90 },
    ...{ methods: ['card'], maxInstallments: 1 },
  })
}

function click(name = 'one', number = freshCard(MASTERCARD)) {
  const made = givenClick('checkout', name, till.shop.offer.code, number)
  return { ...made, payment: { ...made.payment, installments: 1 } } as typeof made
}

async function join(name = 'one', number?: string) {
  const result = await signUp(till.shop.buyer, click(name, number))
  if (!result.ok) throw new Error(result.error.code)
  if (result.value.kind === 'sale') await result.value.keep?.()
  return result.value
}

const account = () => till.job().actor.accountId

async function agreed() {
  const [found] = await db.select().from(recurrences).where(eq(recurrences.accountId, account()))
  if (found === undefined) throw new Error('nobody signed up')
  return found
}

const charges = () =>
  db
    .select()
    .from(recurrenceCharges)
    .where(eq(recurrenceCharges.accountId, account()))
    .orderBy(asc(recurrenceCharges.number))

/** To ten in the morning of a day in São Paulo. */
const goTo = (day: string) => advance(Date.parse(`${day}T13:00:00Z`) - base.now().getTime())

/** What an hour does: rows for what is due, and the job for every fact that tells it. */
async function hour() {
  await openDueCharges(base)
  const before = await db.select({ id: outbox.id }).from(outbox)
  await tellDueCharges(base)
  const told = await db
    .select({ id: outbox.id, payload: outbox.payload })
    .from(outbox)
    .where(and(eq(outbox.accountId, account()), eq(outbox.name, 'recurrence.due')))
  const known = new Set(before.map(({ id }) => id))
  for (const { id, payload } of told) {
    if (!known.has(id)) await chargeRecurrence(till.job(), payload.chargeId as Id<'charge'>)
  }
}

const facts = async () =>
  (
    await db
      .select({ name: outbox.name })
      .from(outbox)
      .where(and(eq(outbox.accountId, account()), sql`${outbox.name} like 'recurrence.%'`))
      .orderBy(asc(outbox.id))
  ).map(({ name }) => name)

describe('who signs up and pays at once', () => {
  test('has a sale, a recurrence, and the next charge on the base day', async () => {
    goTo('2027-01-31')
    const signed = await join()
    const { sale } = signed.kind === 'sale' ? signed.submitted : { sale: null }
    expect(sale).toMatchObject({ status: 'paid', amount: 49_90 })
    expect(await agreed()).toMatchObject({
      ...{ status: 'active', baseDay: 31, chargesPaid: 1, amount: 49_90 },
      ...{ nextChargeOn: '2027-02-28', cardHint: 'Mastercard 0000' },
    })
    expect(await charges()).toMatchObject([{ number: 1, status: 'paid', saleId: sale?.id }])
    const [row] = await db
      .select()
      .from(sales)
      .where(eq(sales.id, sale?.id as Id<'sale'>))
    expect(row?.recurrenceId).toBe((await agreed()).id)
    expect(
      await db.select().from(keptCards).where(eq(keptCards.accountId, account())),
    ).toMatchObject([{ use: 'recurrence', status: 'kept', recurrenceId: (await agreed()).id }])
  })

  test('twice by one click is once, and a second click after a refusal goes on', async () => {
    simulator.fault('cielo', 'authorize', 'return_code', { code: '51' })
    await join('one')
    expect(await charges()).toEqual([])
    await simulator.clear()
    await Promise.all([join('two'), join('two'), join('two')])
    await join('two')
    expect(await charges()).toHaveLength(1)
    expect(till.taken()).toBe(49_90)
    expect(await facts()).toEqual(['recurrence.activated'])
  })
})

describe('each period', () => {
  test('is charged once on its day: 31 January, 28 February, 31 March', async () => {
    goTo('2027-01-31')
    await join()
    for (const day of ['2027-02-27', '2027-02-28', '2027-03-28', '2027-03-31', '2027-04-30']) {
      goTo(day)
      await hour()
      await hour()
    }
    expect((await charges()).map(({ dueOn, status }) => `${dueOn} ${status}`)).toEqual([
      '2027-01-31 paid',
      '2027-02-28 paid',
      '2027-03-31 paid',
      '2027-04-30 paid',
    ])
    expect(till.taken()).toBe(4 * 49_90)
    expect((await agreed()).nextChargeOn).toBe('2027-05-31')
  })

  test('is charged once however often it is told, by however many at one moment', async () => {
    goTo('2027-06-10')
    await join()
    goTo('2027-07-10')
    await Promise.all([openDueCharges(base), openDueCharges(base), openDueCharges(base)])
    const [, second] = await charges()
    const id = second?.id as Id<'charge'>
    await Promise.all([1, 2, 3].map(() => chargeRecurrence(till.job(), id)))
    await chargeRecurrence(till.job(), id)
    expect(till.taken()).toBe(2 * 49_90)
    expect(await charges()).toHaveLength(2)
  })

  test('whose job dies on the way is charged once, when the next one comes', async () => {
    goTo('2027-08-10')
    await join()
    goTo('2027-09-10')
    await openDueCharges(base)
    const [, second] = await charges()
    const id = second?.id as Id<'charge'>
    const broken = { ...till.job(), http: () => Promise.reject(new Error('killed')) as never }
    await expect(chargeRecurrence(broken, id)).rejects.toThrow('killed')
    for (let look = 0; look < 4; look++) {
      advance(30 * MINUTE_MS)
      await till.repair()
    }
    for (const each of await listUnsettledSales(base)) await settleSale(till.job(), each.id)
    await hour()
    expect(await charges()).toMatchObject([{}, { status: 'retrying', retryOn: '2027-09-11' }])
    goTo('2027-09-11')
    await hour()
    expect(await charges()).toMatchObject([{}, { status: 'paid', tries: 2 }])
    expect(till.taken()).toBe(2 * 49_90)
  })

  test('whose answer was lost is decided by nobody until it is known', async () => {
    goTo('2027-10-10')
    await join()
    goTo('2027-11-10')
    simulator.fault('cielo', 'authorize', 'drop_response')
    simulator.fault('cielo', 'query', 'http_500', { count: 20 })
    await hour()
    expect(await charges()).toMatchObject([{}, { status: 'charging' }])
    await simulator.clear()
    advance(10 * MINUTE_MS)
    await till.repair()
    for (const { id } of await listUnsettledSales(base)) {
      await settleSale(till.job(), id)
      await followSaleOfCharge(till.job(), id)
    }
    expect(await charges()).toMatchObject([{}, { status: 'paid' }])
    expect(till.taken()).toBe(2 * 49_90)
  })

  test('ends after as many charges as were agreed, and the card is forgotten', async () => {
    await openTill({ charges: 2 })
    goTo('2027-12-10')
    await join()
    goTo('2028-01-10')
    await hour()
    goTo('2028-02-10')
    await hour()
    expect(await agreed()).toMatchObject({ status: 'ended', nextChargeOn: null, chargesPaid: 2 })
    expect(till.taken()).toBe(2 * 49_90)
    for (const row of await listToForget(base)) await forgetCard(till.job(row.accountId), row)
    const [card] = await db.select().from(keptCards).where(eq(keptCards.accountId, account()))
    expect(card).toMatchObject({ status: 'forgotten', sealedToken: null })
  })

  test('carries the networks’ names of the first, or Mastercard would refuse it', async () => {
    goTo('2028-03-10')
    await join()
    const [card] = await db.select().from(keptCards).where(eq(keptCards.accountId, account()))
    expect(card?.networkIds?.transactionLinkId).toMatch(/^.{22}$/)
    goTo('2028-04-10')
    await hour()
    expect(await charges()).toMatchObject([{}, { status: 'paid' }])
  })
})

describe('a refusal', () => {
  async function refusedMonths(code: string, more: object = {}) {
    await join()
    const next = (await agreed()).nextChargeOn ?? ''
    goTo(next)
    simulator.fault('cielo', 'authorize', 'return_code', { code, count: 50, ...more })
    await hour()
    return next
  }

  test('that may be repeated is tried again by the plan, in one sale, and paid', async () => {
    goTo('2028-05-10')
    const due = await refusedMonths('51')
    expect(due).toBe('2028-06-10')
    const days: (string | null)[] = []
    for (let tries = 0; tries < 2; tries++) {
      const [, charge] = await charges()
      days.push(charge?.retryOn ?? null)
      goTo(charge?.retryOn ?? '')
      await hour()
    }
    expect(days).toEqual(['2028-06-11', '2028-06-13'])
    await simulator.clear()
    goTo((await charges())[1]?.retryOn ?? '')
    await hour()
    const [, charge] = await charges()
    expect(charge).toMatchObject({ status: 'paid', tries: 4 })
    expect(await till.historyOf(charge?.saleId as Id<'sale'>)).toEqual([
      ...Array(3).fill('cielo card refused'),
      'cielo card captured',
    ])
    expect((await agreed()).nextChargeOn).toBe('2028-07-10')
    expect(till.taken()).toBe(2 * 49_90)
  })

  test('that stays one is given up after the last try: past due, and the producer is told', async () => {
    goTo('2028-08-10')
    await refusedMonths('51')
    for (let tries = 0; tries < 3; tries++) {
      goTo((await charges())[1]?.retryOn ?? '')
      await hour()
    }
    expect(await charges()).toMatchObject([{}, { status: 'failed', tries: 4, reason: 'tries' }])
    expect((await agreed()).status).toBe('past_due')
    const told = await db.select().from(alerts).where(eq(alerts.accountId, account()))
    expect(told).toMatchObject([{ kind: 'recurrence_past_due', detail: { why: 'tries' } }])
    expect(await facts()).toContain('recurrence.overdue')
    goTo('2028-12-10')
    await hour()
    expect(await charges()).toHaveLength(2) // Nothing more is charged to that card.
  })

  test('for ever is not repeated at all', async () => {
    goTo('2029-01-10')
    await refusedMonths('14')
    expect(await charges()).toMatchObject([{}, { status: 'failed', tries: 1, reason: 'card' }])
    expect((await agreed()).status).toBe('past_due')
  })

  test('without a kept card asks for one and sends nothing', async () => {
    goTo('2029-02-10')
    await join()
    await db
      .update(keptCards)
      .set({ status: 'forgotten', sealedToken: null })
      .where(eq(keptCards.accountId, account()))
    goTo('2029-03-10')
    await hour()
    expect(await charges()).toMatchObject([
      {},
      { status: 'failed', reason: 'no_card', saleId: null },
    ])
    expect((await agreed()).status).toBe('past_due')
  })
})

describe('a trial, or a start in the future', () => {
  test.each([
    ['7 free days', { trialDays: 7 }, '2029-04-17'],
    ['a first day', { startsOn: '2029-05-05' }, '2029-05-05'],
  ])(
    'with %s the card is checked and kept, nothing is charged, and the first day is told',
    async (_, plan, first) => {
      goTo('2029-04-10')
      await openTill(plan)
      const signed = await join('one', freshCard(GOOD))
      if (signed.kind !== 'later') throw new Error('charged at once')
      const told = toSignUpAnswer(signed.recurrence, {
        accessUrl: 'https://x.test',
        now: base.now(),
      })
      expect(told).toMatchObject({
        ...{ status: 'signed_up', saleId: null, amount: 49_90 },
        recurrence: { next: { on: first, amount: 49_90 }, chargesPaid: 0 },
      })
      expect(till.taken()).toBe(0)
      expect(await db.select().from(sales).where(eq(sales.accountId, account()))).toEqual([])
      await hour()
      expect(await charges()).toEqual([])
      goTo(first)
      await hour()
      expect(await charges()).toMatchObject([{ number: 1, status: 'paid', dueOn: first }])
      expect(till.taken()).toBe(49_90)
      goTo('2029-04-10')
    },
  )

  test('asked for by one click twice is one, and found again by its page', async () => {
    await openTill({ trialDays: 7 })
    goTo('2029-06-10')
    const card = freshCard(GOOD)
    await Promise.all([join('one', card), join('one', card)])
    await join('two', card)
    expect(await facts()).toEqual(['recurrence.activated'])
    const names = { offerCode: till.shop.offer.code, checkoutId: 'checkout'.padEnd(20, '0') }
    expect(await findSignUp(till.shop.buyer, names)).toMatchObject({
      recurrence: { status: 'active' },
    })
  })

  test('with a card that is not good says what to do, and another may follow', async () => {
    await openTill({ trialDays: 7 })
    goTo('2029-07-10')
    const signed = await join('one', freshCard()) // Ends in 0: no zero auth of it succeeds.
    if (signed.kind !== 'later') throw new Error('charged at once')
    const now = base.now()
    expect(toSignUpAnswer(signed.recurrence, { accessUrl: null, now })).toMatchObject({
      status: 'refused',
      refusal: { card: 'Visa 1930' },
    })
    await join('two', freshCard(GOOD))
    expect((await agreed()).status).toBe('active')
    expect(till.taken()).toBe(0)
  })
})

test('what is canceled is charged no more, and is in the team’s log', async () => {
  goTo('2029-08-10')
  await join()
  const { id } = await agreed()
  expect(await cancelRecurrence(till.shop.member, id)).toEqual({ ok: true, value: null })
  expect(await cancelRecurrence(till.shop.member, id)).toMatchObject({ ok: false })
  goTo('2029-10-10')
  await hour()
  expect(await charges()).toHaveLength(1)
  expect(till.taken()).toBe(49_90)
  const support = {
    ...till.shop.member,
    actor: { ...till.shop.member.actor, role: 'support' as const },
  }
  expect(await cancelRecurrence(support, id)).toMatchObject({ error: { code: 'not_allowed' } })
  for (const row of await listToForget(base)) await forgetCard(till.job(row.accountId), row)
  const [card] = await db.select().from(keptCards).where(eq(keptCards.accountId, account()))
  expect(card?.sealedToken).toBeNull()
  advance(DAY_MS)
})
