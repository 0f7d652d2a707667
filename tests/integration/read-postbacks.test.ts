// tests/integration/read-postbacks.test.ts
import { readFileSync } from 'node:fs'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { outbox } from '@/db/schema/platform'
import { postbacks } from '@/db/schema/postbacks'
import { purchaseEvents } from '@/db/schema/purchases'
import { stores } from '@/db/schema/stores'
import { setLogLevel } from '@/lib/platform/log'
import { keepPostback } from '@/lib/postbacks/keep-postback'
import { readPostbacks } from '@/lib/postbacks/read-postbacks'
import { type GivenStore, givenStore } from '../support/given-store'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

setLogLevel('silent')
const db = await testDb()
const { ctx: base } = testCtx({ db })

const folder = new URL('../fixtures/postbacks/payt/', import.meta.url)
const fixture = (file: string) => readFileSync(new URL(`${file}.json`, folder), 'utf8')
const approved = fixture('payment_approved.card')
const order = (key: string, text = approved) => Buffer.from(text.replaceAll('TXF004', key))
const range = (n: number) => Array.from({ length: n }, (_, i) => i)

const keep = (store: GivenStore, bytes: Uint8Array) =>
  keepPostback(store.ctx, {
    store,
    sent: { headers: new Headers(), query: new URLSearchParams(), bytes },
  })
const idsOf = async (store: GivenStore) =>
  (await db.select().from(postbacks).where(eq(postbacks.storeId, store.id))).map(({ id }) => id)
const ordersOf = async ({ id }: GivenStore) =>
  (await db.select().from(purchaseEvents).where(eq(purchaseEvents.storeId, id))).map(
    ({ orderKey }) => orderKey,
  )
const toldOf = async ({ accountId }: GivenStore) =>
  (await db.select().from(outbox).where(eq(outbox.accountId, accountId))).filter(({ name }) =>
    name.startsWith('purchase.'),
  )

test('fifty that are read together become fifty purchases, each told once', async () => {
  const store = await givenStore(base)
  await Promise.all(range(50).map((n) => keep(store, order(`TOGETHER${n}`))))
  const outcomes = await readPostbacks(store.ctx, await idsOf(store))
  expect(new Set(outcomes.values())).toEqual(new Set(['read']))
  expect(new Set(await ordersOf(store))).toEqual(new Set(range(50).map((n) => `TOGETHER${n}`)))
  expect(new Set((await toldOf(store)).map(({ payload }) => payload.purchaseId)).size).toBe(50)
  const [row] = await db.select().from(stores).where(eq(stores.id, store.id))
  expect(row).toMatchObject({ state: 'active' })
})

test('reading them again changes nothing and tells nothing', async () => {
  const store = await givenStore(base)
  await Promise.all(range(3).map((n) => keep(store, order(`AGAIN${n}`))))
  const ids = await idsOf(store)
  await Promise.all([readPostbacks(store.ctx, ids), readPostbacks(store.ctx, ids)])
  expect(new Set((await readPostbacks(store.ctx, ids)).values())).toEqual(new Set(['read_before']))
  expect(await ordersOf(store)).toHaveLength(3)
  expect(await toldOf(store)).toHaveLength(3)
})

test('what is strange among them waits in quarantine, and the others are read', async () => {
  const store = await givenStore(base)
  const kept = [
    await keep(store, order('PLAIN1')),
    await keep(store, Buffer.from(fixture('unknown.new-status'))),
    await keep(store, order('PLAIN2')),
  ].map(({ id }) => id)
  const outcomes = await readPostbacks(store.ctx, kept)
  expect(kept.map((id) => outcomes.get(id))).toEqual(['read', 'quarantined', 'read'])
  expect((await ordersOf(store)).toSorted()).toEqual(['PLAIN1', 'PLAIN2'])
})

test('a value that no row can hold is quarantined with its reason, and spoils no other', async () => {
  const store = await givenStore(base)
  // No reader lets such a value through; the day that one does, the table refuses it.
  await db.execute(
    sql`alter table ${purchaseEvents} add constraint refused check (order_key <> 'REFUSED')`,
  )
  const kept = [
    await keep(store, order('SOUND1')),
    await keep(store, order('REFUSED')),
    await keep(store, order('SOUND2')),
  ].map(({ id }) => id)
  const outcomes = await readPostbacks(store.ctx, kept)
  expect(kept.map((id) => outcomes.get(id))).toEqual(['read', 'quarantined', 'read'])
  expect((await ordersOf(store)).toSorted()).toEqual(['SOUND1', 'SOUND2'])
  const [row] = await db
    .select()
    .from(postbacks)
    .where(eq(postbacks.id, kept[1] ?? 'pbk_none'))
  expect(row).toMatchObject({ state: 'quarantined', reason: 'impossible_values', readAt: null })
  expect(await toldOf(store)).toHaveLength(2)
})

test('a repetition in other bytes that is read beside its first keeps what it brings', async () => {
  const store = await givenStore(base)
  const kept = [
    await keep(store, order('BESIDE')),
    await keep(store, order('BESIDE', approved.replace('"Salvador"', '"Feira"'))),
    await keep(store, order('OTHER')),
  ]
  expect(kept[1]).toMatchObject({ duplicate: true })
  const outcomes = await readPostbacks(store.ctx, await idsOf(store))
  expect([...outcomes.values()]).toEqual(['read', 'read', 'read'])
  expect((await ordersOf(store)).toSorted()).toEqual(['BESIDE', 'OTHER'])
})

test('those of another account are not there', async () => {
  const [mine, theirs] = [await givenStore(base), await givenStore(base)]
  const { id } = await keep(theirs, order('THEIRS'))
  const { id: own } = await keep(mine, order('MINE'))
  const outcomes = await readPostbacks(mine.ctx, [own, id])
  expect([outcomes.get(own), outcomes.get(id)]).toEqual(['read', 'gone'])
  expect(await ordersOf(theirs)).toEqual([])
})
