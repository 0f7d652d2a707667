// tests/integration/receive-postback.test.ts
import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { postbacks, refusedPostbacks } from '@/db/schema/postbacks'
import { stores } from '@/db/schema/stores'
import { forgetOld } from '@/lib/postbacks/forget-old'
import { receivePostback } from '@/lib/postbacks/receive-postback'
import { type GivenStore, givenStore, PAYT_KEY } from '../support/given-store'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const { ctx, advance } = testCtx({ db })
const DAY_MS = 24 * 60 * 60 * 1000

const approved = readFileSync(
  new URL('../fixtures/postbacks/payt/payment_approved.card.json', import.meta.url),
)
const withKey = (key: string) => Buffer.from(approved.toString('utf8').replaceAll(PAYT_KEY, key))

let visitors = 0
const visitor = () => `203.0.113.${++visitors}`
const receive = (token: string, bytes: Uint8Array, remoteAddress = visitor()) =>
  receivePostback(ctx, {
    token,
    remoteAddress,
    read: async () => ({
      headers: new Headers(),
      query: new URLSearchParams(),
      bytes: new Uint8Array(bytes),
    }),
  })
const saveKey = ({ id }: GivenStore, key: string) =>
  db
    .update(stores)
    .set({ sealedKey: ctx.keyring.sealText(key) })
    .where(eq(stores.id, id))
const refusedOf = ({ id }: GivenStore) =>
  db.select().from(refusedPostbacks).where(eq(refusedPostbacks.storeId, id))
const keptOf = ({ id }: GivenStore) => db.select().from(postbacks).where(eq(postbacks.storeId, id))

test('what comes with the store’s key is kept with the address it came from', async () => {
  const store = await givenStore(ctx)
  expect(await receive(store.token, approved, '198.51.100.7')).toMatchObject({
    ok: true,
    value: { shape: 'known', duplicate: false },
  })
  expect(await keptOf(store)).toMatchObject([{ remoteAddress: '198.51.100.7', state: 'accepted' }])
})

test('an address nobody made is unknown, and nothing is read for it', async () => {
  const read = () => Promise.reject(new Error('the body was read'))
  const answer = await receivePostback(ctx, { token: 'nobody', remoteAddress: visitor(), read })
  expect(answer).toEqual({ ok: false, error: { code: 'store_token_unknown' } })
})

test.each(['too_large', 'too_slow'] as const)(
  'a body that is %s is refused and not kept',
  async (unread) => {
    const store = await givenStore(ctx)
    const read = async () => unread
    const answer = await receivePostback(ctx, {
      token: store.token,
      remoteAddress: visitor(),
      read,
    })
    expect(answer).toEqual({ ok: false, error: { code: `body_${unread}` } })
    expect(await keptOf(store)).toEqual([])
  },
)

describe('the key before a rotation', () => {
  const old = withKey('c'.repeat(32))
  const rotated = async (until: Date) => {
    const store = await givenStore(ctx)
    await db
      .update(stores)
      .set({ sealedPreviousKey: ctx.keyring.sealText('c'.repeat(32)), previousKeyUntil: until })
      .where(eq(stores.id, store.id))
    return store
  }

  test('is believed during its grace, as the new one is', async () => {
    const store = await rotated(new Date(ctx.now().getTime() + 3_000))
    expect(await receive(store.token, old)).toMatchObject({ ok: true })
    expect(await receive(store.token, approved)).toMatchObject({ ok: true })
  })

  test('is a wrong one the moment its grace ends, though the store is remembered', async () => {
    const store = await rotated(new Date(ctx.now().getTime() + 2_000))
    expect(await receive(store.token, old)).toMatchObject({ ok: true })
    advance(2_000)
    expect(await receive(store.token, old)).toMatchObject({ error: { code: 'wrong_key' } })
    expect(await receive(store.token, approved)).toMatchObject({ ok: true })
  })
})

test('what nobody can read is refused, and kept all the same', async () => {
  const store = await givenStore(ctx)
  const answer = await receive(store.token, Buffer.from('<xml/>'))
  expect(answer).toMatchObject({ error: { code: 'unreadable_body' } })
  expect(await keptOf(store)).toMatchObject([{ state: 'quarantined', reason: 'unreadable_body' }])
})

describe('a wrong key', () => {
  test('is refused; the evidence is sealed, apart, and gone after seven days', async () => {
    const store = await givenStore(ctx)
    const answer = await receive(store.token, withKey('f'.repeat(32)))
    expect(answer).toMatchObject({ error: { code: 'wrong_key' } })
    expect(await keptOf(store)).toEqual([])
    const [evidence] = await refusedOf(store)
    expect(evidence).toMatchObject({ reason: 'wrong_key' })
    expect(Buffer.from(evidence?.body ?? []).includes('Fábio')).toBe(false)

    advance(7 * DAY_MS - 1000)
    await forgetOld(ctx)
    expect(await refusedOf(store)).toHaveLength(1)
    advance(2000)
    await forgetOld(ctx)
    expect(await refusedOf(store)).toEqual([])
  })

  test('is right as soon as it is the one that was saved', async () => {
    const store = await givenStore(ctx)
    await receive(store.token, approved) // Now the store is remembered, with its old key.
    const next = withKey('e'.repeat(32)).toString('utf8').replaceAll('TXF004', 'TXF005')
    await saveKey(store, 'e'.repeat(32))
    expect(await receive(store.token, Buffer.from(next))).toMatchObject({ ok: true })
  })

  test('again and again from one address has to wait, and others need not', async () => {
    const store = await givenStore(ctx)
    const guess = () => receive(store.token, withKey('d'.repeat(32)), '192.0.2.1')
    let answer = await guess()
    for (let i = 0; i < 120 && !answer.ok && answer.error.code === 'wrong_key'; i++) {
      answer = await guess()
    }
    expect(answer).toMatchObject({ error: { code: 'too_many_requests', retryAfterSeconds: 1 } })
    expect((await refusedOf(store)).length).toBe(120)
    expect(await receive(store.token, approved)).toMatchObject({ ok: true })
    advance(1000)
    expect(await guess()).toMatchObject({ error: { code: 'wrong_key' } })
  })
})

test('bytes are kept for ninety days', async () => {
  const store = await givenStore(ctx)
  await receive(store.token, approved)
  advance(90 * DAY_MS - 1000)
  await forgetOld(ctx)
  expect(await keptOf(store)).toHaveLength(1)
  advance(2000)
  await forgetOld(ctx)
  expect(await keptOf(store)).toEqual([])
})
