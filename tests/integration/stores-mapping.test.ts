// tests/integration/stores-mapping.test.ts
import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { accounts } from '@/db/schema/accounts'
import { messages } from '@/db/schema/notifications'
import { postbacks } from '@/db/schema/postbacks'
import { purchaseEvents } from '@/db/schema/purchases'
import type { Mapping } from '@/db/schema/stores'
import { Secret } from '@/lib/kernel/secret'
import { schedule } from '@/lib/notifications/schedule'
import type { Ctx } from '@/lib/platform/context'
import { hearingOf } from '@/lib/postbacks/hearing'
import { findSample, previewMapping, wordsAt } from '@/lib/postbacks/mapping-sample'
import { readPostback } from '@/lib/postbacks/read-postback'
import { receivePostback } from '@/lib/postbacks/receive-postback'
import { replayPostbacks } from '@/lib/postbacks/replay-postbacks'
import { createStore } from '@/lib/stores/create-store'
import { saveMapping } from '@/lib/stores/save-mapping'
import { saveStoreKey } from '@/lib/stores/save-store-key'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const { ctx: base, advance } = testCtx({ db })

const folder = new URL('../fixtures/postbacks/generic/', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8')
const index = JSON.parse(read('index.json'))
const mapping: Mapping = index._meta.settings.mapping
const secret: string = index._meta.auth.secret
const open: Mapping = { ...mapping, secret: { in: 'none' } }
const PIX = read('pix_generated.by-method.json')

async function givenStore() {
  const accountId = base.newId('account')
  await db.insert(accounts).values({ id: accountId, name: 'Corda Solta', createdAt: base.now() })
  const ctx: Ctx<'member'> = {
    ...base,
    actor: { kind: 'member', accountId, userId: base.newId('user'), role: 'owner' },
  }
  const made = await createStore(ctx, { name: 'Loja própria', platform: 'generic' })
  if (!made.ok) throw new Error(made.error.code)
  const { storeId, token } = made.value
  const post = async (text: string, headers: Record<string, string> = {}) => {
    advance(1_000)
    const sent = {
      headers: new Headers({ 'content-type': 'application/json', ...headers }),
      query: new URLSearchParams(),
      bytes: Buffer.from(text),
    }
    const answer = await receivePostback(base, {
      token,
      remoteAddress: null,
      read: async () => sent,
    })
    if (answer.ok) await readPostback(ctx, answer.value.id)
    return answer.ok ? { id: answer.value.id, reason: answer.value.reason } : answer.error
  }
  const told = async () =>
    (
      await db
        .select()
        .from(purchaseEvents)
        .where(eq(purchaseEvents.storeId, storeId))
        .orderBy(purchaseEvents.id)
    ).map(({ event, orderKey, phone }) => `${event} ${orderKey} ${phone}`)
  const states = async () =>
    (
      await db.select().from(postbacks).where(eq(postbacks.storeId, storeId)).orderBy(postbacks.id)
    ).map(({ state, reason }) => `${state} ${reason ?? ''}`.trim())
  const replay = () => replayPostbacks(ctx, { storeId, state: 'quarantined' })
  return { ctx, storeId, post, told, states, replay }
}

describe('a store of a system of one’s own', () => {
  test('keeps everything until its fields are pointed at, and then reads what waited', async () => {
    const { ctx, storeId, post, told, states, replay } = await givenStore()
    expect(await hearingOf(ctx, storeId)).toEqual({ kind: 'waiting' })
    const first = await post(PIX)
    expect(first).toMatchObject({ reason: 'no_mapping' })
    await post(read('boleto_generated.as-form.txt'))
    expect(await states()).toEqual(['quarantined no_mapping', 'quarantined no_mapping'])
    expect(await hearingOf(ctx, storeId)).toMatchObject({ kind: 'to_map' })
    expect(await told()).toEqual([])

    await saveMapping(ctx, { storeId, mapping: open })
    await replay()
    expect(await told()).toEqual([
      'pix_generated A-1001 +5592988000101',
      'boleto_generated A-1002 +5592988000101',
    ])
    expect(await hearingOf(ctx, storeId)).toMatchObject({ kind: 'heard' })
  })

  test('tells nobody a second time what is read again by other fields', async () => {
    const { ctx, storeId, post, told, replay } = await givenStore()
    await saveMapping(ctx, { storeId, mapping: open })
    await post(PIX)
    const judged = async () => {
      const rows = await db.select().from(purchaseEvents).where(eq(purchaseEvents.storeId, storeId))
      for (const { id } of rows) await schedule(ctx, id)
      return db.select().from(messages).where(eq(messages.storeId, storeId)).orderBy(messages.id)
    }
    const before = await judged()
    expect(before.map(({ orderKey }) => orderKey)).toContain('A-1001')

    const { 'customer.phone': phone, occurredAt: _when, ...fields } = open.fields
    const other = { ...fields, 'customer.phone': phone, orderKey: phone, cartKey: phone }
    await saveMapping(ctx, { storeId, mapping: { ...open, fields: other } as Mapping })
    await replayPostbacks(ctx, { storeId })
    expect(await told()).toHaveLength(1)
    expect(await told()).not.toContain('pix_generated A-1001 +5592988000101')
    expect(await judged()).toEqual(before)
    expect(await replay()).toMatchObject({ value: { read: 0 } })
  })

  test('holds a word nobody explained, until somebody does', async () => {
    const { ctx, storeId, post, told, states, replay } = await givenStore()
    await saveMapping(ctx, { storeId, mapping: open })
    expect(await post(read('unknown.new-word.json'))).toMatchObject({ reason: 'unknown_event' })
    expect(await told()).toEqual([])
    expect(await wordsAt(ctx, storeId, mapping.event)).toEqual(['order.on_hold'])

    const events = { ...open.events, 'order.on_hold': 'payment_in_analysis' }
    await saveMapping(ctx, { storeId, mapping: { ...open, events } })
    await replay()
    expect(await states()).toEqual(['accepted'])
    expect(await told()).toEqual(['payment_in_analysis A-1005 +5592988000101'])
  })

  test('with a secret believes who sends it, in whichever place was said', async () => {
    const { ctx, storeId, post, told } = await givenStore()
    await saveStoreKey(ctx, { storeId, key: new Secret(secret) })
    await saveMapping(ctx, { storeId, mapping })
    const wrong = { code: 'wrong_key' }
    expect(await post(PIX)).toEqual(wrong)
    expect(await post(PIX, { 'x-webhook-secret': 'another' })).toEqual(wrong)
    expect(await post(PIX, { 'x-webhook-secret': secret })).toMatchObject({ reason: null })

    await saveMapping(ctx, {
      storeId,
      mapping: { ...mapping, secret: { in: 'header', name: 'authorization' } },
    })
    const paid = read('payment_approved.number-amount.json')
    expect(await post(paid, { authorization: `Bearer ${secret}` })).toMatchObject({ reason: null })

    await saveMapping(ctx, {
      storeId,
      mapping: { ...mapping, secret: { in: 'body', path: ['data', 'secret'] } },
    })
    const refused = read('payment_refused.card.json')
    const signed = refused.replace('"data":{', `"data":{"secret":"${secret}",`)
    expect(await post(refused)).toEqual(wrong)
    expect(await post(signed)).toMatchObject({ reason: null })
    expect(await told()).toHaveLength(3)
  })

  test('judges what came before it was mapped by the secret that was then asked for', async () => {
    const { ctx, storeId, post, told, states, replay } = await givenStore()
    await post(PIX, { 'x-webhook-secret': 'somebody else' })
    await post(read('payment_approved.number-amount.json'), { 'x-webhook-secret': secret })
    await saveMapping(ctx, { storeId, mapping })
    await replay()
    expect(await states()).toEqual(['quarantined no_key_saved', 'quarantined no_key_saved'])
    await saveStoreKey(ctx, { storeId, key: new Secret(secret) })
    await replay()
    expect(await states()).toEqual(['quarantined key_differs', 'accepted'])
    expect(await told()).toEqual(['payment_approved A-1001 +5592988000101'])
  })

  test('judges what waited by a key in its authorization, which is then forgotten', async () => {
    const { ctx, storeId, post, states, replay } = await givenStore()
    await post(PIX, { authorization: 'Bearer somebody else' })
    await post(read('payment_approved.number-amount.json'), { authorization: `Bearer ${secret}` })
    const inHeader = { in: 'header', name: 'authorization' } as const
    await saveMapping(ctx, { storeId, mapping: { ...mapping, secret: inHeader } })
    await saveStoreKey(ctx, { storeId, key: new Secret(secret) })
    await replay()
    expect(await states()).toEqual(['quarantined key_differs', 'accepted'])
    const kept = await db.select().from(postbacks).where(eq(postbacks.storeId, storeId))
    expect(JSON.stringify(kept.map(({ headers }) => headers))).not.toContain(secret)
  })

  test('reads one delivery once, by the identifier that its sender gave it', async () => {
    const { ctx, storeId, post, told, states } = await givenStore()
    await saveMapping(ctx, { storeId, mapping: open })
    await post(PIX)
    await post(PIX.replace('"sandbox":false', '"sandbox":false,"try":2'))
    expect(await states()).toEqual(['accepted', 'duplicate'])
    expect(await told()).toHaveLength(1)
  })

  test('says what is a test, and tells nobody of it', async () => {
    const { ctx, storeId, post, states } = await givenStore()
    await saveMapping(ctx, { storeId, mapping: open })
    await post(PIX.replace('"sandbox":false', '"sandbox":true'))
    expect(await states()).toEqual(['test'])
  })
})

describe('while fields are pointed at', () => {
  test('one real body is shown, and what it would become, with nothing saved', async () => {
    const { ctx, storeId, post, told } = await givenStore()
    await post('not a body')
    await post(PIX)
    const found = await findSample(ctx, storeId, null)
    expect(found?.sample.body).toMatchObject({ type: 'order.waiting' })
    expect(found?.others).toHaveLength(1)
    const postbackId = found?.sample.postbackId ?? 'pbk_'
    const preview = (fields: Mapping['fields']) =>
      previewMapping(ctx, { postbackId, mapping: { ...open, fields } })
    expect(await preview({})).toEqual({ kind: 'no_order' })
    expect(await preview(open.fields)).toMatchObject({
      kind: 'read',
      purchase: { event: 'pix_generated', amount: 129790, customer: { phone: '+5592988000101' } },
    })
    expect(await told()).toEqual([])
  })

  test('who may not map sees that somebody bought, and never who', async () => {
    const { ctx, storeId, post } = await givenStore()
    await saveMapping(ctx, { storeId, mapping: open })
    await post(PIX)
    const support: Ctx<'member'> = { ...ctx, actor: { ...ctx.actor, role: 'support' } }
    const found = await findSample(support, storeId, null)
    const shown = JSON.stringify(found?.sample)
    for (const personal of ['98800-0101', 'iris.modelo@', '529.982.247-25', 'Modelo da Costa']) {
      expect(PIX).toContain(personal)
      expect(shown).not.toContain(personal)
    }
    expect(shown).toContain('A-1001')
    const mail = ['data', 'client', 'mail']
    expect(await wordsAt(support, storeId, mail)).toEqual([])
    const postbackId = found?.sample.postbackId ?? 'pbk_'
    const sly = { ...open, fields: { ...open.fields, 'product.name': mail } }
    const preview = JSON.stringify(await previewMapping(support, { postbackId, mapping: sly }))
    expect(preview).toContain('pix_generated')
    expect(preview).not.toContain('iris.modelo@')
    expect(preview).not.toContain('"phone":"+5592988000101"')
  })

  test('nobody sees what came to somebody else', async () => {
    const [mine, theirs] = [await givenStore(), await givenStore()]
    await theirs.post(PIX)
    expect(await findSample(mine.ctx, theirs.storeId, null)).toBeNull()
    const found = await findSample(theirs.ctx, theirs.storeId, null)
    const postbackId = found?.sample.postbackId ?? 'pbk_'
    expect(await previewMapping(mine.ctx, { postbackId, mapping: open })).toEqual({ kind: 'gone' })
    expect(await saveMapping(mine.ctx, { storeId: theirs.storeId, mapping: open })).toMatchObject({
      error: { code: 'store_not_found' },
    })
  })
})
