// tests/integration/alerts.test.ts
import { and, eq, isNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { auditLog } from '@/db/schema/audit'
import { messages } from '@/db/schema/notifications'
import { postbacks } from '@/db/schema/postbacks'
import { stores } from '@/db/schema/stores'
import { dismissAlert } from '@/lib/alerts/dismiss-alert'
import { countOpenAlerts, listAlerts } from '@/lib/alerts/views'
import { tellTrouble } from '@/lib/notifications/tell-trouble'
import { listQueuesToWatch, watchQueue } from '@/lib/notifications/watch-queues'
import type { Ctx } from '@/lib/platform/context'
import { forgetOld } from '@/lib/postbacks/forget-old'
import { keepPostback } from '@/lib/postbacks/keep-postback'
import { keepRefused } from '@/lib/postbacks/keep-refused'
import { listKeyTroubles, watchKey } from '@/lib/postbacks/watch-keys'
import { givenSender } from '../support/given-sender'
import { type GivenStore, givenStore } from '../support/given-store'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const { ctx: base, advance } = testCtx({ db })
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

type Role = 'owner' | 'support'
const member = (ctx: Ctx, role: Role = 'owner'): Ctx<'member'> => ({
  ...ctx,
  actor: { kind: 'member', accountId: ctx.actor.accountId, userId: ctx.newId('user'), role },
})
const sentBy = (text: string) => ({
  headers: new Headers(),
  query: new URLSearchParams(),
  bytes: Buffer.from(text),
})
const openOf = (ctx: Ctx) =>
  db
    .select()
    .from(alerts)
    .where(and(eq(alerts.accountId, ctx.actor.accountId), isNull(alerts.resolvedAt)))
const refuse = async (store: GivenStore, times: number) => {
  for (let each = 0; each < times; each++) {
    advance(1000)
    await keepRefused(store.ctx, { store, sent: sentBy(`{"n":${each}}`) })
  }
}
const watchKeys = async (store: GivenStore) => {
  const told = (await listKeyTroubles(base)).find(({ id }) => id === store.id)
  return told === undefined ? 'fine' : watchKey(store.ctx, told)
}

test('five wrong keys in a row are told once, and the next good delivery ends it', async () => {
  const store = await givenStore(base)
  await refuse(store, 4)
  expect(await watchKeys(store)).toBe('fine')
  await refuse(store, 1)
  expect(await watchKeys(store)).toBe('told')
  expect(await watchKeys(store)).toBe('fine') // Nothing new since.
  expect(await openOf(store.ctx)).toMatchObject([
    { kind: 'wrong_key', storeId: store.id, times: 1, detail: { count: '5' } },
  ])
  advance(1000)
  const good = '{"integration_key":"0a1b2c3d4e5f60718293a4b5c6d7e8f9","test":true}'
  const { id } = await keepPostback(store.ctx, { store, sent: sentBy(good) })
  await db.update(postbacks).set({ state: 'accepted' }).where(eq(postbacks.id, id))
  expect(await watchKeys(store)).toBe('fine')
  expect(await openOf(store.ctx)).toEqual([])
})

test('four wrong keys with a good one between them are nobody’s alarm', async () => {
  const store = await givenStore(base)
  await refuse(store, 3)
  advance(1000)
  const { id } = await keepPostback(store.ctx, { store, sent: sentBy('{"a":1}') })
  await db.update(postbacks).set({ state: 'accepted' }).where(eq(postbacks.id, id))
  await refuse(store, 3)
  expect(await watchKeys(store)).toBe('fine')
})

test('a courier’s trouble and a bank’s are told to the store, once an order', async () => {
  const { ctx, record, storeId } = await givenSender({ db })
  const troubles = [await record('delivery_problem'), await record('chargeback_opened')]
  for (const { id } of [...troubles, ...troubles]) expect(await tellTrouble(ctx, id)).toBe(true)
  expect(await tellTrouble(ctx, (await record('payment_approved')).id)).toBe(false)
  const told = await openOf(ctx)
  expect(told.map(({ kind, times, detail }) => [kind, times, detail.orderKey]).sort()).toEqual([
    ['chargeback', 2, 'TX1'],
    ['delivery_problem', 2, 'TX1'],
  ])
  expect(told.every((alert) => alert.storeId === storeId)).toBe(true)
})

test('a queue that stands still is told, and one that waits for a reason is not', async () => {
  const { ctx, hear, instanceId, advance: pass, rows } = await givenSender({ db })
  await hear('payment_approved')
  const [queue] = [{ id: instanceId, accountId: ctx.actor.accountId }]
  expect(await watchQueue(ctx, queue)).toBe('fine')
  pass(9 * MINUTE_MS)
  expect(await watchQueue(ctx, queue)).toBe('fine')
  pass(5 * MINUTE_MS)
  expect((await listQueuesToWatch(ctx)).map(({ id }) => id)).toContain(instanceId)
  expect(await watchQueue(ctx, queue)).toBe('stuck')
  expect(await watchQueue(ctx, queue)).toBe('stuck')
  expect(await openOf(ctx)).toMatchObject([{ kind: 'queue_stuck', times: 1, instanceId }])
  const [message] = await rows()
  await db
    .update(messages)
    .set({ state: 'sent', claimedAt: ctx.now(), sentAt: ctx.now() })
    .where(eq(messages.id, message?.id ?? 'msg_none'))
  expect(await watchQueue(ctx, queue)).toBe('fine')
  expect(await openOf(ctx)).toEqual([])
})

test('an alert is closed by who may, noted, and opens again when it happens again', async () => {
  const { ctx, record } = await givenSender({ db })
  const { id } = await record('chargeback')
  await tellTrouble(ctx, id)
  const owner = member(ctx)
  const [alert] = (await listAlerts(owner, { list: 'open' })).rows
  expect(alert?.storeName).toBe('Corda Solta')
  const alertId = alert?.id ?? 'alr_none'
  expect(await dismissAlert(member(ctx, 'support'), alertId)).toEqual({
    ok: false,
    error: { code: 'not_allowed' },
  })
  expect(await dismissAlert(owner, alertId)).toEqual({ ok: true, value: null })
  expect(await dismissAlert(owner, alertId)).toEqual({ ok: true, value: null })
  const stranger = await givenSender({ db })
  expect(await dismissAlert(member(stranger.ctx), alertId)).toMatchObject({
    error: { code: 'alert_not_found' },
  })
  expect(await countOpenAlerts(owner)).toBe(0)
  const deeds = await db.select().from(auditLog).where(eq(auditLog.subject, alertId))
  expect(deeds).toMatchObject([{ action: 'alert.dismissed', details: { kind: 'chargeback' } }])
  await tellTrouble(ctx, id)
  expect(await countOpenAlerts(owner)).toBe(1)
  expect((await listAlerts(owner, { list: 'resolved' })).rows).toHaveLength(1)
})

test('each store keeps what it received for as long as it says', async () => {
  const [short, usual] = [await givenStore(base), await givenStore(base)]
  await db
    .update(stores)
    .set({ settings: { keptDays: 7 } })
    .where(eq(stores.id, short.id))
  for (const store of [short, usual]) {
    await keepPostback(store.ctx, { store, sent: sentBy(`{"of":"${store.id}"}`) })
  }
  const kept = async ({ id }: GivenStore) =>
    (await db.select().from(postbacks).where(eq(postbacks.storeId, id))).length
  advance(7 * DAY_MS - 1000)
  await forgetOld(base)
  expect([await kept(short), await kept(usual)]).toEqual([1, 1])
  advance(2000)
  await forgetOld(base)
  expect([await kept(short), await kept(usual)]).toEqual([0, 1])
})
