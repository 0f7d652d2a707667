// tests/integration/stores.test.ts
import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { accounts } from '@/db/schema/accounts'
import { auditLog } from '@/db/schema/audit'
import { stores } from '@/db/schema/stores'
import { Secret } from '@/lib/kernel/secret'
import { sendingOf } from '@/lib/notifications/sending-evidence'
import type { Ctx } from '@/lib/platform/context'
import { keepPostback } from '@/lib/postbacks/keep-postback'
import { acceptOfferedKey, findOfferedKey } from '@/lib/postbacks/offered-key'
import { payt } from '@/lib/postbacks/platforms/payt'
import { findPostback } from '@/lib/postbacks/postback-detail'
import { PostbacksQuery } from '@/lib/postbacks/postbacks-query'
import { readPostback } from '@/lib/postbacks/read-postback'
import { revealBody } from '@/lib/postbacks/reveal-body'
import { listPostbacks } from '@/lib/postbacks/views'
import { type CheckId, checklistOf } from '@/lib/stores/checklist'
import { createStore } from '@/lib/stores/create-store'
import { dayOf } from '@/lib/stores/day'
import { editStore } from '@/lib/stores/edit-store'
import { findStoreByToken } from '@/lib/stores/find-store'
import { ensureNativeStore } from '@/lib/stores/native-store'
import { pauseStore } from '@/lib/stores/pause-store'
import { saveStoreKey } from '@/lib/stores/save-store-key'
import { findStore, listStores } from '@/lib/stores/views'
import { PAYT_KEY } from '../support/given-store'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const { ctx: base, advance } = testCtx({ db })
const MINUTE_MS = 60_000

const folder = new URL('../fixtures/postbacks/payt/', import.meta.url)
const fixture = (file: string) => readFileSync(new URL(`${file}.json`, folder))

async function givenMember(role: 'owner' | 'support' = 'owner'): Promise<Ctx<'member'>> {
  const accountId = base.newId('account')
  await db.insert(accounts).values({ id: accountId, name: 'Corda Solta', createdAt: base.now() })
  return { ...base, actor: { kind: 'member', accountId, userId: base.newId('user'), role } }
}
async function givenStore(ctx: Ctx<'member'>, key: string | null = PAYT_KEY) {
  const made = await createStore(ctx, { name: 'Turma 7', platform: 'payt' })
  if (!made.ok) throw new Error(made.error.code)
  if (key !== null) await saveStoreKey(ctx, { storeId: made.value.storeId, key: new Secret(key) })
  return made.value
}
async function deliver(ctx: Ctx<'member'>, token: string, bytes: Uint8Array) {
  const store = await findStoreByToken(ctx, token)
  if (store === null) throw new Error('no such store')
  const sent = { headers: new Headers(), query: new URLSearchParams(), bytes }
  const { id } = await keepPostback(ctx, { store, sent })
  await readPostback(ctx, id)
  return id
}
/** As another order, a minute later, with what else the test changes. */
let orders = 0
function anotherOrder(file: string, change: (text: string) => string = (text) => text) {
  advance(MINUTE_MS)
  const order = `TX${++orders}`
  return Buffer.from(
    change(
      fixture(file)
        .toString('utf8')
        .replaceAll(/TX[A-Z]\d+/g, order),
    ),
  )
}
const withoutPhone = (text: string) => text.replace(/"phone": ?"[^"]*"/, '"phone": null')
async function checks(ctx: Ctx<'member'>, id: `sto_${string}`) {
  const store = await findStore(ctx, id)
  if (store === null) throw new Error('no such store')
  const expected = { ...payt.guide, keyed: true, maps: false }
  const items = await checklistOf(ctx, store, expected, await sendingOf(ctx, id))
  return (name: CheckId) => items.find((item) => item.id === name)
}

describe('a store', () => {
  test('has its address at once, and waits', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx, null)
    expect(token).toMatch(/^[0-9a-z]{32}$/)
    expect(await findStore(ctx, storeId)).toMatchObject({
      name: 'Turma 7',
      state: 'waiting',
      keyHint: null,
      instance: null,
      last: null,
      quarantined: 0,
    })
    expect(await findStoreByToken(base, token)).toMatchObject({ id: storeId, key: null })
  })

  test('shows its key by the end alone, and keeps it sealed', async () => {
    const ctx = await givenMember()
    const { storeId } = await givenStore(ctx)
    expect(await findStore(ctx, storeId)).toMatchObject({ keyHint: 'e8f9' })
    const [row] = await db.select().from(stores).where(eq(stores.id, storeId))
    expect(JSON.stringify(row)).not.toContain(PAYT_KEY)
  })

  test('belongs to its account', async () => {
    const [mine, theirs] = [await givenMember(), await givenMember()]
    const { storeId } = await givenStore(theirs)
    expect(await findStore(mine, storeId)).toBeNull()
    expect((await listStores(mine)).rows).toEqual([])
    expect(await editStore(mine, { storeId, name: 'Outra' })).toMatchObject({
      error: { code: 'store_not_found' },
    })
    expect(await pauseStore(mine, { storeId, paused: true })).toMatchObject({ ok: false })
    expect(await saveStoreKey(mine, { storeId, key: new Secret('k'.repeat(32)) })).toMatchObject({
      ok: false,
    })
  })

  test('is not changed by who only answers buyers', async () => {
    const ctx = await givenMember('support')
    const refused = { error: { code: 'not_allowed' } }
    expect(await createStore(ctx, { name: 'Turma 7', platform: 'payt' })).toMatchObject(refused)
  })

  test('is paused and wakes as it was', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    await pauseStore(ctx, { storeId, paused: true })
    expect(await findStore(ctx, storeId)).toMatchObject({ state: 'paused' })
    await deliver(ctx, token, fixture('payment_approved.card'))
    expect(await findStore(ctx, storeId)).toMatchObject({ state: 'paused' })
    await pauseStore(ctx, { storeId, paused: false })
    expect(await findStore(ctx, storeId)).toMatchObject({ state: 'active' })
  })

  test('takes no sender of somebody else', async () => {
    const ctx = await givenMember()
    const { storeId } = await givenStore(ctx)
    const instanceId = ctx.newId('instance')
    expect(await editStore(ctx, { storeId, instanceId })).toMatchObject({
      error: { code: 'instance_not_found' },
    })
  })

  test('pages by key, newest first', async () => {
    const ctx = await givenMember()
    const made = [await givenStore(ctx), await givenStore(ctx), await givenStore(ctx)]
    const first = await listStores(ctx, { limit: 2 })
    expect(first.rows.map(({ id }) => id)).toEqual([made[2]?.storeId, made[1]?.storeId])
    const second = await listStores(ctx, { limit: 2, ...(first.next && { before: first.next }) })
    expect(second).toMatchObject({ rows: [{ id: made[0]?.storeId }], next: null })
  })
})

describe('a key that came before it was saved', () => {
  test('is offered by its end, and once accepted lets what waited be read', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx, null)
    const id = await deliver(ctx, token, fixture('collected.test-url'))
    expect(await findOfferedKey(ctx, storeId)).toEqual({ postbackId: id, hint: 'e8f9' })
    expect(await acceptOfferedKey(ctx, { storeId, postbackId: id })).toMatchObject({ ok: true })
    expect(await findStore(ctx, storeId)).toMatchObject({ keyHint: 'e8f9' })
    await readPostback(ctx, id)
    expect(await findOfferedKey(ctx, storeId)).toBeNull()
    expect(await findPostback(ctx, id)).toMatchObject({ state: 'test', reason: null })
  })
})

describe('the checklist', () => {
  test('begins with nothing proven', async () => {
    const ctx = await givenMember()
    const { storeId } = await givenStore(ctx, null)
    const check = await checks(ctx, storeId)
    for (const id of ['key', 'address', 'tested', 'real', 'instance'] as const) {
      expect(check(id), id).toMatchObject({ state: 'missing' })
    }
    expect(check('phone')).toMatchObject({ state: 'unknown' })
    expect(check('events')).toMatchObject({ state: 'unknown', values: { seen: 0, all: 8 } })
  })

  test('turns green from what arrived, each with its time', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    await deliver(ctx, token, fixture('collected.test-url'))
    const tested = base.now()
    await deliver(ctx, token, anotherOrder('pix_generated.with-utm'))
    await deliver(ctx, token, anotherOrder('payment_approved.card'))
    const check = await checks(ctx, storeId)
    expect(check('key')).toMatchObject({ state: 'ok' })
    expect(check('tested')).toMatchObject({ state: 'ok', at: tested })
    expect(check('real')).toMatchObject({ state: 'ok', at: base.now() })
    expect(check('live')).toMatchObject({ state: 'ok' })
    expect(check('events')).toMatchObject({ values: { seen: 2, all: 8 } })
    expect(check('tracking')).toMatchObject({ values: { tracked: 2, all: 2 } })
  })

  test('says in how many of the last events the phone is missing, and since when', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    for (let i = 0; i < 17; i++) await deliver(ctx, token, anotherOrder('payment_approved.card'))
    const before = await checks(ctx, storeId)
    expect(before('phone')).toMatchObject({ state: 'ok', values: { lacking: 0, all: 17 } })

    await deliver(ctx, token, anotherOrder('payment_approved.card', withoutPhone))
    const since = base.now()
    for (let i = 0; i < 4; i++) {
      await deliver(ctx, token, anotherOrder('payment_approved.card', withoutPhone))
    }
    const check = await checks(ctx, storeId)
    expect(check('phone')).toMatchObject({
      state: 'missing',
      values: { lacking: 5, all: 20, since: since.toISOString() },
    })
    expect(
      check('phone')
        ?.marks?.map(({ good }) => good)
        .slice(-6),
    ).toEqual([true, ...Array<boolean>(5).fill(false)])
  })

  test('warns of a gateway that is still in its test mode', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    const asTest = (text: string) => text.replace(/"test": ?false/, '"test": true')
    await deliver(ctx, token, anotherOrder('payment_approved.card'))
    await deliver(ctx, token, anotherOrder('payment_approved.card', asTest))
    await deliver(ctx, token, anotherOrder('pix_generated.with-utm', asTest))
    expect((await checks(ctx, storeId))('live')).toMatchObject({ state: 'warning' })
  })

  test('counts what waits in quarantine', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    await deliver(ctx, token, fixture('unknown.new-status'))
    await deliver(ctx, token, Buffer.from('{"hello":"world"}'))
    expect((await checks(ctx, storeId))('quarantine')).toMatchObject({
      state: 'warning',
      values: { waiting: 2 },
    })
  })
})

describe('the inbox', () => {
  test('answers in the public shape, before anything was read', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    const store = await findStoreByToken(ctx, token)
    if (store === null) throw new Error('no such store')
    const sent = {
      headers: new Headers(),
      query: new URLSearchParams(),
      bytes: fixture('pix_generated.with-utm'),
    }
    const { id } = await keepPostback(ctx, { store, sent })
    const { rows } = await listPostbacks(ctx, storeId, PostbacksQuery.parse({}))
    expect(rows).toEqual([
      {
        id,
        receivedAt: base.now().toISOString(),
        occurredAt: '2026-10-05T13:01:44.000Z',
        state: 'accepted',
        reason: null,
        test: false,
        event: 'pix_generated',
        orderKey: 'TXA001',
        threadKey: 'CRTA01',
        customer: {
          name: 'Ana Exemplo da Silva',
          email: 'ana.exemplo@example.com',
          phone: '+5511900000001',
          document: '90010020055',
        },
        product: 'Curso Exemplo Completo',
        paymentMethod: 'pix',
        amount: 19700,
        tracking: {
          utm_source: 'facebook',
          utm_medium: 'cpc',
          utm_campaign: 'lancamento-out',
          utm_content: 'video-02',
          utm_term: 'curso exemplo',
        },
      },
    ])
  })

  test('filters, and pages by key', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    const list = async (query: object) =>
      (await listPostbacks(ctx, storeId, PostbacksQuery.parse(query))).rows
    await deliver(ctx, token, fixture('pix_generated.with-utm'))
    await deliver(ctx, token, fixture('payment_approved.card'))
    await deliver(ctx, token, fixture('payment_approved.card'))
    await deliver(ctx, token, fixture('unknown.new-status'))
    expect(await list({ state: 'duplicate' })).toMatchObject([{ event: 'payment_approved' }])
    expect(await list({ event: 'payment_approved' })).toHaveLength(2)
    expect(await list({ event: 'unknown' })).toMatchObject([{ reason: 'unknown_event' }])
    expect(await list({ order: 'TXA001' })).toHaveLength(1)
    expect(await list({ from: new Date(base.now().getTime() + 1).toISOString() })).toEqual([])
    const page = await listPostbacks(ctx, storeId, PostbacksQuery.parse({ limit: '3' }))
    expect(await list({ cursor: page.next })).toMatchObject([{ orderKey: 'TXA001' }])
  })

  test.each([{ colour: 'red' }, { state: 'lost' }, { limit: '0' }, { from: 'yesterday' }])(
    'refuses a filter nobody knows: %j',
    (query) => {
      expect(PostbacksQuery.safeParse(query).success).toBe(false)
    },
  )

  test('shows bytes without the key, without people unless asked, and what changed', async () => {
    const ctx = await givenMember()
    const { token } = await givenStore(ctx)
    await deliver(ctx, token, fixture('payment_approved.card'))
    const id = await deliver(
      ctx,
      token,
      anotherOrder('payment_approved.card', (text) => text.replace('"paid",', '"paid","novo":1,')),
    )
    const masked = await findPostback(ctx, id)
    expect(masked?.body.text).not.toContain('Fábio')
    expect(masked?.body.text).not.toContain(PAYT_KEY)
    expect(masked?.body.text).toContain('Kit Exemplo 3 Potes')
    expect(masked?.differences).toContainEqual({
      path: 'novo',
      kind: 'added',
      before: null,
      after: '1',
    })
    const open = await revealBody(ctx, id)
    const text = open.ok ? open.value.text : ''
    expect(text).toContain('Fábio Protótipo Reis')
    expect(text).not.toContain(PAYT_KEY)
    const deeds = await ctx.db.select().from(auditLog).where(eq(auditLog.subject, id))
    expect(deeds.map(({ action }) => action)).toEqual(['postback.revealed'])
  })

  test('of another account is empty', async () => {
    const [mine, theirs] = [await givenMember(), await givenMember()]
    const { storeId, token } = await givenStore(theirs)
    const id = await deliver(theirs, token, fixture('payment_approved.card'))
    expect((await listPostbacks(mine, storeId, PostbacksQuery.parse({}))).rows).toEqual([])
    expect(await findPostback(mine, id)).toBeNull()
  })
})

test('the day is told event by event, and tests are none of it', async () => {
  const ctx = await givenMember()
  const { storeId, token } = await givenStore(ctx)
  await deliver(ctx, token, fixture('collected.test-url'))
  await deliver(ctx, token, anotherOrder('pix_generated.with-utm'))
  await deliver(ctx, token, anotherOrder('payment_approved.card'))
  await deliver(ctx, token, anotherOrder('payment_approved.recovered-cart'))
  expect(await dayOf(ctx, storeId)).toMatchObject({
    received: 3,
    sent: 0,
    recovered: { orders: 1, amount: 316_90 },
    events: [
      { event: 'payment_approved', received: 2 },
      { event: 'pix_generated', received: 1 },
    ],
  })
})

describe('the store of our own sales', () => {
  test('is made once, however many first sales there are at the same instant', async () => {
    const ctx = await givenMember()
    const made = await Promise.all(Array.from({ length: 6 }, () => ensureNativeStore(ctx)))
    expect(new Set(made).size).toBe(1)
    expect((await listStores(ctx)).rows).toMatchObject([{ platform: 'campainha', state: 'active' }])
  })

  test('has nothing to be linked', async () => {
    const ctx = await givenMember()
    const check = await checks(ctx, await ensureNativeStore(ctx))
    expect(check('key')).toBeUndefined()
    expect(check('instance')).toMatchObject({ state: 'missing' })
  })
})
