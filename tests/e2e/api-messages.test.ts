// tests/e2e/api-messages.test.ts
import { createHmac } from 'node:crypto'
import { type APIRequestContext, expect, test } from '@playwright/test'
import { signIn } from './support/sign-in'
import { readDemo } from './support/stack'

const demo = readDemo()
const headers = { authorization: `Bearer ${demo.apiKey}` }
/** The secret of the simulator's application at Meta; see docs/api/messages.md. */
const APP_SECRET = 'simulated-app-secret'

type Message = Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly orderKey: string
  readonly state: string
}
type List = { readonly data: readonly Message[]; readonly nextCursor: string | null }

async function list(request: APIRequestContext, query = ''): Promise<List> {
  const answer = await request.get(`/api/v1/messages${query}`, { headers })
  expect([query, answer.status()]).toEqual([query, 200])
  return answer.json()
}
const ids = ({ data }: List) => data.map(({ id }) => id)

test('a message has the fields of the contract, and no other', async ({ request }) => {
  const { data, nextCursor } = await list(request, `?instance=${demo.instance.id}&limit=100`)
  expect(data).toHaveLength(100)
  expect(nextCursor).toBe(data.at(-1)?.id)
  expect(ids({ data, nextCursor })).toEqual(ids({ data, nextCursor }).toSorted().reverse())
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
  for (const message of data) {
    expect(Object.keys(message)).toEqual([
      ...['id', 'storeId', 'instanceId', 'rule', 'step', 'orderKey', 'to'],
      ...['state', 'reason', 'scheduledAt', 'sentAt', 'body'],
    ])
    expect(message).toMatchObject({
      id: expect.stringMatching(/^msg_/),
      storeId: expect.stringMatching(/^sto_/),
      instanceId: demo.instance.id,
      step: expect.any(Number),
      scheduledAt: expect.stringMatching(time),
    })
    if (message.to !== null) expect(message.to).toMatch(/^\+55\d{10,11}$/)
    const left = ['sent', 'delivered', 'read'].includes(message.state)
    if (left) expect(message.sentAt).toMatch(time)
    const waits = ['scheduled', 'queued', 'sending'].includes(message.state)
    expect(message.reason === null).toBe(waits)
  }
})

test('filters narrow, together too; pages follow one another without a gap', async ({
  request,
}) => {
  const mine = await list(request, `?store=${demo.store.id}&limit=100`)
  for (const { storeId } of mine.data) expect(storeId).toBe(demo.store.id)
  const [first] = mine.data
  const order = encodeURIComponent(first?.orderKey ?? '')
  const ofOrder = await list(request, `?store=${demo.store.id}&order=${order}`)
  expect(ids(ofOrder)).toContain(first?.id)
  for (const { orderKey } of ofOrder.data) expect(orderKey).toBe(first?.orderKey)
  const some = await list(request, '?state=superseded,canceled')
  expect(some.data.length).toBeGreaterThan(0)
  for (const { state } of some.data) expect(['superseded', 'canceled']).toContain(state)
  expect(ids(await list(request, `?instance=${demo.instance.id}&limit=5`))).toHaveLength(5)
  expect((await list(request, `?store=sto_${'0'.repeat(25)}`)).data).toEqual([])

  const whole = ids(await list(request, '?state=superseded&limit=6'))
  const one = await list(request, '?state=superseded&limit=3')
  const two = await list(request, `?state=superseded&limit=3&cursor=${one.nextCursor}`)
  expect([...ids(one), ...ids(two)]).toEqual(whole)
})

test('what no filter knows is said, and nobody reads without a key', async ({ request }) => {
  const wrong = ['colour=red', 'state=gone', 'limit=0', 'limit=101', 'cursor=1', 'store=mine']
  for (const query of wrong) {
    const answer = await request.get(`/api/v1/messages?${query}`, { headers })
    expect([query, answer.status()]).toEqual([query, 400])
    expect(answer.headers()['content-type']).toContain('application/problem+json')
    expect((await answer.json()).errors).toHaveLength(1)
  }
  for (const path of ['/api/v1/messages', `/api/v1/instances/${demo.instance.id}/queue`]) {
    expect((await request.get(path)).status()).toBe(401)
    const stranger = { authorization: 'Bearer ck_test_nobody' }
    expect((await request.get(path, { headers: stranger })).status()).toBe(401)
  }
})

test('a queue tells what waits, in its order, and when it will leave', async ({ request }) => {
  const at = (id: string) => `/api/v1/instances/${id}/queue`
  const { instance, data, nextCursor } = await (
    await request.get(at(demo.instance.id), { headers })
  ).json()
  expect(Object.keys(instance)).toEqual([
    ...['id', 'name', 'channel', 'number', 'state', 'paused', 'intervalMs', 'dailyCap'],
    ...['sentToday', 'waiting', 'sending', 'nextAt', 'lastAt'],
  ])
  expect(instance).toMatchObject({ id: demo.instance.id, channel: 'whatsapp', paused: false })
  expect(nextCursor).toBeNull()
  const etas = data.map(({ eta }: { eta: string }) => eta)
  expect(etas).toEqual(etas.toSorted())
  for (const { state } of data) expect(['scheduled', 'queued']).toContain(state)
  for (const unknown of [`ins_${'0'.repeat(25)}`, 'mine']) {
    expect((await request.get(at(unknown), { headers })).status()).toBe(404)
  }
})

test('WhatsApp is believed by its signature, and a receipt only moves a message on', async ({
  page,
  request,
}) => {
  await signIn(page)
  await page.goto(`/instances/${demo.instance.id}/settings`)
  const shown = page.getByText(/\/api\/webhooks\/whatsapp\/[\w-]+$/).first()
  const url = ((await shown.textContent()) ?? '').trim()
  const asked = '?hub.mode=subscribe&hub.challenge=42&hub.verify_token=not-ours'
  expect((await request.get(`${url}${asked}`)).status()).toBe(403)

  const [message] = (await list(request, '?state=delivered&limit=1')).data
  if (message === undefined) throw new Error('nothing was delivered in the demo account')
  const tell = async (status: string, secret = APP_SECRET, to = url) => {
    const statuses = [
      {
        ...{ id: 'wamid.e2e', status, timestamp: String(Math.floor(Date.now() / 1_000)) },
        biz_opaque_callback_data: message.id,
      },
    ]
    const body = JSON.stringify({ entry: [{ changes: [{ value: { statuses } }] }] })
    const signature = createHmac('sha256', secret).update(body).digest('hex')
    const signed = {
      'content-type': 'application/json',
      'x-hub-signature-256': `sha256=${signature}`,
    }
    return (await request.post(to, { headers: signed, data: Buffer.from(body) })).status()
  }
  const state = async () => {
    const { data } = await list(request, `?order=${encodeURIComponent(message.orderKey)}`)
    return data.find(({ id }) => id === message.id)?.state
  }
  expect(await tell('read', 'not-the-secret')).toBe(401)
  expect(await state()).toBe('delivered')
  expect(await tell('read', APP_SECRET, `${url}x`)).toBe(404)
  expect(await tell('read')).toBe(200)
  expect(await state()).toBe('read')
  expect(await tell('delivered')).toBe(200)
  expect(await state()).toBe('read')
})
