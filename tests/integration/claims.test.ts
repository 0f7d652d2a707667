// tests/integration/claims.test.ts
import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { contacts } from '@/db/schema/contacts'
import { cloudTemplates, conversations } from '@/db/schema/conversations'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { outbox } from '@/db/schema/platform'
import { rules, ruleTexts } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import { createInstance } from '@/lib/notifications/create-instance'
import { drainQueue } from '@/lib/notifications/drain-queue'
import { listWaiting } from '@/lib/notifications/list-waiting'
import { sendHttp } from '@/lib/platform/http'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const HOUR = 3_600_000
const MINUTE = 60_000

const whatsapp = (pace: Partial<typeof instances.$inferInsert> = { maxInFlight: 20 }) => ({
  ...{ db, http: sendHttp, channel: 'whatsapp', pace },
  settings: { phoneNumberId: '104512345678901', token: 'EAAtoken', appSecret: 'secret' },
  simulators: { whatsapp: simulator.url },
})
type Store = Awaited<ReturnType<typeof givenSender>>

const told = async (store: Store) => {
  const { accountId } = store.ctx.actor
  const of = and(eq(outbox.accountId, accountId), eq(outbox.name, 'instance.waiting'))
  return (await db.select().from(outbox).where(of)).length
}

async function otherSender({ ctx }: Store) {
  const made = await createInstance(ctx, { channel: 'sandbox', name: 'Reserva', settings: {} })
  if (!made.ok) throw new Error(made.error.code)
  return made.value.id
}
const drain = ({ ctx }: Store, instanceId: Store['instanceId']) =>
  drainQueue(ctx, { instanceId, runId: 'other' })

describe('a queue is woken', () => {
  test('when it is needed earlier than it will wake, and not for every message', async () => {
    const store = await givenSender({ db })
    await store.hear('payment_approved')
    expect(await told(store)).toBe(1)
    for (const key of ['B', 'C', 'D']) {
      await store.hear('payment_approved', { orderKey: key, threadKey: key })
    }
    expect(await told(store)).toBe(1) // Who is on the way finds them all.
  })

  test('again for what is due before its rest ends', async () => {
    const store = await givenSender({ db })
    await store.hear('delivered') // In half an hour.
    await store.pump()
    expect(await told(store)).toBe(1)
    await store.hear('posted', { orderKey: 'B', threadKey: 'B' }) // In five minutes.
    expect(await told(store)).toBe(2)
    await store.hear('delivered', { orderKey: 'C', threadKey: 'C' })
    expect(await told(store)).toBe(2)
  })

  test('by nobody while it is paused, and by the minute’s round when its wake-up was lost', async () => {
    const store = await givenSender({ db })
    const of = eq(instances.id, store.instanceId)
    await db.update(instances).set({ pausedAt: store.ctx.now() }).where(of)
    await store.hear('payment_approved')
    expect(await told(store)).toBe(0)
    await db.update(instances).set({ pausedAt: null }).where(of)
    store.advance(MINUTE)
    const waiting = await listWaiting(store.ctx)
    expect(waiting.map(({ instanceId }) => instanceId)).toContain(store.instanceId)
    expect(await store.pump()).toEqual(['delivered'])
    expect(await listWaiting(store.ctx)).not.toContainEqual(
      expect.objectContaining({ instanceId: store.instanceId }),
    )
  })
})

describe('on the official channel', () => {
  test('whoever wrote within a day gets plain text, a minute later only the template', async () => {
    const store = await givenSender(whatsapp())
    const { accountId } = store.ctx.actor
    const phone = '+5511987654321'
    const lastInboundAt = new Date(store.ctx.now().getTime() - 24 * HOUR + MINUTE)
    const { instanceId } = store
    await db.insert(conversations).values({ accountId, instanceId, phone, lastInboundAt })
    const inbound = `${simulator.url}/v23.0/104512345678901/_inbound`
    await fetch(inbound, {
      method: 'POST',
      headers: { authorization: 'Bearer EAAtoken', 'content-type': 'application/json' },
      body: JSON.stringify({ from: phone.slice(1), text: 'oi' }),
    })
    await store.hear('payment_approved')
    await store.pump()
    store.advance(2 * MINUTE)
    await store.hear('payment_approved', { orderKey: 'B', threadKey: 'B' })
    await store.pump()
    expect((await store.rows()).map(({ opensWindow }) => opensWindow)).toEqual([false, true])
  })

  test('a window that Meta closed before we knew is no loss: the template goes instead', async () => {
    const store = await givenSender(whatsapp())
    const { accountId } = store.ctx.actor
    const [phone, lastInboundAt] = ['+5511944443333', store.ctx.now()]
    const { instanceId } = store
    await db.insert(conversations).values({ accountId, instanceId, phone, lastInboundAt })
    await store.hear('payment_approved', { phone })
    await store.pump()
    expect(await store.rows()).toMatchObject([{ state: 'sent', opensWindow: true, attempts: 1 }])
  })

  test('a template that Meta has not approved is not sent, and the reason is the closed window', async () => {
    const store = await givenSender(whatsapp())
    const { accountId } = store.ctx.actor
    await store.hear('payment_approved')
    const [approved] = await db
      .select({ template: ruleTexts.template })
      .from(ruleTexts)
      .innerJoin(rules, eq(rules.id, ruleTexts.ruleId))
      .where(and(eq(rules.storeId, store.storeId), eq(rules.code, 'payment_approved')))
    const name = approved?.template?.name ?? ''
    await db.insert(cloudTemplates).values({
      ...{ accountId, instanceId: store.instanceId, name },
      ...{ language: 'pt_BR', category: 'UTILITY', state: 'rejected', reason: 'INVALID' },
      ...{ body: '…', parameters: 4, syncedAt: store.ctx.now() },
    })
    await store.pump()
    expect(await store.states()).toEqual(['payment_approved.1 suppressed window_closed'])
  })

  test('as many strangers a day as Meta allows; the next one waits for room', async () => {
    const store = await givenSender(whatsapp({ strangersDaily: 2 }))
    for (let n = 0; n < 3; n++) {
      const keys = { orderKey: `TX${n}`, threadKey: `TX${n}` }
      await store.hear('payment_approved', { ...keys, phone: `119876543${n + 10}` })
    }
    expect(await store.pump()).toEqual(['sent', 'sent'])
    const waiting = (await store.rows()).find(({ state }) => state === 'queued')
    expect(waiting?.heldUntil?.getTime()).toBeGreaterThan(store.ctx.now().getTime() + 23 * HOUR)
    store.advance(24 * HOUR + MINUTE)
    expect(await store.pump()).toEqual(['sent'])
  })
})

describe('through which sender', () => {
  test('the second one of a store sends what is due while the first is off, and no more', async () => {
    const store = await givenSender({ db })
    const fallbackInstanceId = await otherSender(store)
    await db.update(stores).set({ fallbackInstanceId }).where(eq(stores.id, store.storeId))
    const first = eq(instances.id, store.instanceId)
    await db.update(instances).set({ state: 'disconnected' }).where(first)
    await store.hear('payment_approved')
    expect(await told(store)).toBe(1) // The second one is told.
    await store.hear('posted', { orderKey: 'B', threadKey: 'B', phone: '21987654321' })
    await drain(store, fallbackInstanceId)
    const rows = await store.rows()
    expect(rows.map(({ instanceId, state }) => [instanceId, state])).toEqual([
      [fallbackInstanceId, 'delivered'],
      [store.instanceId, 'scheduled'],
    ])
  })

  test('a second one of another kind leaves alone what it has no address for', async () => {
    const store = await givenSender({ db })
    const fallbackInstanceId = await otherSender(store)
    await db.update(instances).set({ channel: 'email' }).where(eq(instances.id, fallbackInstanceId))
    await db.update(stores).set({ fallbackInstanceId }).where(eq(stores.id, store.storeId))
    await store.hear('payment_approved')
    await db.update(messages).set({ email: null }).where(eq(messages.storeId, store.storeId))
    const first = eq(instances.id, store.instanceId)
    await db.update(instances).set({ state: 'disconnected' }).where(first)
    await drain(store, fallbackInstanceId)
    expect(await store.rows()).toMatchObject([{ instanceId: store.instanceId, reasonCode: null }])
    await db.update(instances).set({ state: 'connected' }).where(first)
    expect(await store.pump()).toEqual(['delivered'])
  })

  test('what was given a sender of its own waits for it, also when that is its store’s first', async () => {
    const store = await givenSender({ db })
    const { storeId, instanceId } = store
    const fallbackInstanceId = await otherSender(store)
    await db.update(stores).set({ fallbackInstanceId }).where(eq(stores.id, storeId))
    const of = and(eq(rules.storeId, storeId), eq(rules.code, 'payment_approved'))
    await store.hear('payment_approved')
    await db.update(rules).set({ instanceId }).where(of)
    const first = eq(instances.id, instanceId)
    await db.update(instances).set({ state: 'disconnected' }).where(first)
    store.advance(MINUTE)
    expect((await listWaiting(store.ctx)).map((one) => one.instanceId)).not.toContain(
      fallbackInstanceId,
    )
    expect(await drain(store, fallbackInstanceId)).toBeNull()
    expect(await store.rows()).toMatchObject([{ instanceId, state: 'scheduled' }])
    await db.update(instances).set({ state: 'connected' }).where(first)
    await store.pump()
    expect(await store.rows()).toMatchObject([{ instanceId, state: 'delivered' }])
  })

  test('a notification that was given its own leaves there, also what was scheduled before', async () => {
    const store = await givenSender({ db })
    await store.hear('payment_approved')
    const instanceId = await otherSender(store)
    const of = and(eq(rules.storeId, store.storeId), eq(rules.code, 'payment_approved'))
    await db.update(rules).set({ instanceId }).where(of)
    expect(await store.pump()).toEqual([])
    await drain(store, instanceId)
    expect(await store.rows()).toMatchObject([{ instanceId, state: 'delivered' }])
  })
})

test('whoever is on the producer’s own list hears nothing at all, not even of a purchase', async () => {
  const store = await givenSender({ db })
  await store.hear('payment_approved')
  const { accountId } = store.ctx.actor
  const suppressedAt = store.ctx.now()
  const of = { accountId, phone: '+5511987654321' }
  await db
    .insert(contacts)
    .values({ ...of, suppressedAt })
    .onConflictDoUpdate({ target: [contacts.accountId, contacts.phone], set: { suppressedAt } })
  await store.pump()
  expect(await store.states()).toEqual(['payment_approved.1 suppressed suppressed_contact'])
})
