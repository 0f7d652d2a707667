// tests/integration/whatsapp-webhook.test.ts
import { createHmac } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { instances } from '@/db/schema/instances'
import { stores } from '@/db/schema/stores'
import { answerChallenge, receiveWebhook } from '@/lib/notifications/receive-webhook'
import { schedule } from '@/lib/notifications/schedule'
import { sendHttp } from '@/lib/platform/http'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const MINUTE = 60_000
const APP_SECRET = 'the-secret-of-the-app'

async function givenNumber() {
  const store = await givenSender({
    ...{ db, http: sendHttp, channel: 'whatsapp' },
    settings: {
      ...{ phoneNumberId: '104512345678901', token: 'EAAtoken' },
      ...{ appSecret: APP_SECRET, verifyToken: 'verify-me-please' },
    },
    simulators: { whatsapp: simulator.url },
  })
  const [row] = await db.select().from(instances).where(eq(instances.id, store.instanceId))
  const address = { channel: 'whatsapp', token: row?.webhookToken ?? '' }
  const call = (value: object, secret = APP_SECRET) => {
    const bytes = Buffer.from(JSON.stringify({ entry: [{ changes: [{ value }] }] }))
    const signature = createHmac('sha256', secret).update(bytes).digest('hex')
    const headers = new Headers({ 'x-hub-signature-256': `sha256=${signature}` })
    return receiveWebhook(store.ctx, address, { headers, bytes: new Uint8Array(bytes) })
  }
  const timestamp = () => String(Math.floor(store.ctx.now().getTime() / 1_000))
  const receipt = async (status: string, secret?: string) => {
    const [message] = await store.rows()
    const told = { id: message?.channelMessageId ?? '', status, timestamp: timestamp() }
    return call({ statuses: [told] }, secret)
  }
  const write = (from: string, body: string) =>
    call({ messages: [{ from, timestamp: timestamp(), text: { body } }] })
  return { ...store, address, receipt, write }
}

describe('who asks whether the address is ours', () => {
  const asked = (token: string) =>
    new URLSearchParams({
      ...{ 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': token },
    })

  test('is answered with its challenge, when it knows our word', async () => {
    const { ctx, address } = await givenNumber()
    expect(await answerChallenge(ctx, address, asked('verify-me-please'))).toBe('1158201444')
    expect(await answerChallenge(ctx, address, asked('another'))).toBeNull()
    const wrong = { ...address, token: 'nobody' }
    expect(await answerChallenge(ctx, wrong, asked('verify-me-please'))).toBeNull()
    const other = { ...address, channel: 'evolution' }
    expect(await answerChallenge(ctx, other, asked('verify-me-please'))).toBeNull()
  })
})

describe('receipts', () => {
  test('that Meta did not sign change nothing', async () => {
    const { hear, pump, receipt, states } = await givenNumber()
    await hear('payment_approved')
    await pump()
    expect(await receipt('read', 'not-the-secret')).toBe('untrusted')
    expect(await states()).toEqual(['payment_approved.1 sent sent_ok'])
  })

  test('move a message on, never back, and never another number’s', async () => {
    const [here, there] = [await givenNumber(), await givenNumber()]
    for (const store of [here, there]) {
      await store.hear('payment_approved')
      await store.pump()
    }
    const stateAfter = async (status: string) => {
      await here.receipt(status)
      return (await here.rows())[0]?.state
    }
    expect(await stateAfter('delivered')).toBe('delivered')
    here.advance(MINUTE)
    expect(await stateAfter('read')).toBe('read')
    here.advance(MINUTE)
    expect(await stateAfter('delivered')).toBe('read')
    expect(await stateAfter('sent')).toBe('read')
    expect(await stateAfter('failed')).toBe('read')
    const [message] = await here.rows()
    expect(message?.readAt?.getTime()).toBe((message?.deliveredAt?.getTime() ?? 0) + MINUTE)
    expect(await there.states()).toEqual(['payment_approved.1 sent sent_ok'])
  })
})

test('whoever writes SAIR gets no more reminders from any store of the producer, and one answer', async () => {
  const first = await givenNumber()
  const { ctx, hear, record, pump, write, states } = first
  await hear('payment_refused')
  // On Meta's side their words open the window in which we may answer freely.
  await sendHttp({
    method: 'POST',
    url: `${simulator.url}/v23.0/104512345678901/_inbound`,
    headers: { authorization: 'Bearer EAAtoken', 'content-type': 'application/json' },
    body: JSON.stringify({ from: '5511987654321', text: 'Sair.' }),
    timeoutMs: 5_000,
  })
  expect(await write('551187654321', 'Sair.')).toBe(1) // As WhatsApp writes older numbers: without the 9.
  expect(await write('551187654321', 'SAIR')).toBe(1)

  const second = ctx.newId('store')
  await db.insert(stores).values({
    ...{ id: second, accountId: ctx.actor.accountId, name: 'Outra loja', platform: 'payt' },
    ...{ state: 'active', token: second, settings: {}, instanceId: first.instanceId },
    createdAt: ctx.now(),
  })
  const { id } = await record('payment_refused', { orderKey: 'Z', threadKey: 'Z' }, second)
  await schedule(ctx, id)
  await hear('payment_approved', { orderKey: 'Y', threadKey: 'Y' })
  await pump()
  expect(await states()).toEqual([
    'payment_refused.1 suppressed opted_out',
    'payment_refused.1 suppressed opted_out',
    'payment_approved.1 sent sent_ok',
  ])
  const told = simulator.messages.messages.map(({ body }) => body)
  expect(told.filter((body) => /lembretes/.test(body))).toHaveLength(1)

  await write('551187654321', 'Oi, voltei, quero saber do meu pedido')
  first.advance(7 * 60 * MINUTE)
  await hear('payment_refused', { orderKey: 'W', threadKey: 'W' })
  expect((await states()).at(-1)).toBe('payment_refused.1 scheduled')
})
