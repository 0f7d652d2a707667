// tests/integration/api-keys.test.ts
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { apiKeys } from '@/db/schema/accounts'
import { createApiKey } from '@/lib/accounts/create-api-key'
import { revokeApiKey } from '@/lib/accounts/revoke-api-key'
import { listApiKeys } from '@/lib/accounts/views'
import { findApiKey } from '@/lib/platform/find-api-key'
import { givenAccount, givenMember } from '../support/given-account'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const { ctx, advance } = testCtx({ db })

async function givenKey(mode: 'test' | 'live' = 'test') {
  const owner = await givenAccount(ctx)
  const made = await createApiKey(owner, { name: 'Loja virtual', mode })
  if (!made.ok) throw new Error(made.error.code)
  return { owner, ...made.value }
}
const call = (key: string) => findApiKey(ctx, `Bearer ${key}`)
const rowOf = async (id: typeof apiKeys.$inferSelect.id) =>
  (await db.select().from(apiKeys).where(eq(apiKeys.id, id)))[0]

test('a key opens its own account, in its own mode', async () => {
  const { owner, apiKeyId, key } = await givenKey('live')
  expect(key).toMatch(/^ck_live_[0-9a-z]{32}$/)
  expect((await call(key))?.actor).toEqual({
    kind: 'api',
    accountId: owner.actor.accountId,
    apiKeyId,
    mode: 'live',
  })
})

test('only its hash and its first letters are kept', async () => {
  const { owner, apiKeyId, key } = await givenKey()
  expect(JSON.stringify(await rowOf(apiKeyId))).not.toContain(key.slice(13))
  expect(JSON.stringify(await listApiKeys(owner))).not.toContain(key.slice(13))
})

test.each([null, '', 'Bearer ck_test_0123', `Bearer ck_test_${'0'.repeat(32)}`, 'Basic abc'])(
  '%j opens nothing',
  async (header) => expect(await findApiKey(ctx, header)).toBeNull(),
)

test('a revoked key is over at once, and stays in the list as revoked', async () => {
  const { owner, apiKeyId, key } = await givenKey()
  expect(await call(key)).not.toBeNull()
  expect(await revokeApiKey(owner, apiKeyId)).toMatchObject({ ok: true })
  expect(await call(key)).toBeNull()
  expect(await listApiKeys(owner)).toMatchObject([{ id: apiKeyId, revokedAt: expect.any(Date) }])
  expect(await revokeApiKey(owner, apiKeyId)).toMatchObject({
    error: { code: 'api_key_not_found' },
  })
})

test('a key that was revoked by another process is over within seconds', async () => {
  const { apiKeyId, key } = await givenKey()
  await call(key)
  await db.update(apiKeys).set({ revokedAt: ctx.now() }).where(eq(apiKeys.id, apiKeyId))
  advance(5_001)
  expect(await call(key)).toBeNull()
})

test('its last use is noted, and not more than once a minute', async () => {
  const { apiKeyId, key } = await givenKey()
  const first = ctx.now()
  await call(key)
  await expect.poll(async () => (await rowOf(apiKeyId))?.lastUsedAt).toEqual(first)
  advance(30_000)
  await call(key)
  advance(31_000)
  const later = ctx.now()
  await call(key)
  await expect.poll(async () => (await rowOf(apiKeyId))?.lastUsedAt).toEqual(later)
})

test('only an owner makes and revokes keys, and only those of the own account', async () => {
  const { owner, apiKeyId } = await givenKey()
  const admin = await givenMember(ctx, owner.actor.accountId, 'admin')
  const stranger = await givenAccount(ctx)
  expect(await createApiKey(admin, { name: 'x', mode: 'test' })).toMatchObject({
    error: { code: 'not_allowed' },
  })
  expect(await revokeApiKey(admin, apiKeyId)).toMatchObject({ error: { code: 'not_allowed' } })
  expect(await revokeApiKey(stranger, apiKeyId)).toMatchObject({
    error: { code: 'api_key_not_found' },
  })
})
