// tests/integration/read-postback.test.ts
import { readdirSync, readFileSync } from 'node:fs'
import { asc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { outbox } from '@/db/schema/platform'
import { postbacks } from '@/db/schema/postbacks'
import { purchaseEvents } from '@/db/schema/purchases'
import { stores } from '@/db/schema/stores'
import type { Ctx } from '@/lib/platform/context'
import { glance } from '@/lib/postbacks/glance'
import { keepPostback } from '@/lib/postbacks/keep-postback'
import { listUnread } from '@/lib/postbacks/list-unread'
import { readPostback } from '@/lib/postbacks/read-postback'
import { replayPostback } from '@/lib/postbacks/replay-postback'
import { replayPostbacks } from '@/lib/postbacks/replay-postbacks'
import { getPurchase, listOrderEvents, listThreadEvents } from '@/lib/purchases/views'
import { type GivenStore, givenStore, PAYT_KEY } from '../support/given-store'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const { ctx: base, advance } = testCtx({ db })
const HOUR_MS = 60 * 60 * 1000

const folder = new URL('../fixtures/postbacks/payt/', import.meta.url)
const fixture = (file: string) => readFileSync(new URL(`${file}.json`, folder))
const saying = (file: string, from: string, to: string) =>
  Buffer.from(fixture(file).toString('utf8').replaceAll(from, to))

const keep = (store: GivenStore, bytes: Uint8Array) =>
  keepPostback(store.ctx, {
    store,
    sent: { headers: new Headers(), query: new URLSearchParams(), bytes },
  })
async function deliver(store: GivenStore, bytes: Uint8Array) {
  const { id } = await keep(store, bytes)
  return { id, reading: await readPostback(store.ctx, id) }
}
const eventsOf = ({ id }: GivenStore) =>
  db.select().from(purchaseEvents).where(eq(purchaseEvents.storeId, id)).orderBy(purchaseEvents.id)
const rowOf = async (id: string) =>
  (
    await db
      .select()
      .from(postbacks)
      .where(eq(postbacks.id, id as `pbk_${string}`))
  )[0]
const toldOf = async ({ accountId }: GivenStore) =>
  (await db.select().from(outbox).where(eq(outbox.accountId, accountId)).orderBy(asc(outbox.id)))
    .filter(({ name, payload }) => name.startsWith('purchase.') && payload.quiet === undefined)
    .map(({ name }) => name)

test('a pix keeps everything its messages need', async () => {
  const store = await givenStore(base)
  await deliver(store, fixture('pix_generated.escaped-slashes'))
  const [row] = await eventsOf(store)
  expect(row).toMatchObject({ rank: 20, platform: 'payt', accountId: store.accountId })
  expect(await toldOf(store)).toEqual(['purchase.pix_generated'])
  const purchase = await getPurchase(store.ctx, row?.id ?? 'pur_none')
  expect(purchase).toMatchObject({
    event: 'pix_generated',
    orderKey: 'TXB109',
    threadKey: 'CRTB09',
    cartRecovered: true,
    customer: { firstName: 'Bruno', phone: '+5521900000002', ip: '203.0.113.12' },
    amount: 316_90,
    pix: {
      code: expect.stringContaining('br.gov.bcb.pix'),
      url: 'https://checkout.payt.com.br/obrigado/TXB109',
      expiresAt: new Date('2026-10-05T18:20:10Z'),
    },
    boleto: null,
    installments: null,
    occurredAt: new Date('2026-10-05T17:20:10Z'),
  })
})

test('a boleto is due until its day ends in São Paulo', async () => {
  const store = await givenStore(base)
  await deliver(store, fixture('boleto_generated.plain'))
  const [row] = await eventsOf(store)
  expect((await getPurchase(store.ctx, row?.id ?? 'pur_none')).boleto).toEqual({
    line: '99990000041234567890312345678903415930000049700',
    url: 'https://boleto.example.com/TXD010.pdf',
    dueAt: new Date('2026-10-09T02:59:59Z'),
  })
})

test('a lost cart, a refusal, a subscription and a bump come with their own', async () => {
  const store = await givenStore(base)
  await deliver(store, fixture('cart_abandoned.with-coupons'))
  await deliver(store, fixture('payment_refused.card'))
  await deliver(store, fixture('subscription_activated.plain'))
  await deliver(store, fixture('payment_approved.order-bump'))
  await deliver(store, fixture('out_for_delivery.plain'))
  const rows = await eventsOf(store)
  expect(rows).toMatchObject([
    {
      coupons: [
        { code: 'VOLTA10', value: 10 },
        { code: 'MENOS25', valueCents: 2550 },
      ],
    },
    { refusalReason: 'Transação não autorizada.', installments: 3 },
    { subscription: { code: 'ASS001', charges: 1, nextChargeAt: '2026-11-05' } },
    { products: [{ bump: false }, { name: 'Kit Agrupado Exemplo', bump: true }] },
    { delivery: { code: 'ZZ000000001BR' } },
  ])
  expect(await listThreadEvents(store.ctx, store.id, 'CRTB09')).toMatchObject([
    { event: 'payment_refused' },
    { event: 'cart_abandoned' },
  ])
  expect(await listOrderEvents(store.ctx, store.id, 'TXB011')).toHaveLength(1)
})

test('every fixture is read, and only what is in no list waits in quarantine', async () => {
  const store = await givenStore(base)
  const files = readdirSync(folder).filter((file) => file !== 'index.json')
  for (const file of files) {
    const { reading } = await deliver(store, readFileSync(new URL(file, folder)))
    expect(reading.outcome, file).toBe(file.startsWith('unknown') ? 'quarantined' : 'read')
  }
  expect(await eventsOf(store)).toHaveLength(files.length - 1)
})

describe('an event happens once', () => {
  test('however often its delivery is read, one at a time or eight at once', async () => {
    const store = await givenStore(base)
    const { id } = await keep(store, fixture('payment_approved.card'))
    await Promise.all(Array.from({ length: 8 }, () => readPostback(store.ctx, id)))
    await readPostback(store.ctx, id)
    expect(await eventsOf(store)).toHaveLength(1)
    expect(await toldOf(store)).toEqual(['purchase.payment_approved'])
  })

  test('and a tracking code that comes in the same second is added to it and to its order', async () => {
    const store = await givenStore(base)
    const without = saying('out_for_delivery.plain', '"ZZ000000001BR"', 'null')
    const first = await keep(store, without)
    const second = await keep(store, fixture('out_for_delivery.plain'))
    expect(second).toMatchObject({ id: first.id, duplicate: true })
    const rows = await db.select().from(postbacks).where(eq(postbacks.storeId, store.id))
    // The repetition is read before the first of its kind was: the order of facts is not promised.
    for (const row of rows.toReversed()) await readPostback(store.ctx, row.id)
    expect(await eventsOf(store)).toMatchObject([{ delivery: { code: 'ZZ000000001BR' } }])
    expect(await toldOf(store)).toEqual(Array(2).fill('purchase.out_for_delivery'))
  })

  test('and the same order in another store is another event', async () => {
    const [one, other] = [await givenStore(base), await givenStore(base)]
    await deliver(one, fixture('payment_approved.card'))
    await deliver(other, fixture('payment_approved.card'))
    expect(await eventsOf(other)).toHaveLength(1)
  })
})

test('the first event wakes the store up, and only once', async () => {
  const store = await givenStore(base)
  await deliver(store, fixture('collected.test-url'))
  await deliver(store, fixture('payment_approved.card'))
  const [row] = await db.select().from(stores).where(eq(stores.id, store.id))
  expect(row).toMatchObject({ state: 'active', firstEventAt: base.now() })
  const facts = await db.select().from(outbox).where(eq(outbox.name, 'store.active'))
  expect(facts.filter(({ accountId }) => accountId === store.accountId)).toHaveLength(1)
})

test('a test stays one, for the screen and for whoever sends', async () => {
  const store = await givenStore(base)
  const { id } = await deliver(store, fixture('collected.test-url'))
  expect(await rowOf(id)).toMatchObject({ state: 'test', event: 'collected' })
  expect(await eventsOf(store)).toMatchObject([{ test: true, phone: null }])
})

test('a transaction that no index can hold is no cart of its own: it waits in quarantine', async () => {
  const store = await givenStore(base)
  for (const key of [`"${'f'.repeat(20_000)}"`, '{"id":"TXF004"}']) {
    const { reading } = await deliver(store, saying('payment_approved.card', '"TXF004"', key))
    expect(reading).toEqual({ outcome: 'quarantined', reason: 'unknown_shape' })
  }
  expect(await eventsOf(store)).toEqual([])
})

describe('quarantine', () => {
  test('keeps what is in no list, with its reason, and tells nothing', async () => {
    const store = await givenStore(base)
    const { id } = await deliver(store, fixture('unknown.new-status'))
    expect(await rowOf(id)).toMatchObject({ state: 'quarantined', reason: 'unknown_event' })
    expect(await eventsOf(store)).toEqual([])
    expect(await replayPostback(store.ctx, id)).toEqual({
      ok: false,
      error: { code: 'still_quarantined', reason: 'unknown_event' },
    })
  })

  test('of a store without a key believes no word that is explained later, but with the key', async () => {
    const store = await givenStore(base, { key: null })
    const strange = fixture('unknown.new-status')
    const forged = Buffer.from(
      strange
        .toString('utf8')
        .replace(PAYT_KEY, 'f'.repeat(32))
        .replaceAll(/"TX\w+"/g, '"TXFORGED"'),
    )
    const ids = [await keep(store, forged), await keep(store, strange)].map(({ id }) => id)
    const rows = await Promise.all(ids.map(rowOf))
    expect(rows.map((row) => row?.reason)).toEqual(['no_key_saved', 'no_key_saved'])
    const word = glance(store, {
      ...{ headers: new Headers(), query: new URLSearchParams(), bytes: strange },
    }).purchases[0]?.rawEvent
    await db
      .update(stores)
      .set({
        sealedKey: base.keyring.sealText(PAYT_KEY),
        settings: { eventMap: { [word ?? '']: 'payment_approved' } },
      })
      .where(eq(stores.id, store.id))
    for (const id of ids) await replayPostback(store.ctx, id)
    const after = await Promise.all(ids.map(rowOf))
    expect(after.map((row) => row?.reason ?? row?.state)).toEqual(['key_differs', 'accepted'])
    expect(await toldOf(store)).toEqual(['purchase.payment_approved'])
  })

  test('of a store without a key ends when the key in the body is the one that was saved', async () => {
    const store = await givenStore(base, { key: null })
    const { id, reading } = await deliver(store, fixture('payment_approved.card'))
    expect(reading).toEqual({ outcome: 'quarantined', reason: 'no_key_saved' })
    const save = (key: string) =>
      db
        .update(stores)
        .set({ sealedKey: base.keyring.sealText(key) })
        .where(eq(stores.id, store.id))

    await save('another')
    expect(await replayPostback(store.ctx, id)).toMatchObject({ error: { reason: 'key_differs' } })
    await save(PAYT_KEY)
    expect(await replayPostback(store.ctx, id)).toMatchObject({ ok: true })
    expect(await rowOf(id)).toMatchObject({ state: 'accepted', reason: null })
    expect(await toldOf(store)).toEqual(['purchase.payment_approved'])
  })
})

describe('a replay', () => {
  test('keeps the event and its id, and says it once more', async () => {
    const store = await givenStore(base)
    const { id } = await deliver(store, fixture('payment_approved.card'))
    const [before] = await eventsOf(store)
    expect(await replayPostback(store.ctx, id)).toMatchObject({
      ok: true,
      value: { purchases: [{ id: before?.id, outcome: 'seen' }] },
    })
    expect(await eventsOf(store)).toHaveLength(1)
    expect(await toldOf(store)).toHaveLength(2)
  })

  test('of another account’s postback finds nothing', async () => {
    const [mine, theirs] = [await givenStore(base), await givenStore(base)]
    const { id } = await deliver(theirs, fixture('payment_approved.card'))
    expect(await replayPostback(mine.ctx, id)).toMatchObject({
      error: { code: 'postback_not_found' },
    })
  })

  test('is not for who may only look', async () => {
    const store = await givenStore(base)
    const { id } = await deliver(store, fixture('payment_approved.card'))
    const { accountId } = store
    const actor = {
      kind: 'member',
      accountId,
      userId: base.newId('user'),
      role: 'support',
    } as const
    const support: Ctx<'member'> = { ...base, actor }
    const refused = { ok: false, error: { code: 'not_allowed' } }
    expect(await replayPostback(support, id)).toEqual(refused)
    expect(await replayPostbacks(support, { storeId: store.id })).toEqual(refused)
    expect(await toldOf(store)).toHaveLength(1)
  })

  test('of a range that is older than a day is told only when it is asked for', async () => {
    const store = await givenStore(base, { key: null })
    await keep(store, fixture('payment_approved.card'))
    await keep(store, fixture('invoiced.plain'))
    await db
      .update(stores)
      .set({ sealedKey: base.keyring.sealText(PAYT_KEY) })
      .where(eq(stores.id, store.id))
    advance(25 * HOUR_MS)
    const range = { storeId: store.id, state: 'quarantined' } as const
    expect(await replayPostbacks(store.ctx, range)).toEqual({
      ok: true,
      value: { read: 2, stillQuarantined: 0, next: null },
    })
    expect(await eventsOf(store)).toHaveLength(2)
    expect(await toldOf(store)).toEqual([])
    await replayPostbacks(store.ctx, { storeId: store.id, tellOld: true })
    expect(await toldOf(store)).toHaveLength(2)
  })
})

test('what nobody read is found after a while, and not what waits in quarantine', async () => {
  const store = await givenStore(base)
  const kept = await keep(store, fixture('payment_approved.card'))
  await keep(store, fixture('unknown.new-status'))
  const mine = async () =>
    (await listUnread(base)).filter(({ accountId }) => accountId === store.accountId)
  expect(await mine()).toEqual([])
  advance(HOUR_MS)
  expect(await mine()).toEqual([{ id: kept.id, accountId: store.accountId }])
  await readPostback(store.ctx, kept.id)
  expect(await mine()).toEqual([])
})
