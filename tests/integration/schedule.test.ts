// tests/integration/schedule.test.ts
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outbox } from '@/db/schema/platform'
import { purchaseEvents } from '@/db/schema/purchases'
import { stores } from '@/db/schema/stores'
import { threadOrders } from '@/db/schema/threads'
import { listUnjudged } from '@/lib/notifications/list-unjudged'
import { schedule } from '@/lib/notifications/schedule'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'

const db = await testDb()
const MINUTE = 60_000

const pix = (minutes: number) => ({
  pix: {
    code: '00020126BR',
    url: null,
    expiresAt: new Date(Date.parse('2026-10-05T13:00:00Z') + minutes * MINUTE),
  },
})

test('an approval is scheduled at once and told as a fact, with the sender it leaves through', async () => {
  const store = await givenSender({ db })
  await store.hear('payment_approved')
  const [message] = await store.rows()
  expect(message).toMatchObject({
    rule: 'payment_approved',
    step: 1,
    state: 'scheduled',
    to: '+5511987654321',
    instanceId: store.instanceId,
    lane: 'now',
  })
  expect(message?.sendAfter).toEqual(store.ctx.now())
  const facts = await db
    .select()
    .from(outbox)
    .where(eq(outbox.accountId, store.ctx.actor.accountId))
  expect(facts.map((fact) => fact.name)).toContain('message.scheduled')
})

test('one event judged twice says one thing once', async () => {
  const store = await givenSender({ db })
  const id = await store.hear('payment_approved')
  await Promise.all([schedule(store.ctx, id), schedule(store.ctx, id)])
  expect(await store.states()).toEqual(['payment_approved.1 scheduled'])
})

test('two events of one cart at the same time are judged one after the other', async () => {
  const store = await givenSender({ db })
  const ids = [
    await store.record('pix_generated', { after: 0, ...pix(60) }),
    await store.record('payment_approved', { after: 0 }),
  ]
  await Promise.all(ids.map(({ id }) => schedule(store.ctx, id)))
  const pending = (await store.states()).filter((state) => state.endsWith('scheduled'))
  expect(pending).toEqual(['payment_approved.1 scheduled'])
})

describe('the story of one cart', () => {
  test('abandoned, refused, pix, paid: only what still makes sense is said', async () => {
    const store = await givenSender({ db })
    await store.hear('cart_abandoned', { after: 0 })
    store.advance(8 * MINUTE)
    await store.hear('payment_refused', { after: 8, orderKey: 'TX1' })
    store.advance(5 * MINUTE)
    await store.hear('pix_generated', { after: 13, orderKey: 'TX2', ...pix(73) })
    store.advance(11 * MINUTE)
    await store.hear('payment_approved', { after: 24, orderKey: 'TX2' })
    expect(await store.states()).toEqual([
      'cart_abandoned.1 canceled negative_event',
      'cart_abandoned.2 suppressed notification_off',
      'payment_refused.1 superseded superseded',
      'pix_generated.1 superseded superseded',
      'pix_generated.2 superseded superseded',
      'payment_approved.1 scheduled',
    ])
  })

  test('a pix that is heard of after its payment says nothing', async () => {
    const store = await givenSender({ db })
    await store.hear('payment_approved', { after: 1 })
    await store.hear('pix_generated', { after: 0, ...pix(60) })
    expect(await store.states()).toEqual([
      'payment_approved.1 scheduled',
      'pix_generated.1 suppressed late_lower_event',
      'pix_generated.2 suppressed late_lower_event',
    ])
  })
})

test('a test of the panel schedules nothing', async () => {
  const store = await givenSender({ db })
  await store.hear('payment_approved', { test: true })
  expect(await store.states()).toEqual([])
})

test.each([
  ['', 'no_phone'],
  ['11999999999', 'placeholder_phone'],
  ['123', 'invalid_phone'],
])('a checkout that gave %j as a phone is told why nothing goes out', async (phone, reason) => {
  const store = await givenSender({ db })
  await store.hear('payment_approved', { phone })
  expect(await store.states()).toEqual([`payment_approved.1 suppressed ${reason}`])
})

test('a paused store says nothing, and speaks again of what comes after', async () => {
  const store = await givenSender({ db })
  await db.update(stores).set({ state: 'paused' }).where(eq(stores.id, store.storeId))
  await store.hear('payment_approved')
  expect(await store.states()).toEqual(['payment_approved.1 suppressed notification_off'])
  await db.update(stores).set({ state: 'active' }).where(eq(stores.id, store.storeId))
  await store.hear('posted')
  expect((await store.states()).at(-1)).toBe('posted.1 scheduled')
})

test('in the database too, any order and repetition of six events leaves the same messages', {
  timeout: 120_000,
}, async () => {
  const story = [
    ['cart_abandoned', { after: 0 }],
    ['pix_generated', { after: 1, ...pix(60) }],
    ['pix_expired', { after: 2 }],
    ['payment_approved', { after: 3 }],
    ['posted', { after: 4 }],
    ['refund_requested', { after: 5 }],
  ] as const
  const remaining = async (arrivals: readonly number[]) => {
    const store = await givenSender({ db })
    store.advance(6 * MINUTE)
    const ids = new Map<number, Awaited<ReturnType<typeof store.hear>>>()
    for (const index of arrivals) {
      const [event, told] = story[index] ?? story[0]
      const known = ids.get(index)
      if (known === undefined) ids.set(index, await store.hear(event, told))
      else await schedule(store.ctx, known)
    }
    return (await store.states()).filter((state) => state.endsWith('scheduled')).sort()
  }
  const inOrder = await remaining([0, 1, 2, 3, 4, 5])
  expect(inOrder).toEqual(['posted.1 scheduled'])
  const all = [0, 1, 2, 3, 4, 5]
  const anyOrder = fc.shuffledSubarray([...all, ...all], { minLength: 12 })
  await fc.assert(
    fc.asyncProperty(anyOrder, async (arrivals) => {
      expect(await remaining(arrivals)).toEqual(inOrder)
    }),
    { numRuns: 12 },
  )
})

test('what a repetition adds is known of the order, and says nothing a second time', async () => {
  const store = await givenSender({ db })
  const { ctx, storeId } = store
  const id = await store.hear('posted', { after: 0, delivery: null })
  const delivery = { code: 'ZZ000000001BR', url: null }
  await db.update(purchaseEvents).set({ delivery }).where(eq(purchaseEvents.id, id))
  expect(await schedule(ctx, id)).toMatchObject({ skipped: 'seen' })
  const [order] = await db.select().from(threadOrders).where(eq(threadOrders.storeId, storeId))
  expect(order?.snapshot.delivery).toEqual(delivery)
  expect(await store.states()).toEqual(['posted.1 scheduled'])

  // A newer event told it better.
  store.advance(MINUTE)
  await store.hear('in_transit', { after: 1, delivery: { code: 'ZZ000000002BR', url: null } })
  await schedule(ctx, id)
  const [later] = await db.select().from(threadOrders).where(eq(threadOrders.storeId, storeId))
  expect(later?.snapshot.delivery?.code).toBe('ZZ000000002BR')
})

test('an event whose judgement was lost is found, and judged once', async () => {
  const store = await givenSender({ db })
  const { id } = await store.record('payment_approved')
  const mine = async () => (await listUnjudged(store.ctx)).filter((one) => one.id === id)
  expect(await mine()).toEqual([])
  store.advance(3 * MINUTE)
  expect(await mine()).toMatchObject([{ id, accountId: store.ctx.actor.accountId }])
  await schedule(store.ctx, id)
  expect(await mine()).toEqual([])
})
