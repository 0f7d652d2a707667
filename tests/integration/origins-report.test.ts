// tests/integration/origins-report.test.ts
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LocalDate } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import type { PurchaseEvent } from '@/lib/purchases/purchase'
import { type OriginScope, originsReport } from '@/lib/reports/origins-report'
import { givenSender, T0 } from '../support/given-sender'
import { testDb } from '../support/test-db'

const db = await testDb()
const PERIOD = { from: '2026-10-05' as LocalDate, to: '2026-10-06' as LocalDate }
const DAY = 1_440

type Store = Awaited<ReturnType<typeof givenSender>>

const reader = ({ ctx }: Store): Ctx<'member'> => ({
  ...ctx,
  actor: {
    ...{ kind: 'member', accountId: ctx.actor.accountId, role: 'owner' },
    userId: ctx.newId('user'),
  },
})

const report = (store: Store, scope: Partial<OriginScope> = {}) =>
  originsReport(reader(store), { period: PERIOD, by: ['utm_source'], only: {}, ...scope })

test('an order is told once, with the place it came from, whatever repeats itself', async () => {
  const store = await givenSender({ db })
  const from = { tracking: { utm_source: 'ig', utm_campaign: 'agosto' } }
  await store.record('pix_generated', { after: 0, ...from })
  await store.record('payment_approved', { after: 10 })
  await store.record('payment_approved', { after: 11, amount: 500_00 })
  await store.record('subscription_activated', { after: 12 })
  const { rows } = await report(store, { by: ['utm_source', 'utm_campaign'] })
  expect(rows).toEqual([
    {
      ...{ values: ['ig', 'agosto'], purchases: 1, revenue: 197_00, waiting: 1, converted: 1 },
      ...{ returned: 0, returnedAmount: 0, recovered: 0, recoveredAmount: 0 },
    },
  ])
})

test('what goes back counts on the day it goes back, and an order without origin has a line', async () => {
  const store = await givenSender({ db })
  await store.record('payment_approved', { after: -3 * DAY })
  await store.record('refunded', { after: 5 })
  const { rows } = await report(store)
  expect(rows).toMatchObject([{ values: [''], purchases: 0, returned: 1, returnedAmount: 197_00 }])
})

test('won back by a message, it stands by the origin of its order', async () => {
  const store = await givenSender({ db })
  const from = { tracking: { src: 'bio' } }
  await store.hear('cart_abandoned', { after: 0, ...from })
  store.advance(10 * 60_000)
  await store.pump(1)
  store.advance(60 * 60_000)
  await store.hear('payment_approved', from)
  const { rows } = await report(store, { by: ['src'] })
  expect(rows).toMatchObject([{ values: ['bio'], recovered: 1, recoveredAmount: 197_00 }])
})

test('tests of the panel and other accounts are in no line', async () => {
  const store = await givenSender({ db })
  await store.record('payment_approved', { after: 0, test: true })
  const other = await givenSender({ db })
  await other.record('payment_approved', { after: 0 })
  expect((await report(store)).rows).toEqual([])
})

const EVENTS = [
  'pix_generated',
  'payment_in_analysis',
  'payment_approved',
  'subscription_renewed',
  'refunded',
  'chargeback',
  'payment_refused',
] as const

const heard = fc.record({
  order: fc.nat({ max: 5 }),
  event: fc.constantFrom<PurchaseEvent>(...EVENTS),
  after: fc.integer({ min: -2 * DAY, max: 4 * DAY }),
  amount: fc.integer({ min: 0, max: 100_000 }),
  source: fc.constantFrom('', 'ig', 'google'),
  src: fc.constantFrom('', 'bio'),
  store: fc.boolean(),
})
type Heard = typeof heard extends fc.Arbitrary<infer T> ? T : never

const PAID: readonly string[] = ['payment_approved', 'subscription_renewed']
const WAITS: readonly string[] = ['pix_generated', 'payment_in_analysis']
const BACK: readonly string[] = ['refunded', 'chargeback']
const isWithin = (at: number | undefined) =>
  at !== undefined &&
  at >= Date.parse('2026-10-05T03:00:00Z') &&
  at < Date.parse('2026-10-07T03:00:00Z')

/** The same by hand: each order from all that was heard of it. */
function recount(all: readonly (Heard & { readonly at: number })[], only: { source?: string }) {
  const sums = new Map<string, number[]>()
  const orders = new Map<string, (typeof all)[number][]>()
  for (const each of all) {
    const key = `${each.store} ${each.order}`
    orders.set(key, [...(orders.get(key) ?? []), each])
  }
  for (const events of orders.values()) {
    const inTime = events.toSorted((a, b) => a.at - b.at)
    const first = (kinds: readonly string[]) => inTime.find(({ event }) => kinds.includes(event))
    const turn = [
      ...inTime.filter(({ event }) => PAID.includes(event)),
      ...inTime.filter(({ event }) => !PAID.includes(event)),
    ]
    const told = turn.find(({ source, src }) => source !== '' || src !== '')
    const key = `${told?.source ?? ''}|${told?.src ?? ''}`
    if (only.source !== undefined && (told?.source ?? '') !== only.source) continue
    const [paid, waits, back] = [first(PAID), first(WAITS), first(BACK)]
    const sum = sums.get(key) ?? [0, 0, 0, 0, 0, 0]
    const more = [
      ...(isWithin(paid?.at) ? [1, paid?.amount ?? 0] : [0, 0]),
      ...(isWithin(back?.at) && paid ? [1, paid.amount] : [0, 0]),
      ...(isWithin(waits?.at) ? [1, paid ? 1 : 0] : [0, 0]),
    ]
    sums.set(
      key,
      sum.map((each, at) => each + (more[at] ?? 0)),
    )
  }
  return [...sums].filter(([, sum]) => sum.some((each) => each > 0)).sort()
}

test('in any order of arrival the report is what counting every order by hand gives', {
  timeout: 120_000,
}, async () => {
  const many = fc.array(heard, { minLength: 1, maxLength: 25 })
  await fc.assert(
    fc.asyncProperty(many, fc.constantFrom(undefined, 'ig', ''), async (draws, source) => {
      const store = await givenSender({ db })
      store.advance(10 * DAY * 60_000)
      const second = store.ctx.newId('store') as Id<'store'>
      const start = store.ctx.now().getTime() - 10 * DAY * 60_000
      expect(Math.abs(start - T0)).toBeLessThan(1000)
      // Two at the same minute would leave it to chance which of them is the first.
      const used = new Set<number>()
      const told = draws.flatMap((draw) => {
        if (used.has(draw.after)) return []
        used.add(draw.after)
        return [{ ...draw, at: start + draw.after * 60_000 }]
      })
      for (const { event, after, amount, order, source: utm, src, store: own } of told) {
        await store.record(
          event,
          {
            ...{ after, amount, orderKey: `TX${order}` },
            tracking: { ...(utm && { utm_source: utm }), ...(src && { src }) },
          },
          own ? undefined : second,
        )
      }
      const scope = {
        by: ['utm_source', 'src'] as const,
        only: source === undefined ? {} : { utm_source: source },
      }
      const { rows, all } = await report(store, scope)
      const found = rows.map(({ values, ...sum }) => [
        values.join('|'),
        [sum.purchases, sum.revenue, sum.returned, sum.returnedAmount, sum.waiting, sum.converted],
      ])
      expect(found.sort()).toEqual(recount(told, source === undefined ? {} : { source }))
      expect(all.revenue).toBe(rows.reduce((sum, { revenue }) => sum + revenue, 0))
    }),
    { numRuns: 25 },
  )
})
