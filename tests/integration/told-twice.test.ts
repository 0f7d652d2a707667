// tests/integration/told-twice.test.ts
import { createHmac } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { contacts } from '@/db/schema/contacts'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { receiveWebhook } from '@/lib/notifications/receive-webhook'
import { sendHttp } from '@/lib/platform/http'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const SECRET = 'the-secret-of-the-app'
const MINUTE = 60_000

async function givenNumber() {
  const store = await givenSender({
    ...{ db, http: sendHttp, channel: 'whatsapp', simulators: { whatsapp: simulator.url } },
    settings: { phoneNumberId: '104512345678901', token: 'EAAtoken', appSecret: SECRET },
  })
  const [row] = await db.select().from(instances).where(eq(instances.id, store.instanceId))
  const address = { channel: 'whatsapp', token: row?.webhookToken ?? '' }
  const call = (value: object) => {
    const bytes = Buffer.from(JSON.stringify({ entry: [{ changes: [{ value }] }] }))
    const signature = createHmac('sha256', SECRET).update(bytes).digest('hex')
    const headers = new Headers({ 'x-hub-signature-256': `sha256=${signature}` })
    return receiveWebhook(store.ctx, address, { headers, bytes: new Uint8Array(bytes) })
  }
  const timestamp = (ago = 0) => String(Math.floor((store.ctx.now().getTime() - ago) / 1_000))
  const message = async () => {
    const [first] = await store.rows()
    if (first === undefined) throw new Error('no message')
    return first
  }
  const tell = async (status: string, name: string | null) => {
    const { id } = await message()
    const errors = status === 'failed' ? [{ code: 131000, title: 'Something went wrong' }] : []
    const told = { id: name, status, timestamp: timestamp(), biz_opaque_callback_data: id, errors }
    return call({ statuses: [told] })
  }
  const write = (body: string, ago = 0) =>
    call({ messages: [{ from: '5511987654321', timestamp: timestamp(ago), text: { body } }] })
  return { ...store, call, message, tell, write, timestamp }
}

const sentTo = (phone: string) =>
  simulator.messages.messages.filter(({ to }) => to.endsWith(phone)).length

describe('a failure that the channel tells after all', () => {
  test('is tried again once, however often and however late it is told', async () => {
    const { hear, pump, message, tell, advance } = await givenNumber()
    await hear('payment_approved', { phone: '11955554444' })
    await pump()
    const { channelMessageId: first } = await message()
    await tell('failed', first)
    await tell('failed', first)
    await tell('sent', first) // Overtaken on its way: it failed all the same.
    expect(await message()).toMatchObject({ state: 'queued' })

    advance(MINUTE)
    await pump()
    const again = await message()
    expect(again.state).toBe('sent')
    expect(again.channelMessageId).not.toBe(first)
    await tell('failed', first)
    await pump()
    expect(await message()).toMatchObject({ state: 'sent', attempts: 2 })
    expect(sentTo('11955554444')).toBe(2)
  })

  test('says nothing of the hand-over that is on its way', async () => {
    const { hear, pump, message, tell, advance } = await givenNumber()
    await hear('payment_approved')
    await pump()
    const { id, channelMessageId: first } = await message()
    await tell('failed', first)
    advance(MINUTE)
    await db.update(messages).set({ state: 'sending', attemptKey: `${id}.2` })
    await tell('failed', first)
    expect(await message()).toMatchObject({ state: 'sending', attemptKey: `${id}.2` })
    await tell('failed', 'wamid.the-second-one')
    expect(await message()).toMatchObject({ state: 'queued' })
  })
})

test('words of a buyer that come late take back nothing that was said after them', async () => {
  const { write, advance, ctx } = await givenNumber()
  const left = async () =>
    (await db.select().from(contacts).where(eq(contacts.accountId, ctx.actor.accountId)))[0]
      ?.optedOutAt != null
  advance(10 * MINUTE)
  await write('SAIR', MINUTE)
  await write('Oi, tudo bem?', 5 * MINUTE)
  expect(await left()).toBe(true)
  await write('Voltei')
  expect(await left()).toBe(false)
  await write('SAIR', MINUTE)
  expect(await left()).toBe(false)
})

test('what nobody can read in a call keeps none of the rest from being taken', async () => {
  const { hear, pump, call, message, timestamp } = await givenNumber()
  await hear('payment_approved')
  await pump()
  const { channelMessageId: id } = await message()
  const strange = [
    { id: 'wamid.x', status: 'read', timestamp: '99999999999999999' },
    { id: '\u0000', status: 'read', timestamp: timestamp() },
  ]
  const told = { id, status: 'delivered', timestamp: timestamp() }
  await call({ statuses: [...strange, told] }).catch(() => 0)
  expect((await message()).state).toBe('delivered')
})
