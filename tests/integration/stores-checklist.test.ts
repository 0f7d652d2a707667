// tests/integration/stores-checklist.test.ts
import { readFileSync } from 'node:fs'
import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { accounts } from '@/db/schema/accounts'
import { cloudTemplates } from '@/db/schema/conversations'
import { instances } from '@/db/schema/instances'
import { rules, ruleTexts } from '@/db/schema/rules'
import { Secret } from '@/lib/kernel/secret'
import { createInstance } from '@/lib/notifications/create-instance'
import { capDayOf } from '@/lib/notifications/pace'
import { listRules } from '@/lib/notifications/rule-views'
import { sendingOf } from '@/lib/notifications/sending-evidence'
import type { Ctx } from '@/lib/platform/context'
import { keepPostback } from '@/lib/postbacks/keep-postback'
import { keepRefused } from '@/lib/postbacks/keep-refused'
import { payt } from '@/lib/postbacks/platforms/payt'
import { readPostback } from '@/lib/postbacks/read-postback'
import { type CheckId, checklistOf } from '@/lib/stores/checklist'
import { createStore } from '@/lib/stores/create-store'
import { editStore } from '@/lib/stores/edit-store'
import { findStoreByToken } from '@/lib/stores/find-store'
import { saveStoreKey } from '@/lib/stores/save-store-key'
import { findStore } from '@/lib/stores/views'
import { PAYT_KEY } from '../support/given-store'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const { ctx: base, advance } = testCtx({ db })
const MINUTE_MS = 60_000
const fixture = (file: string) =>
  readFileSync(new URL(`../fixtures/postbacks/payt/${file}.json`, import.meta.url), 'utf8')

let orders = 0
async function givenStore() {
  const accountId = base.newId('account')
  await db.insert(accounts).values({ id: accountId, name: 'Corda Solta', createdAt: base.now() })
  const ctx: Ctx<'member'> = {
    ...base,
    actor: { kind: 'member', accountId, userId: base.newId('user'), role: 'owner' },
  }
  const made = await createStore(ctx, { name: 'Turma 7', platform: 'payt' })
  if (!made.ok) throw new Error(made.error.code)
  const { storeId, token } = made.value
  await saveStoreKey(ctx, { storeId, key: new Secret(PAYT_KEY) })
  const deliver = async (file: string, change = (text: string) => text) => {
    advance(MINUTE_MS)
    const store = await findStoreByToken(ctx, token)
    if (store === null) throw new Error('no such store')
    const bytes = Buffer.from(change(fixture(file).replaceAll(/TX[A-Z]\d+/g, `TX${++orders}`)))
    const sent = { headers: new Headers(), query: new URLSearchParams(), bytes }
    const { id } = await keepPostback(ctx, { store, sent })
    await readPostback(ctx, id)
    return id
  }
  const sender = async () => {
    const told = await createInstance(ctx, { channel: 'sandbox', name: 'Telefone de teste' })
    if (!told.ok) throw new Error(told.error.code)
    await editStore(ctx, { storeId, instanceId: told.value.id })
    return told.value.id
  }
  const check = async (name: CheckId) => {
    const store = await findStore(ctx, storeId)
    if (store === null) throw new Error('no such store')
    const expected = { ...payt.guide, keyed: true, maps: false }
    const items = await checklistOf(ctx, store, expected, await sendingOf(ctx, storeId))
    return items.find(({ id }) => id === name)
  }
  return { ctx, storeId, deliver, sender, check }
}

describe('the checkout has to ask for name, e-mail and phone', () => {
  test('each is counted by itself, and leads to the last event without it', async () => {
    const { deliver, check } = await givenStore()
    await deliver('payment_approved.card')
    const nameless = (text: string) =>
      text.replace(/("customer": ?\{\s*"name": ?)"[^"]*"/, '$1null')
    const id = await deliver('payment_approved.card', nameless)
    expect(await check('name')).toMatchObject({
      state: 'warning',
      values: { lacking: 1, all: 2, proof: id },
    })
    expect(await check('email')).toMatchObject({ state: 'ok', values: { lacking: 0, all: 2 } })
    expect(await check('phone')).toMatchObject({ state: 'ok' })
  })
})

describe('texts', () => {
  test('are proven with the last real event of their kind', async () => {
    const { deliver, check } = await givenStore()
    expect(await check('texts')).toMatchObject({ state: 'unknown' })
    await deliver('payment_approved.card')
    expect(await check('texts')).toMatchObject({
      state: 'ok',
      at: base.now(),
      values: { rendered: 1, broken: 0 },
    })
  })

  test('that need what the platform does not tell are red, by their name', async () => {
    const { ctx, storeId, deliver, check } = await givenStore()
    await listRules(ctx, storeId)
    const [rule] = await db
      .select()
      .from(rules)
      .where(and(eq(rules.storeId, storeId), eq(rules.code, 'pix_generated')))
    if (rule === undefined) throw new Error('no such rule')
    await db.update(ruleTexts).set({ fallback: null }).where(eq(ruleTexts.ruleId, rule.id))
    const codeless = (text: string) =>
      text
        .replace(/"pix_code": ?"[^"]*"/, '"pix_code": null')
        .replace(/"pix_url": ?"[^"]*"/, '"pix_url": null')
        .replace(/("link": ?\{[^}]*?"url": ?)"[^"]*"/, '$1null')
    await deliver('pix_generated.with-utm', codeless)
    expect(await check('texts')).toMatchObject({
      state: 'missing',
      values: { code: 'pix_generated', missing: 'pix.code' },
    })
  })
})

describe('the sender', () => {
  test('says how many messages may still leave today', async () => {
    const { sender, check } = await givenStore()
    expect(await check('cap')).toBeUndefined()
    const id = await sender()
    const now = base.now()
    const pace = { dailyCap: 10, warmUp: false, sentToday: 7 }
    const sentOn = capDayOf({ capResetHour: '00:00' }, now)
    await db
      .update(instances)
      .set({ ...pace, sentOn })
      .where(eq(instances.id, id))
    expect(await check('cap')).toMatchObject({ state: 'ok', values: { left: 3, most: 10 } })
    await db.update(instances).set({ sentToday: 12 }).where(eq(instances.id, id))
    expect(await check('cap')).toMatchObject({ state: 'warning', values: { left: 0 } })
  })

  test('that nobody asked for minutes proves nothing', async () => {
    const { sender, check } = await givenStore()
    const id = await sender()
    await db.update(instances).set({ checkedAt: base.now() }).where(eq(instances.id, id))
    expect(await check('connected')).toMatchObject({ state: 'ok', at: base.now() })
    advance(4 * MINUTE_MS)
    expect(await check('connected')).toMatchObject({ state: 'unknown' })
  })

  test('on the official channel has its templates approved, or says which are not', async () => {
    const { ctx, storeId, sender, check } = await givenStore()
    const id = await sender()
    expect(await check('templates')).toBeUndefined()
    await db.update(instances).set({ channel: 'whatsapp' }).where(eq(instances.id, id))
    const on = (await listRules(ctx, storeId)).flatMap(({ steps }) =>
      steps.flatMap(({ enabled, template }) => (enabled && template ? [template.name] : [])),
    )
    const [first = '', second = '', ...others] = [...new Set(on)]
    const keep = (name: string, state: 'approved' | 'pending' | 'rejected') =>
      db.insert(cloudTemplates).values({
        ...{ accountId: ctx.actor.accountId, instanceId: id, name, state },
        ...{ language: 'pt_BR', category: 'UTILITY', body: '', parameters: 0 },
        syncedAt: base.now(),
      })
    for (const name of others) await keep(name, 'approved')
    await keep(second, 'pending')
    await keep(first, 'rejected')
    expect(await check('templates')).toMatchObject({
      state: 'missing',
      values: { refused: 1, waiting: 1, names: `${first}, ${second}` },
    })
    const turn = (name: string) =>
      db.update(cloudTemplates).set({ state: 'approved' }).where(eq(cloudTemplates.name, name))
    await turn(first)
    expect(await check('templates')).toMatchObject({ state: 'warning' })
    await turn(second)
    expect(await check('templates')).toMatchObject({ state: 'ok', at: base.now() })
  })
})

test('five deliveries with another key in a row turn the key red, and one with it turns it green', async () => {
  const { ctx, storeId, deliver, check } = await givenStore()
  await deliver('payment_approved.card')
  const store = { id: storeId, platform: 'payt', key: null, settings: {} }
  const sent = { headers: new Headers(), query: new URLSearchParams(), bytes: Buffer.from('{}') }
  for (let times = 0; times < 4; times++) {
    advance(1_000)
    await keepRefused(ctx, { store, sent })
  }
  expect(await check('key')).toMatchObject({ state: 'ok', values: { wrong: 4 } })
  advance(1_000)
  await keepRefused(ctx, { store, sent })
  expect(await check('key')).toMatchObject({ state: 'missing', values: { wrong: 5 } })
  await deliver('payment_approved.card')
  expect(await check('key')).toMatchObject({ state: 'ok', values: { wrong: 0 } })
})
