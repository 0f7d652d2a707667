// tests/integration/queue-faults.test.ts
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { contacts } from '@/db/schema/contacts'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { rules } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import { createInstance } from '@/lib/notifications/create-instance'
import { drainQueue } from '@/lib/notifications/drain-queue'
import { removeInstance } from '@/lib/notifications/edit-connection'
import { listWaiting } from '@/lib/notifications/list-waiting'
import { readPairing } from '@/lib/notifications/pair-instance'
import { turnInstance } from '@/lib/notifications/turn-instance'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { givenMember } from '../support/given-account'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
setLogLevel('silent') // What goes wrong here is meant to.
type Store = Awaited<ReturnType<typeof givenSender>>

const whatsapp = (maxInFlight = 20) => ({
  ...{ db, http: sendHttp, channel: 'whatsapp', pace: { maxInFlight } },
  settings: { phoneNumberId: '104512345678901', token: 'EAAtoken', appSecret: 'secret' },
  simulators: { whatsapp: simulator.url },
})

async function otherSender({ ctx }: Store) {
  const made = await createInstance(ctx, { channel: 'sandbox', name: 'Reserva', settings: {} })
  if (!made.ok) throw new Error(made.error.code)
  return made.value.id
}

describe('what stands in the way of one message', () => {
  test('the database that goes away while others are on their way loses no answer', async () => {
    const store = await givenSender(whatsapp())
    for (const [n, key] of ['A', 'B', 'C'].entries()) {
      const order = { orderKey: key, threadKey: key, phone: `1198765432${n}` }
      await store.hear('payment_approved', order)
    }
    let calls = 0
    const http: typeof sendHttp = async (request) => {
      const reply = await sendHttp(request)
      if (++calls === 3) await new Promise((done) => setTimeout(done, 300))
      return reply
    }
    let looks = 0
    const flaky = new Proxy(store.ctx.db, {
      get: (of, name) => {
        if (name !== 'transaction') return Reflect.get(of, name)
        return (...args: Parameters<typeof of.transaction>) => {
          looks++
          // After the plan, the claim and what came back first: the look for more.
          if (looks === 4) throw new Error('the database went away')
          return of.transaction(...args)
        }
      },
    })
    const drain = { instanceId: store.instanceId, runId: 'run' }
    await expect(drainQueue({ ...store.ctx, http, db: flaky }, drain)).rejects.toThrow('went away')
    const states = (await store.rows()).map(({ state }) => state)
    expect(states.filter((state) => state === 'sending')).toEqual([])
    await store.pump()
    expect((await store.rows()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent'])
  })

  test('a name in letters of another kind, cut in the middle of one, holds up nobody', async () => {
    const store = await givenSender({ db })
    await store.hear('payment_approved', { name: `M ${'𝓐'.repeat(30)}` })
    await store.hear('payment_approved', { orderKey: 'B', threadKey: 'B', phone: '11987654322' })
    await store.pump()
    expect((await store.rows()).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  })

  test('keys that nobody can read any more send nothing, and leave nothing in doubt', async () => {
    const store = await givenSender(whatsapp())
    await store.hear('payment_approved')
    const sealedSettings = store.ctx.keyring.sealText('{}')
    await db.update(instances).set({ sealedSettings }).where(eq(instances.id, store.instanceId))
    await store.pump(3)
    expect((await store.rows())[0]).toMatchObject({ state: 'queued' })
  })
})

describe('what waits at a sender that is gone', () => {
  const wait = async () => {
    const store = await givenSender({ db })
    await store.hear('payment_approved')
    await store.hear('payment_refused', { orderKey: 'R', threadKey: 'R' })
    return { store, other: await otherSender(store) }
  }

  test('leaves through the one that its store was given instead', async () => {
    const { store, other } = await wait()
    const member = await givenMember(store.ctx, store.ctx.actor.accountId, 'admin')
    await db
      .update(rules)
      .set({ instanceId: store.instanceId })
      .where(eq(rules.storeId, store.storeId))
    const asked = { instanceId: store.instanceId, typed: 'Atendimento 1' }
    expect(await removeInstance(member, asked)).toEqual({ ok: true, value: null })
    await db.update(stores).set({ instanceId: other }).where(eq(stores.id, store.storeId))
    const late = { state: 'connected', cause: null } as const // A check that was under way.
    await db.transaction((tx) => turnInstance(store.ctx, tx, store.instanceId, late))
    store.advance(6 * 60_000)
    expect((await listWaiting(store.ctx)).map(({ instanceId }) => instanceId)).toContain(other)
    await drainQueue(store.ctx, { instanceId: other, runId: 'other' })
    store.advance(6_000) // To one person, one after the other.
    await drainQueue(store.ctx, { instanceId: other, runId: 'other' })
    const rows = await store.rows()
    expect(rows.map(({ instanceId }) => instanceId)).toEqual([other, other])
    expect(rows[0]?.state).toBe('delivered')
  })

  test('stays where it is while that one is only paused', async () => {
    const { store, other } = await wait()
    await db.update(stores).set({ instanceId: other }).where(eq(stores.id, store.storeId))
    const pausedAt = store.ctx.now()
    await db.update(instances).set({ pausedAt }).where(eq(instances.id, store.instanceId))
    store.advance(6 * 60_000)
    await drainQueue(store.ctx, { instanceId: other, runId: 'other' })
    const senders = (await store.rows()).map(({ instanceId }) => instanceId)
    expect(senders).toEqual([store.instanceId, store.instanceId])
  })
})

test('who left by a mail’s link in the moment of a claim is not reminded by phone either', async () => {
  const store = await givenSender({ db })
  await store.hear('payment_refused')
  const { accountId } = store.ctx.actor
  const left = { accountId, phone: 'ana@example.com', optedOutAt: store.ctx.now() }
  await db
    .insert(contacts)
    .values(left)
    .onConflictDoUpdate({ target: [contacts.accountId, contacts.phone], set: left })
  store.advance(6 * 60_000)
  await store.pump()
  const [message] = await db.select().from(messages).where(eq(messages.accountId, accountId))
  expect(message).toMatchObject({ state: 'suppressed', reasonCode: 'opted_out' })
})

test('the code that makes a telephone the sender is shown to nobody who may not ask for one', async () => {
  const { ctx, instanceId } = await givenSender({ db })
  const shown = { state: 'waiting_qr' as const, qrCode: '2@code', qrAt: ctx.now(), qrCount: 1 }
  await db.update(instances).set(shown).where(eq(instances.id, instanceId))
  const { accountId } = ctx.actor
  const codeFor = async (role: 'admin' | 'support') =>
    (await readPairing(await givenMember(ctx, accountId, role), instanceId)).code
  expect(await codeFor('admin')).toBe('2@code')
  expect(await codeFor('support')).toBeNull()
})
