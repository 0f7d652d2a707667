// tests/integration/cloud-account.test.ts
import { createHmac } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { conversations } from '@/db/schema/conversations'
import { instances } from '@/db/schema/instances'
import { editConnection } from '@/lib/notifications/edit-connection'
import { receiveWebhook } from '@/lib/notifications/receive-webhook'
import {
  listTemplates,
  SubmitTemplateInput,
  submitTemplate,
  syncTemplates,
} from '@/lib/notifications/sync-templates'
import { sendHttp } from '@/lib/platform/http'
import { APPROVED_TEMPLATES } from '@/lib/simulator/data/whatsapp-templates'
import { givenMember } from '../support/given-account'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const APP_SECRET = 'the-secret-of-the-app'

async function givenAccount(wabaId = '102290129340398') {
  const store = await givenSender({
    ...{ db, http: sendHttp, channel: 'whatsapp', simulators: { whatsapp: simulator.url } },
    settings: {
      ...{ phoneNumberId: '104512345678901', token: 'EAAtoken', wabaId },
      ...{ appSecret: APP_SECRET, verifyToken: 'verify-me-please' },
    },
  })
  const plain = await givenMember(store.ctx, store.ctx.actor.accountId, 'admin')
  const member = { ...plain, http: sendHttp, simulators: { whatsapp: simulator.url } }
  const row = async () =>
    (await db.select().from(instances).where(eq(instances.id, store.instanceId)))[0]
  const told = async (field: string, value: object) => {
    const bytes = Buffer.from(JSON.stringify({ entry: [{ id: '1', changes: [{ field, value }] }] }))
    const digest = createHmac('sha256', APP_SECRET).update(bytes).digest('hex')
    const headers = new Headers({ 'x-hub-signature-256': `sha256=${digest}` })
    const token = (await row())?.webhookToken ?? ''
    return receiveWebhook(store.ctx, { channel: 'whatsapp', token }, { headers, bytes })
  }
  return { ...store, member, row, told }
}

test('all pages of the account’s templates are kept, with what Meta says of each', async () => {
  const { member, instanceId, told } = await givenAccount()
  const count = Object.keys(APPROVED_TEMPLATES).length
  expect(await syncTemplates(member, instanceId)).toEqual({ ok: true, value: count })
  await told('message_template_status_update', {
    ...{ event: 'PAUSED', message_template_name: 'invoiced_1_v1', message_template_id: 1 },
    ...{ message_template_language: 'pt_BR', reason: 'LOW_QUALITY' },
  })
  const kept = await listTemplates(member, instanceId)
  expect(kept).toHaveLength(count)
  expect(kept.find(({ name }) => name === 'invoiced_1_v1')).toMatchObject({
    ...{ state: 'paused', reason: 'LOW_QUALITY', parameters: 2 },
  })
  const alone = await givenAccount('')
  expect(await syncTemplates(alone.member, alone.instanceId)).toMatchObject({
    error: { code: 'waba_missing' },
  })
})

test('a text is sent for approval when each of its variables has an example', async () => {
  const { member, instanceId } = await givenAccount()
  const draft = {
    ...{ instanceId, name: 'pix_gerado_v9', category: 'UTILITY', language: 'pt_BR' },
    body: 'Oi, {{1}}! Seu Pix de {{2}} está pronto.',
  }
  const read = (more: object) => SubmitTemplateInput.parse({ ...draft, ...more })
  expect(await submitTemplate(member, read({ examples: 'Ana' }))).toMatchObject({
    error: { code: 'examples_missing' },
  })
  expect(await submitTemplate(member, read({ examples: 'Ana\nR$ 197,00' }))).toMatchObject({
    ok: true,
  })
  const [kept] = (await listTemplates(member, instanceId)).filter(({ name }) => name === draft.name)
  expect(kept).toMatchObject({ state: 'pending', parameters: 2 })
  const wrong = { ...draft, body: '{{1}}, seu Pix está pronto.', examples: 'Ana' }
  expect(SubmitTemplateInput.safeParse(wrong).success).toBe(false)
})

test('tier and quality come with the number, and change when Meta says so', async () => {
  const { row, told, ctx } = await givenAccount()
  expect(await row()).toMatchObject({ strangersDaily: 2_000, quality: 'high' })
  await told('business_capability_update', { max_daily_conversations_per_business: 'TIER_10K' })
  expect(await row()).toMatchObject({ strangersDaily: 10_000 })
  await told('business_capability_update', { max_daily_conversations_per_business: -1 })
  expect(await row()).toMatchObject({ strangersDaily: null })
  await told('phone_number_quality_update', {
    ...{ event: 'FLAGGED', max_daily_conversations_per_business: 'TIER_250' },
  })
  expect(await row()).toMatchObject({ strangersDaily: 250, quality: 'low' })
  const open = await db.select().from(alerts).where(eq(alerts.accountId, ctx.actor.accountId))
  expect(open).toMatchObject([{ kind: 'instance_limited' }])
  await told('a_field_of_next_year', { anything: [1, 2] })
  await told('account_update', { event: 'DISABLED_UPDATE' })
  expect(await row()).toMatchObject({ state: 'blocked' })
})

test('whatever somebody sends opens their window; what another number of the account heard does not', async () => {
  const { instanceId, told, ctx } = await givenAccount()
  const timestamp = String(Math.floor(ctx.now().getTime() / 1_000))
  const picture = { from: '554187654321', timestamp, type: 'image', image: { id: '1' } }
  const of = (phone_number_id: string) => ({ metadata: { phone_number_id }, messages: [picture] })
  await told('messages', of('999999999999'))
  const window = () =>
    db.select().from(conversations).where(eq(conversations.instanceId, instanceId))
  expect(await window()).toEqual([])
  await told('messages', of('104512345678901'))
  expect(await window()).toMatchObject([
    { phone: '+5541987654321', lastInboundAt: new Date(Number(timestamp) * 1_000) },
  ])
})

test('a new token is believed after a real call with it, and an empty secret stays', async () => {
  const { member, instanceId, row } = await givenAccount()
  const before = (await row())?.sealedSettings
  const edit = (settings: Record<string, string>) =>
    editConnection(member, { instanceId, settings })
  expect(await edit({ token: 'EAAEXPIRED' })).toMatchObject({ error: { field: 'token' } })
  expect((await row())?.sealedSettings).toBe(before)
  expect(await edit({ token: '', wabaId: '102290129340399' })).toMatchObject({ ok: true })
  expect((await row())?.sealedSettings).not.toBe(before)
})
