// tests/integration/replay.test.ts
import { readFileSync } from 'node:fs'
import { and, eq, isNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { auditLog } from '@/db/schema/audit'
import { messages } from '@/db/schema/notifications'
import { outbox } from '@/db/schema/platform'
import { postbacks } from '@/db/schema/postbacks'
import { purchaseEvents } from '@/db/schema/purchases'
import { replays } from '@/db/schema/replays'
import { Secret } from '@/lib/kernel/secret'
import { schedule } from '@/lib/notifications/schedule'
import type { Ctx } from '@/lib/platform/context'
import { setLogLevel } from '@/lib/platform/log'
import { askReplay, lastReplay, runReplay } from '@/lib/postbacks/ask-replay'
import { keepPostback } from '@/lib/postbacks/keep-postback'
import { mapWord } from '@/lib/postbacks/map-word'
import { type Judge, previewReplay } from '@/lib/postbacks/preview-replay'
import { quarantineOf } from '@/lib/postbacks/quarantine'
import { readPostback } from '@/lib/postbacks/read-postback'
import { readWaiting } from '@/lib/postbacks/read-waiting'
import { settleQuarantine, tellOfQuarantine } from '@/lib/postbacks/settle-quarantine'
import { saveStoreKey } from '@/lib/stores/save-store-key'
import { type GivenStore, givenStore, PAYT_KEY } from '../support/given-store'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

setLogLevel('silent')
const db = await testDb()
const { ctx: base, advance } = testCtx({ db, at: '2026-10-05T17:21:00Z' })
const DAY_MS = 24 * 60 * 60 * 1000

const folder = new URL('../fixtures/postbacks/payt/', import.meta.url)
const pix = readFileSync(new URL('pix_generated.escaped-slashes.json', folder)).toString('utf8')
/** The same Pix with a word no reader knows, of any order. */
const strange = (order: string, word = 'novidade') =>
  pix
    .replaceAll('TXB109', order)
    .replaceAll('CRTB09', `C${order}`)
    .replace(/"status":\s*"waiting_payment"/, `"status":"${word}"`)
    .replace(/"payment_status":\s*"waiting_payment"/, `"payment_status":"${word}"`)

const member = ({ ctx }: GivenStore, role: 'owner' | 'support' = 'owner'): Ctx<'member'> => ({
  ...ctx,
  actor: { kind: 'member', accountId: ctx.actor.accountId, userId: ctx.newId('user'), role },
})
const deliver = async ({ ctx, ...store }: GivenStore, body: string) => {
  const sent = { headers: new Headers(), query: new URLSearchParams(), bytes: Buffer.from(body) }
  const { id } = await keepPostback(ctx, { store, sent })
  await readPostback(ctx, id)
  return id
}
const judge: Judge = (ctx, id, how) => schedule(ctx, id, how)
const messagesOf = ({ id }: GivenStore) =>
  db.select().from(messages).where(eq(messages.storeId, id)).orderBy(messages.id)
const openAlerts = ({ accountId }: GivenStore) =>
  db
    .select()
    .from(alerts)
    .where(and(eq(alerts.accountId, accountId), isNull(alerts.resolvedAt)))
const runAll = async (store: GivenStore) => {
  const last = await lastReplay(member(store), store.id)
  while (last !== null && (await runReplay(store.ctx, last.id))?.more === true);
  return lastReplay(member(store), store.id)
}
/** What the durable function does with each fact that was told. */
const judgeAll = async (store: GivenStore) => {
  const facts = await db.select().from(outbox).where(eq(outbox.accountId, store.accountId))
  for (const { name, payload } of facts) {
    if (!name.startsWith('purchase.') || payload.purchaseId === undefined) continue
    const id = payload.purchaseId as `pur_${string}`
    await schedule(store.ctx, id, { quiet: payload.quiet === 'yes' })
  }
}

test('a word nobody knows waits with its likes, and the first of them is told', async () => {
  const store = await givenStore(base)
  for (const order of ['A1', 'A2'])
    await tellOfQuarantine(store.ctx, await deliver(store, strange(order)))
  await tellOfQuarantine(store.ctx, await deliver(store, strange('A3', 'outra')))
  const { groups } = await quarantineOf(store.ctx, store.id)
  expect(groups.map(({ reason, word, count }) => [reason, word, count])).toEqual([
    ['unknown_event', 'outra/outra', 1],
    ['unknown_event', 'novidade/novidade', 2],
  ])
  const told = await openAlerts(store)
  expect(told.map(({ detail, times }) => [detail.word, times]).sort()).toEqual([
    ['novidade/novidade', 2],
    ['outra/outra', 1],
  ])
})

test('a word that was given a meaning is read again, and its alert goes away', async () => {
  const store = await givenStore(base)
  const owner = member(store)
  for (const order of ['A1', 'A2'])
    await tellOfQuarantine(store.ctx, await deliver(store, strange(order)))
  await deliver(store, strange('A3', 'outra'))
  const word = 'novidade/novidade'
  expect(await mapWord(owner, { storeId: store.id, word, event: 'pix_generated' })).toEqual({
    ok: true,
    value: null,
  })
  const asked = await askReplay(owner, { storeId: store.id, word, tellOld: false })
  expect(asked.ok).toBe(true)
  expect(await runAll(store)).toMatchObject({ total: 3, read: 2, stillQuarantined: 0 })
  const events = await db.select().from(purchaseEvents).where(eq(purchaseEvents.storeId, store.id))
  expect(events.map(({ event, orderKey }) => [event, orderKey])).toEqual([
    ['pix_generated', 'A1'],
    ['pix_generated', 'A2'],
  ])
  const { groups, mapped } = await quarantineOf(store.ctx, store.id)
  expect(groups.map((group) => group.word)).toEqual(['outra/outra'])
  expect(mapped).toEqual([{ word, event: 'pix_generated' }])
  expect(await openAlerts(store)).toEqual([])
  const [mappedDeed] = await db
    .select()
    .from(auditLog)
    .where(eq(auditLog.action, 'store.word_mapped'))
  expect(mappedDeed?.details).toEqual({ word, event: 'pix_generated' })
})

test('a word may mean nothing on purpose, and nothing is sent for it', async () => {
  const store = await givenStore(base)
  await deliver(store, strange('A1'))
  const word = 'novidade/novidade'
  await mapWord(member(store), { storeId: store.id, word, event: 'ignored' })
  await askReplay(member(store), { storeId: store.id, word, tellOld: true })
  await runAll(store)
  await judgeAll(store)
  const [row] = await db.select().from(postbacks).where(eq(postbacks.storeId, store.id))
  expect(row).toMatchObject({ state: 'accepted', event: 'ignored', reason: null })
  expect(await messagesOf(store)).toEqual([])
})

test('a preview says which messages would be made, and writes nothing', async () => {
  const store = await givenStore(base)
  const owner = member(store)
  const id = await deliver(store, strange('A1'))
  await mapWord(owner, { storeId: store.id, word: 'novidade/novidade', event: 'pix_generated' })
  const before = await Promise.all([messagesOf(store), db.select().from(outbox)])
  const preview = await previewReplay(owner, { storeId: store.id, tellOld: false }, judge)
  expect(preview).toMatchObject({
    ok: true,
    value: {
      more: false,
      rows: [
        {
          id,
          before: { state: 'quarantined', event: 'unknown' },
          after: { state: 'accepted', event: 'pix_generated', reason: null },
          quiet: false,
        },
      ],
    },
  })
  const planned = preview.ok ? (preview.value.rows[0]?.messages ?? []) : []
  expect(planned.map(({ rule, step, was, state }) => `${rule}.${step} ${was} ${state}`)).toContain(
    'pix_generated.1 null scheduled',
  )
  expect(await Promise.all([messagesOf(store), db.select().from(outbox)])).toEqual(before)
  const [row] = await db.select().from(postbacks).where(eq(postbacks.id, id))
  expect(row?.state).toBe('quarantined')
})

test('a replay twice sends nothing twice, and changes no key of a message', async () => {
  const store = await givenStore(base)
  const owner = member(store)
  await deliver(store, pix)
  await judgeAll(store)
  const before = await messagesOf(store)
  expect(before.length).toBeGreaterThan(0)
  for (const tellOld of [false, true]) {
    expect((await askReplay(owner, { storeId: store.id, tellOld })).ok).toBe(true)
    expect(await runAll(store)).toMatchObject({ read: 1, stillQuarantined: 0 })
    await judgeAll(store)
  }
  expect(await messagesOf(store)).toEqual(before)
})

test('old news takes back what it overtakes, and says nothing itself', async () => {
  const store = await givenStore(base)
  const owner = member(store)
  const paid = pix
    .replace(/"status":\s*"waiting_payment"/, '"status":"pago_novo"')
    .replace(/"payment_status":\s*"waiting_payment"/, '"payment_status":"pago_novo"')
    .replace(/"updated_at":\s*"([^"]+)"/g, '"updated_at":"2026-10-05 14:25:00"')
  await deliver(store, pix)
  await deliver(store, paid)
  await judgeAll(store)
  const waiting = (await messagesOf(store)).filter(({ state }) => state === 'scheduled')
  expect(waiting.length).toBeGreaterThan(0)
  advance(2 * DAY_MS)
  const word = 'pago_novo/pago_novo'
  await mapWord(owner, { storeId: store.id, word, event: 'payment_approved' })
  await askReplay(owner, { storeId: store.id, word, tellOld: false })
  await runAll(store)
  await judgeAll(store)
  const after = await messagesOf(store)
  expect(after.filter(({ event }) => event === 'payment_approved')).toEqual([])
  for (const { id } of waiting) {
    expect(after.find((each) => each.id === id)).toMatchObject({
      state: 'superseded',
      reasonEvent: 'payment_approved',
    })
  }
  advance(-2 * DAY_MS)
})

test('a range goes page by page, one at a time in a store, and not for who may only look', {
  timeout: 20_000,
}, async () => {
  const store = await givenStore(base)
  const owner = member(store)
  for (let each = 0; each < 205; each++) await deliver(store, strange(`R${each}`))
  const input = { storeId: store.id, tellOld: false } as const
  expect(await askReplay(member(store, 'support'), input)).toEqual({
    ok: false,
    error: { code: 'not_allowed' },
  })
  const asked = await askReplay(owner, input)
  expect(asked.ok).toBe(true)
  expect(await askReplay(owner, input)).toEqual({ ok: false, error: { code: 'under_way' } })
  if (!asked.ok) return
  expect(await runReplay(store.ctx, asked.value)).toEqual({ read: 0, more: true })
  expect(await lastReplay(owner, store.id)).toMatchObject({
    total: 205,
    stillQuarantined: 200,
    finishedAt: null,
  })
  expect(await runReplay(store.ctx, asked.value)).toEqual({ read: 0, more: false })
  expect(await runReplay(store.ctx, asked.value)).toBeNull()
  expect(await lastReplay(owner, store.id)).toMatchObject({ stillQuarantined: 205 })
  const nobody = await givenStore(base)
  expect(await askReplay(member(nobody), { ...input, storeId: nobody.id })).toEqual({
    ok: false,
    error: { code: 'nothing_there' },
  })
  expect(await askReplay(member(nobody), input)).toEqual({
    ok: false,
    error: { code: 'store_not_found' },
  })
  expect(await settleQuarantine(store.ctx, store.id)).toBe(0)
  expect(await db.select().from(replays).where(eq(replays.storeId, store.id))).toHaveLength(1)
})

test('one whose bytes can no longer be opened holds up neither its page nor the replay', async () => {
  const store = await givenStore(base)
  const ids = [await deliver(store, strange('TXLOST1')), await deliver(store, strange('TXLOST2'))]
  const lost = { body: Buffer.from('not sealed by us') }
  await db
    .update(postbacks)
    .set(lost)
    .where(eq(postbacks.id, ids[0] ?? 'pbk_none'))
  const wait = await askReplay(member(store), { storeId: store.id, tellOld: false })
  expect(wait.ok).toBe(true)
  expect(await runAll(store)).toMatchObject({ read: 0, stillQuarantined: 2 })
  expect((await lastReplay(member(store), store.id))?.finishedAt).not.toBeNull()
})

test('a key that is saved late reads all that waited for it, however much it is', {
  timeout: 30_000,
}, async () => {
  const store = await givenStore(base, { key: null })
  const sent = (n: number) => ({
    ...{ headers: new Headers(), query: new URLSearchParams() },
    bytes: Buffer.from(pix.replaceAll('TXB109', `LATE${n}`).replaceAll('CRTB09', `C${n}`)),
  })
  await Promise.all(
    Array.from({ length: 203 }, (_, n) => keepPostback(store.ctx, { store, sent: sent(n) })),
  )
  const saved = await saveStoreKey(member(store), { storeId: store.id, key: new Secret(PAYT_KEY) })
  expect(saved.ok).toBe(true)
  expect(await readWaiting(member(store), store.id)).toMatchObject({ read: 200 })
  expect(await runAll(store)).toMatchObject({ read: 3, stillQuarantined: 0 })
})
