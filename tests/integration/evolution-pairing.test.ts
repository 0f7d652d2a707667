// tests/integration/evolution-pairing.test.ts
import { createHmac } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { conversations } from '@/db/schema/conversations'
import { instances } from '@/db/schema/instances'
import { checkInstance } from '@/lib/notifications/check-instance'
import { createInstance } from '@/lib/notifications/create-instance'
import { removeInstance, unlinkInstance } from '@/lib/notifications/edit-connection'
import { readHealth } from '@/lib/notifications/instance-health'
import { listInstances } from '@/lib/notifications/instance-views'
import { askForCode, readPairing } from '@/lib/notifications/pair-instance'
import { receiveWebhook } from '@/lib/notifications/receive-webhook'
import { sendHttp } from '@/lib/platform/http'
import { givenMember } from '../support/given-account'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const MINUTE = 60_000
const JWT_KEY = 'the-key-of-our-webhooks'
let lines = 0

const control = (path: string, body: object) =>
  fetch(`${simulator.url}/_control/${path}`, { method: 'POST', body: JSON.stringify(body) })

/** A store whose sender is a number by QR code, as its webhooks would tell of it. */
async function givenLine(suffix = '-open') {
  const instanceName = `linha-${++lines}${suffix}`
  const settings = { serverUrl: 'https://evolution.example', apiKey: 'key', jwtKey: JWT_KEY }
  const store = await givenSender({
    ...{ db, http: sendHttp, channel: 'evolution' },
    settings: { ...settings, instanceName },
    simulators: { evolution: simulator.url },
    pace: { intervalMs: 0, quietFrom: null, quietTo: null },
  })
  const member = await givenMember(store.ctx, store.ctx.actor.accountId, 'admin')
  const of = eq(instances.id, store.instanceId)
  const row = async () => (await db.select().from(instances).where(of))[0]
  const told = async (
    event: string,
    data: unknown,
    given: { key?: string; ageMs?: number } = {},
  ) => {
    const { key = JWT_KEY, ageMs = 0 } = given
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const iat = Math.floor((store.ctx.now().getTime() - ageMs) / 1_000)
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iat, exp: iat + 600 })}`
    const token = `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
    const body = { event, instance: instanceName, data, apikey: 'the-key-of-the-server' }
    return receiveWebhook(
      store.ctx,
      { channel: 'evolution', token: (await row())?.webhookToken ?? '' },
      {
        headers: new Headers({ authorization: `Bearer ${token}` }),
        bytes: Buffer.from(JSON.stringify(body)),
      },
    )
  }
  const open = () => db.select().from(alerts).where(eq(alerts.accountId, store.ctx.actor.accountId))
  return { ...store, member, row, told, instanceName, open }
}

describe('linking a telephone', () => {
  test('shows a code, a new one when it comes, and ends when somebody scans it', async () => {
    const line = await givenLine()
    const made = await createInstance(
      { ...line.member, simulators: { evolution: simulator.url }, http: sendHttp },
      {
        ...{ channel: 'evolution', name: 'Nova', number: '11955554321' },
        settings: { serverUrl: 'https://e.example', instanceName: `nova-${lines}`, apiKey: 'key' },
        callbackOrigin: 'http://127.0.0.1:1',
      },
    )
    if (!made.ok) throw new Error(made.error.code)
    expect(made.value.paired).toBe(false)
    const ctx = { ...line.member, simulators: { evolution: simulator.url }, http: sendHttp }
    const asked = await askForCode(ctx, { instanceId: made.value.id, number: '11955554321' })
    expect(asked).toMatchObject({ ok: true, value: { state: 'waiting_qr', count: 1 } })
    expect(asked.ok && asked.value.pairingCode).toHaveLength(8)
    expect(await askForCode(ctx, { instanceId: made.value.id, number: '123' })).toMatchObject({
      error: { code: 'number_invalid' },
    })
    await control('scan', { instance: `nova-${lines}` })
    expect(await askForCode(ctx, { instanceId: made.value.id })).toMatchObject({
      value: { state: 'connected', code: null },
    })
  })

  test('after thirty codes it says that nobody came, and begins again when asked', async () => {
    const line = await givenLine()
    await db
      .update(instances)
      .set({ state: 'waiting_qr', connectedAt: null })
      .where(eq(instances.id, line.instanceId))
    await line.told('qrcode.updated', { qrcode: { code: '2@abc', pairingCode: null, count: 4 } })
    expect(await readPairing(line.member, line.instanceId)).toMatchObject({
      ...{ state: 'waiting_qr', code: '2@abc', count: 4 },
    })
    await line.told('qrcode.updated', { message: 'QR code limit reached', statusCode: 500 })
    expect(await readPairing(line.member, line.instanceId)).toMatchObject({ state: 'over' })
    await line.told('connection.update', { state: 'open', wuid: '5511955554321@s.whatsapp.net' })
    expect(await readPairing(line.member, line.instanceId)).toMatchObject({ state: 'connected' })
  })

  test('opens a line anew that its server has lost', async () => {
    const { member } = await givenLine()
    const ctx = { ...member, simulators: { evolution: simulator.url }, http: sendHttp }
    const settings = { serverUrl: 'https://e.example', instanceName: 'perdida', apiKey: 'key' }
    const made = await createInstance(ctx, {
      ...{ channel: 'evolution', name: 'Perdida', settings, callbackOrigin: 'http://127.0.0.1:1' },
    })
    if (!made.ok) throw new Error(made.error.code)
    const gone = await fetch(`${simulator.url}/instance/delete/perdida`, {
      ...{ method: 'DELETE', headers: { apikey: 'key' } },
    })
    expect(gone.status).toBe(200)
    expect(await askForCode(ctx, { instanceId: made.value.id })).toMatchObject({
      value: { state: 'waiting_qr', count: 1 },
    })
  })
})

describe('what the server says by itself', () => {
  test('is believed with our key and a fresh token alone', async () => {
    const line = await givenLine()
    const closed = { state: 'close', statusReason: 401 }
    expect(await line.told('connection.update', closed, { key: 'another' })).toBe('untrusted')
    expect(await line.told('connection.update', closed, { ageMs: 12 * MINUTE })).toBe('untrusted')
    expect(await line.row()).toMatchObject({ state: 'connected', distrustedAt: line.ctx.now() })
  })

  test.each([
    [401, 'logged_out'],
    [403, 'blocked'],
    [402, 'blocked'],
    [406, 'blocked'],
  ])(
    'closed with %i it is %s: somebody is told, and nothing reconnects it',
    async (reason, state) => {
      const line = await givenLine()
      await line.told('connection.update', { state: 'close', statusReason: reason })
      expect(await line.row()).toMatchObject({ state, stateCause: String(reason) })
      expect(await line.open()).toMatchObject([{ kind: 'instance_blocked', resolvedAt: null }])
      await line.told('connection.update', { state: 'open' })
      expect((await line.open())[0]?.resolvedAt).not.toBeNull()
    },
  )

  test('a short loss calls nobody; after two minutes it does, and after half an hour a person looks first', async () => {
    const line = await givenLine()
    await line.told('connection.update', { state: 'close', statusReason: 428 })
    expect(await line.row()).toMatchObject({ state: 'disconnected' })
    expect(await line.open()).toEqual([])
    await control('line', { instance: line.instanceName, event: 'drop' })
    line.advance(3 * MINUTE)
    await checkInstance(line.ctx, line.instanceId)
    expect(await line.open()).toMatchObject([{ kind: 'instance_off' }])
    line.advance(40 * MINUTE)
    await line.told('connection.update', { state: 'open' })
    expect(await line.row()).toMatchObject({ state: 'connected', reviewSince: line.ctx.now() })
  })

  test('a receipt finds its message by its own name, and an error of the way is tried once more', async () => {
    const line = await givenLine()
    await line.hear('payment_approved')
    await line.pump()
    const keyId = (await line.rows())[0]?.channelMessageId
    await line.told('messages.update', { keyId, fromMe: true, status: 'READ' })
    await line.told('messages.update', { keyId, fromMe: true, status: 'SERVER_ACK' })
    expect(await line.states()).toEqual(['payment_approved.1 read sent_ok'])

    await line.hear('payment_approved', { orderKey: 'Y', threadKey: 'Y' })
    await line.pump()
    const failed = async () => {
      const { channelMessageId } = (await line.rows())[1] ?? {}
      await line.told('messages.update', { keyId: channelMessageId, status: 'ERROR' })
    }
    await failed()
    expect((await line.states())[1]).toMatch(/^payment_approved.1 queued/)
    await line.pump()
    await failed()
    expect((await line.states())[1]).toBe('payment_approved.1 failed channel_error')
  })

  test('an answer that was lost is found again by its words and whom it went to', async () => {
    const line = await givenLine()
    simulator.fault('evolution', 'send', 'drop_response')
    await line.hear('payment_approved')
    await line.pump()
    expect(await line.states()).toEqual(['payment_approved.1 unknown answer_lost'])
    const [message] = await line.rows()
    await line.told('send.message', {
      key: { id: 'BAE5', remoteJid: '5511987654321@s.whatsapp.net', fromMe: true },
      message: { conversation: message?.body },
    })
    expect(await line.rows()).toMatchObject([{ state: 'sent', channelMessageId: 'BAE5' }])
  })

  test('a buyer is known by what the channel calls them, with or without the ninth digit', async () => {
    const line = await givenLine()
    await line.hear('payment_refused', { phone: '41987654321' })
    await line.hear('payment_approved', { phone: '41987654321', orderKey: 'Z', threadKey: 'Z' })
    await line.pump()
    const [known] = await db
      .select()
      .from(conversations)
      .where(eq(conversations.instanceId, line.instanceId))
    expect(known).toMatchObject({
      phone: '+5541987654321',
      channelKey: '554187654321@s.whatsapp.net',
    })
    await line.told('messages.upsert', {
      key: { id: 'IN', remoteJid: '554187654321@s.whatsapp.net', fromMe: false },
      message: { conversation: 'páre!' },
    })
    expect(simulator.messages.messages.at(-1)).toMatchObject({
      body: expect.stringMatching(/lembretes/),
    })
  })
})

test('five numbers without WhatsApp among twenty messages pause the sender, and a person is told', async () => {
  const line = await givenLine()
  for (let n = 1; n <= 5; n++) {
    const keys = { orderKey: `O${n}`, threadKey: `T${n}` }
    await line.hear('payment_approved', { phone: `1198${n}650000`, ...keys })
  }
  await line.pump()
  expect(await line.row()).toMatchObject({ pausedCause: 'not_on_whatsapp' })
  expect(await line.open()).toMatchObject([{ kind: 'instance_limited' }])
  expect(simulator.messages.messages).toEqual([])
  const health = await readHealth(line.ctx, [line.instanceId])
  expect(health.get(line.instanceId)).toMatchObject({ of: 5, failed: 5, nobody: 5, waiting: 0 })
})

test('unlinked and removed only by whoever types its name; then it is in no list', async () => {
  const line = await givenLine()
  const asked = { instanceId: line.instanceId, typed: 'Atendimento' }
  const member = { ...line.member, http: sendHttp, simulators: { evolution: simulator.url } }
  expect(await unlinkInstance(member, asked)).toMatchObject({ error: { code: 'name_differs' } })
  const right = { ...asked, typed: 'Atendimento 1' }
  expect(await unlinkInstance(member, right)).toMatchObject({ ok: true })
  expect(await line.row()).toMatchObject({ state: 'logged_out' })
  expect(await removeInstance(member, right)).toMatchObject({ ok: true })
  expect(await listInstances(member)).toEqual([])
})
