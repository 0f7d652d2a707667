// tests/integration/stores-rotation.test.ts
import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { accounts } from '@/db/schema/accounts'
import { auditLog } from '@/db/schema/audit'
import { refusedPostbacks } from '@/db/schema/postbacks'
import { stores } from '@/db/schema/stores'
import { Secret } from '@/lib/kernel/secret'
import type { Ctx } from '@/lib/platform/context'
import { receivePostback } from '@/lib/postbacks/receive-postback'
import { archiveStore } from '@/lib/stores/archive-store'
import { changePlatform } from '@/lib/stores/change-platform'
import { createStore } from '@/lib/stores/create-store'
import { editStore } from '@/lib/stores/edit-store'
import { endGrace } from '@/lib/stores/end-grace'
import { finishSetUp } from '@/lib/stores/finish-set-up'
import type { Grace } from '@/lib/stores/grace'
import { makeStoreKey } from '@/lib/stores/make-store-key'
import { rotateAddress } from '@/lib/stores/rotate-address'
import { saveStoreKey } from '@/lib/stores/save-store-key'
import { findStore, listStores } from '@/lib/stores/views'
import { PAYT_KEY } from '../support/given-store'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const { ctx: base, advance } = testCtx({ db })
const HOUR_MS = 60 * 60 * 1000
const NEW_KEY = 'b'.repeat(32)
const body = readFileSync(
  new URL('../fixtures/postbacks/payt/payment_approved.card.json', import.meta.url),
  'utf8',
)

async function givenMember(role: 'owner' | 'support' = 'owner'): Promise<Ctx<'member'>> {
  const accountId = base.newId('account')
  await db.insert(accounts).values({ id: accountId, name: 'Corda Solta', createdAt: base.now() })
  return { ...base, actor: { kind: 'member', accountId, userId: base.newId('user'), role } }
}
async function givenStore(ctx: Ctx<'member'>) {
  const made = await createStore(ctx, { name: 'Turma 7', platform: 'payt' })
  if (!made.ok) throw new Error(made.error.code)
  await saveStoreKey(ctx, { storeId: made.value.storeId, key: new Secret(PAYT_KEY) })
  return made.value
}
const rotate = (ctx: Ctx<'member'>, storeId: `sto_${string}`, grace: Grace) =>
  saveStoreKey(ctx, { storeId, key: new Secret(NEW_KEY), grace })

/** What the gateway is answered when it posts an order of its own with this key to this address. */
let orders = 0
async function post(token: string, key: string): Promise<string> {
  const text = body.replaceAll(/TX[A-Z]\d+/g, `TX${++orders}`).replaceAll(PAYT_KEY, key)
  const sent = {
    headers: new Headers({ 'content-type': 'application/json' }),
    query: new URLSearchParams(),
    bytes: Buffer.from(text),
  }
  const remoteAddress = `10.0.${orders >> 8}.${orders & 255}`
  const answer = await receivePostback(base, { token, remoteAddress, read: async () => sent })
  return answer.ok ? 'kept' : answer.error.code
}
const deeds = async (ctx: Ctx<'member'>) =>
  (
    await db
      .select()
      .from(auditLog)
      .where(eq(auditLog.accountId, ctx.actor.accountId))
      .orderBy(auditLog.id)
  ).map(({ action }) => action)

describe('a new key', () => {
  test('is believed at once, and the old one for as long as its grace lasts', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    expect(await post(token, PAYT_KEY)).toBe('kept')
    await rotate(ctx, storeId, '24h')
    const until = new Date(base.now().getTime() + 24 * HOUR_MS)
    expect(await findStore(ctx, storeId)).toMatchObject({
      keyHint: 'bbbb',
      previousKeyUntil: until,
    })
    expect([await post(token, NEW_KEY), await post(token, PAYT_KEY)]).toEqual(['kept', 'kept'])

    advance(24 * HOUR_MS - 1_000)
    expect(await post(token, PAYT_KEY)).toBe('kept')
    advance(1_000)
    expect([await post(token, PAYT_KEY), await post(token, NEW_KEY)]).toEqual(['wrong_key', 'kept'])
    expect(await findStore(ctx, storeId)).toMatchObject({ previousKeyUntil: null })
  })

  test('without a grace refuses the old one from the next delivery on', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    expect(await post(token, PAYT_KEY)).toBe('kept')
    await rotate(ctx, storeId, 'none')
    expect([await post(token, PAYT_KEY), await post(token, NEW_KEY)]).toEqual(['wrong_key', 'kept'])
    const refused = await db
      .select()
      .from(refusedPostbacks)
      .where(eq(refusedPostbacks.storeId, storeId))
    expect(refused).toHaveLength(1)
  })

  test('can have the grace of the old one ended before its time', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    await rotate(ctx, storeId, '7d')
    expect(await post(token, PAYT_KEY)).toBe('kept')
    expect(await endGrace(ctx, { storeId, of: 'key' })).toMatchObject({ ok: true })
    expect([await post(token, PAYT_KEY), await post(token, NEW_KEY)]).toEqual(['wrong_key', 'kept'])
    expect(await deeds(ctx)).toEqual([
      'store.created',
      'store.key_saved',
      'store.key_saved',
      'store.key_grace_ended',
    ])
  })

  test('that is the old one saved again leaves everything as it was', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    await rotate(ctx, storeId, '24h')
    await saveStoreKey(ctx, { storeId, key: new Secret(NEW_KEY), grace: 'none' })
    expect(await post(token, PAYT_KEY)).toBe('kept')
  })

  test('of ours is long, is shown once and never stored in the open', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    const made = await makeStoreKey(ctx, { storeId, grace: 'none' })
    if (!made.ok) throw new Error(made.error.code)
    const plain = made.value.key.reveal()
    expect(plain).toMatch(/^[0-9a-f]{48}$/)
    expect(await post(token, plain)).toBe('kept')
    const [row] = await db.select().from(stores).where(eq(stores.id, storeId))
    expect(JSON.stringify(row)).not.toContain(plain)
  })
})

describe('a new address', () => {
  test('answers at once, and the old one until its grace ends', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    const rotated = await rotateAddress(ctx, { storeId, grace: '1h' })
    if (!rotated.ok) throw new Error(rotated.error.code)
    expect(rotated.value.token).not.toBe(token)
    expect(await post(rotated.value.token, PAYT_KEY)).toBe('kept')
    expect(await post(token, PAYT_KEY)).toBe('kept')
    advance(HOUR_MS)
    expect(await post(token, PAYT_KEY)).toBe('store_token_unknown')
    expect(await post(rotated.value.token, PAYT_KEY)).toBe('kept')
  })

  test('can leave the old one without an answer from now on', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    expect(await post(token, PAYT_KEY)).toBe('kept')
    await rotateAddress(ctx, { storeId, grace: '7d' })
    await endGrace(ctx, { storeId, of: 'address' })
    expect(await post(token, PAYT_KEY)).toBe('store_token_unknown')
    expect(await deeds(ctx)).toContain('store.address_grace_ended')
  })
})

describe('rotation', () => {
  test('is for who may work on stores, and on one’s own', async () => {
    const [mine, theirs] = [await givenMember(), await givenMember()]
    const { storeId, token } = await givenStore(theirs)
    const missing = { error: { code: 'store_not_found' } }
    expect(await rotateAddress(mine, { storeId, grace: 'none' })).toMatchObject(missing)
    expect(await endGrace(mine, { storeId, of: 'key' })).toMatchObject(missing)
    expect(await makeStoreKey(mine, { storeId })).toMatchObject(missing)
    const reader: Ctx<'member'> = { ...theirs, actor: { ...theirs.actor, role: 'support' } }
    const refused = { error: { code: 'not_allowed' } }
    expect(await rotateAddress(reader, { storeId, grace: 'none' })).toMatchObject(refused)
    expect(await makeStoreKey(reader, { storeId })).toMatchObject(refused)
    expect(await post(token, PAYT_KEY)).toBe('kept')
  })
})

describe('setting up', () => {
  test('is unfinished until the wizard was walked to its end', async () => {
    const ctx = await givenMember()
    const { storeId } = await givenStore(ctx)
    expect(await findStore(ctx, storeId)).toMatchObject({ unfinished: true, setUpAt: null })
    await finishSetUp(ctx, storeId)
    expect(await findStore(ctx, storeId)).toMatchObject({ unfinished: false, setUpAt: base.now() })
    advance(HOUR_MS)
    await finishSetUp(ctx, storeId)
    expect((await deeds(ctx)).filter((action) => action === 'store.set_up')).toHaveLength(1)
  })

  test('may change the platform while nothing has come, and takes its key away with it', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    expect(await changePlatform(ctx, { storeId, platform: 'hotmart' })).toMatchObject({ ok: true })
    expect(await findStore(ctx, storeId)).toMatchObject({ platform: 'hotmart', keyHint: null })
    await changePlatform(ctx, { storeId, platform: 'payt' })
    await post(token, PAYT_KEY)
    expect(await changePlatform(ctx, { storeId, platform: 'hotmart' })).toMatchObject({
      error: { code: 'platform_in_use' },
    })
  })
})

describe('an archived store', () => {
  test('is in no list, keeps what comes, and comes back paused', async () => {
    const ctx = await givenMember()
    const { storeId, token } = await givenStore(ctx)
    await archiveStore(ctx, { storeId, archived: true })
    expect((await listStores(ctx)).rows).toEqual([])
    expect((await listStores(ctx, { archived: true })).rows).toMatchObject([{ id: storeId }])
    expect(await post(token, PAYT_KEY)).toBe('kept')
    await archiveStore(ctx, { storeId, archived: false })
    expect((await listStores(ctx)).rows).toMatchObject([{ id: storeId, state: 'paused' }])
  })
})

describe('what a store may be told', () => {
  test('keeps its days, its upsells and nothing that was not changed', async () => {
    const ctx = await givenMember()
    const { storeId } = await givenStore(ctx)
    await editStore(ctx, { storeId, keptDays: 30, messagesForUpsells: true })
    expect(await findStore(ctx, storeId)).toMatchObject({ keptDays: 30, messagesForUpsells: true })
    await editStore(ctx, { storeId, name: 'Turma 7' })
    const [, , edited, ...more] = await db
      .select()
      .from(auditLog)
      .where(eq(auditLog.accountId, ctx.actor.accountId))
      .orderBy(auditLog.id)
    expect(edited).toMatchObject({ details: { fields: 'keptDays,messagesForUpsells' } })
    expect(more).toEqual([])
  })
})
