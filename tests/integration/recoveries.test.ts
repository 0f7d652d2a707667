// tests/integration/recoveries.test.ts
import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recoveries, ruleTrials } from '@/db/schema/conversations'
import { messages } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import { schedule } from '@/lib/notifications/schedule'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'

const db = await testDb()
const MINUTE = 60_000
const HOUR = 60 * MINUTE

type Store = Awaited<ReturnType<typeof givenSender>>

const recovered = (store: Store) =>
  db.select().from(recoveries).where(eq(recoveries.accountId, store.ctx.actor.accountId))

/** A cart that was left, and the reminder that went out ten minutes later. */
async function reminded(store: Store) {
  await store.hear('cart_abandoned', { after: 0 })
  store.advance(10 * MINUTE)
  await store.pump(1)
  const [message] = await store.rows()
  if (message?.sentAt == null) throw new Error('nothing was sent')
  return { ...message, sentAt: message.sentAt }
}

test('who pays after a reminder was won back by it: the message, its rule, the sum', async () => {
  const store = await givenSender({ db })
  const message = await reminded(store)
  store.advance(HOUR)
  await store.hear('payment_approved', { amount: 197_00, tracking: { utm_source: 'ig' } })
  expect(await recovered(store)).toMatchObject([
    {
      messageId: message.id,
      instanceId: store.instanceId,
      rule: 'cart_abandoned',
      step: 1,
      amount: 197_00,
      tracking: { utm_source: 'ig' },
      platformSays: false,
      undoneAt: null,
    },
  ])
})

test.each([
  [72 * HOUR, 1],
  [72 * HOUR + 1, 0],
])(
  '72 hours are the limit: paid %i ms after the message is %i recovered order',
  async (ms, count) => {
    const store = await givenSender({ db })
    const message = await reminded(store)
    store.advance(message.sentAt.getTime() + ms - store.ctx.now().getTime())
    await store.hear('payment_approved')
    expect(await recovered(store)).toHaveLength(count)
  },
)

test('a payment that happened before the message, and was told after it, is nobody’s merit', async () => {
  const store = await givenSender({ db })
  await reminded(store)
  store.advance(MINUTE)
  await store.hear('payment_approved', { after: 5 })
  expect(await recovered(store)).toEqual([])
})

test('what is told for the order’s sake wins nothing back, and neither does what failed', async () => {
  const store = await givenSender({ db })
  await store.hear('pix_generated', { after: 0 })
  store.advance(MINUTE)
  await store.pump(1)
  expect((await store.rows())[0]).toMatchObject({ kind: 'transactional', state: 'delivered' })
  await store.hear('payment_approved', { after: 3 })
  expect(await recovered(store)).toEqual([])

  const other = await givenSender({ db })
  const message = await reminded(other)
  await db.update(messages).set({ state: 'failed' }).where(eq(messages.id, message.id))
  other.advance(MINUTE)
  await other.hear('payment_approved')
  expect(await recovered(other)).toEqual([])
})

test('the same payment told three times, in two events, is one order won back', async () => {
  const store = await givenSender({ db })
  await reminded(store)
  store.advance(HOUR)
  const id = await store.hear('payment_approved')
  await store.hear('payment_approved')
  await store.hear('subscription_activated')
  await Promise.all([schedule(store.ctx, id), schedule(store.ctx, id)])
  expect(await recovered(store)).toHaveLength(1)
})

test('one reminder wins back one order: the second payment of the cart is none', async () => {
  const store = await givenSender({ db })
  await reminded(store)
  store.advance(HOUR)
  await store.hear('payment_approved', { orderKey: 'TX1' })
  store.advance(HOUR)
  await store.hear('payment_approved', { orderKey: 'TX2' })
  expect((await recovered(store)).map(({ orderKey }) => orderKey)).toEqual(['TX1'])
})

test.each(['refunded', 'chargeback'] as const)(
  '%s takes it back, though it be told first',
  async (event) => {
    for (const late of [false, true]) {
      const store = await givenSender({ db })
      await reminded(store)
      store.advance(HOUR)
      const told = [
        ['payment_approved', { after: 30 }],
        [event, { after: 60 }],
      ] as const
      for (const [each, of] of late ? told.toReversed() : told) await store.hear(each, of)
      const [found] = await recovered(store)
      expect(found?.undoneAt?.getTime()).toBeGreaterThan(found?.recoveredAt.getTime() ?? Infinity)
    }
  },
)

test('what only the platform calls recovered is kept beside ours, without a message', async () => {
  const store = await givenSender({ db })
  await store.hear('payment_approved', { cartRecovered: true })
  expect(await recovered(store)).toMatchObject([
    { messageId: null, rule: null, platformSays: true },
  ])

  const both = await givenSender({ db })
  const message = await reminded(both)
  both.advance(HOUR)
  await both.hear('payment_approved', { cartRecovered: true })
  expect(await recovered(both)).toMatchObject([{ messageId: message.id, platformSays: true }])
})

test('a test of the panel wins nothing back', async () => {
  const store = await givenSender({ db })
  await reminded(store)
  store.advance(HOUR)
  await store.hear('payment_approved', { test: true, cartRecovered: true })
  expect(await recovered(store)).toEqual([])
})

test('a thread of one store is not won back by a message of another', async () => {
  const store = await givenSender({ db })
  await reminded(store)
  const other = await givenSender({ db })
  other.advance(HOUR)
  await other.hear('payment_approved')
  expect(await recovered(other)).toEqual([])
})

test('any order of the same events tells the same recovery', { timeout: 120_000 }, async () => {
  const events = [
    ['payment_approved', { after: 40, orderKey: 'TX1' }],
    ['payment_approved', { after: 90, orderKey: 'TX2' }],
    ['subscription_activated', { after: 41, orderKey: 'TX1' }],
    ['refunded', { after: 60, orderKey: 'TX1' }],
    ['pix_generated', { after: 1, orderKey: 'TX2' }],
    ['in_separation', { after: 95, orderKey: 'TX2' }],
  ] as const
  const told = async (order: readonly number[]) => {
    const store = await givenSender({ db })
    await reminded(store)
    store.advance(3 * HOUR)
    const start = store.ctx.now().getTime() - 3 * HOUR - 10 * MINUTE
    for (const at of order) {
      const [event, of] = events[at] ?? events[0]
      await store.hear(event, of)
    }
    return (await recovered(store)).map(({ orderKey, rule, recoveredAt, undoneAt }) => ({
      ...{ orderKey, rule, recovered: Math.round((recoveredAt.getTime() - start) / MINUTE) },
      undone: undoneAt !== null,
    }))
  }
  const expected = await told(events.map((_, at) => at))
  expect(expected).toMatchObject([{ orderKey: 'TX1', undone: true }])
  const orders = fc.array(fc.nat({ max: events.length - 1 }), { maxLength: 3 }).chain((more) =>
    fc.shuffledSubarray([...events.map((_, at) => at), ...more], {
      minLength: events.length + more.length,
    }),
  )
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      expect(await told(order)).toEqual(expected)
    }),
    { numRuns: 25 },
  )
})

describe('arms of a test', () => {
  const draw = (store: Store, arm: string, drawnAt: Date, threadId: Id<'thread'>) =>
    db.insert(ruleTrials).values({
      ...{ accountId: store.ctx.actor.accountId, storeId: store.storeId, threadId },
      ...{ rule: 'tried', arm, drawnAt },
    })
  const trialOf = async (threadId: Id<'thread'>) =>
    (
      await db
        .select()
        .from(ruleTrials)
        .where(and(eq(ruleTrials.threadId, threadId), eq(ruleTrials.rule, 'tried')))
    )[0]

  test.each([
    ['control', 6, 197_00],
    ['A', 6, 197_00],
    ['A', 8, null],
  ])('%s that pays after %i days counts %s', async (arm, days, paid) => {
    const store = await givenSender({ db })
    const { threadId } = await reminded(store)
    await draw(store, arm, store.ctx.now(), threadId)
    store.advance(days * 24 * HOUR)
    await store.hear('payment_approved')
    expect((await trialOf(threadId))?.paidAmount ?? null).toBe(paid)
  })

  test('what went back was paid, and is worth nothing', async () => {
    const store = await givenSender({ db })
    const { threadId } = await reminded(store)
    await draw(store, 'A', store.ctx.now(), threadId)
    store.advance(HOUR)
    await store.hear('payment_approved', { after: 60 })
    await store.hear('refunded', { after: 70 })
    const trial = await trialOf(threadId)
    expect([trial?.paidAt === null, trial?.paidAmount]).toEqual([false, 0])
  })
})
