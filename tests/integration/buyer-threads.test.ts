// tests/integration/buyer-threads.test.ts
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { threads } from '@/db/schema/threads'
import { schedule } from '@/lib/notifications/schedule'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'

const db = await testDb()
const DAY = 24 * 60
const KEY = '700001:+5511987654321'
const BUYER = { threadKey: KEY, threadKind: 'buyer' } as const
/** What platforms without a cart's number tell: the buyer and the offer are its name. */
const CART = { ...BUYER, orderKind: 'cart', orderKey: '700001:off1:ana@example.com' } as const

async function givenStore() {
  const store = await givenSender({ db })
  const hear = async (...[event, told]: Parameters<typeof store.hear>) => {
    const minutes = told?.after ?? 0
    const elapsed = store.ctx.now().getTime() - began
    store.advance(Math.max(0, minutes * 60_000 - elapsed))
    return store.hear(event, told)
  }
  const began = store.ctx.now().getTime()
  const keys = async () => {
    const rows = await db.select().from(threads).where(eq(threads.storeId, store.storeId))
    return rows.map(({ key }) => key).sort()
  }
  return { ...store, hear, keys }
}

test('a purchase finds the abandoned cart of the same buyer and product', async () => {
  const { hear, states, keys } = await givenStore()
  await hear('cart_abandoned', { ...CART, after: 0 })
  await hear('pix_generated', { ...BUYER, orderKey: 'TX1', after: 5 })
  expect(await keys()).toEqual([KEY])
  expect(await states()).toContain('cart_abandoned.1 superseded superseded')
})

test('six days of silence are the same interest, eight days are another', async () => {
  const { hear, keys, states } = await givenStore()
  await hear('payment_approved', { ...BUYER, orderKey: 'TX1', after: 0 })
  await hear('pix_generated', { ...BUYER, orderKey: 'TX2', after: 6 * DAY })
  expect(await keys()).toEqual([KEY])
  expect((await states()).filter((state) => state.startsWith('pix_generated'))).toEqual([
    'pix_generated.1 suppressed late_lower_event',
  ])

  await hear('pix_generated', { ...BUYER, orderKey: 'TX3', after: 14 * DAY })
  expect(await keys()).toEqual([KEY, `${KEY}#2`])
  expect(
    (await states()).filter((state) => state.startsWith('pix_generated.1 sched')),
  ).toHaveLength(1)
})

test('an order stays in the stretch it began in, however late its news is', async () => {
  const { hear, keys } = await givenStore()
  await hear('payment_approved', { ...BUYER, orderKey: 'TX1', after: 0 })
  await hear('refunded', { ...BUYER, orderKey: 'TX1', after: 25 * DAY })
  expect(await keys()).toEqual([KEY])
})

test('the same offer abandoned again a month later is another cart, and is told of', async () => {
  const { hear, keys, rows } = await givenStore()
  await hear('cart_abandoned', { ...CART, after: 0 })
  await hear('cart_abandoned', { ...CART, after: 60 })
  await hear('cart_abandoned', { ...CART, after: 30 * DAY })
  await hear('cart_abandoned', { ...CART, after: 30 * DAY + 60 })
  expect(await keys()).toEqual([KEY, `${KEY}#2`])
  const carts = (await rows()).filter(({ rule, step }) => rule === 'cart_abandoned' && step === 1)
  expect(carts.map(({ orderKey }) => orderKey)).toEqual([CART.orderKey, `${CART.orderKey}#2`])
})

test('an old event that is judged again finds the stretch it was told in', async () => {
  const { ctx, hear, keys, rows } = await givenStore()
  const first = await hear('cart_abandoned', { ...CART, after: 0 })
  await hear('pix_generated', { ...BUYER, orderKey: 'TX9', after: 20 * DAY })
  const before = (await rows()).length
  expect(await schedule(ctx, first)).toMatchObject({ skipped: 'seen' })
  expect(await keys()).toEqual([KEY, `${KEY}#2`])
  expect(await rows()).toHaveLength(before)
})

test('two events of one buyer that arrive together begin one stretch', async () => {
  const { ctx, advance, record, keys, hear } = await givenStore()
  await hear('payment_approved', { ...BUYER, orderKey: 'TX0', after: 0 })
  advance(20 * DAY * 60_000)
  const both = [
    await record('pix_generated', { ...BUYER, orderKey: 'TX1' }),
    await record('payment_refused', { ...BUYER, orderKey: 'TX2' }),
  ]
  await Promise.all(both.map(({ id }) => schedule(ctx, id)))
  expect(await keys()).toEqual([KEY, `${KEY}#2`])
})
