// tests/e2e/api-sales.test.ts
import { expect, test } from '@playwright/test'
import { readDemo } from './support/stack'

const demo = readDemo()
const headers = { authorization: `Bearer ${demo.apiKey}` }
const keyed = (key: string) => ({ ...headers, 'idempotency-key': key })

const CARD = { holder: 'ANA EXEMPLO', expMonth: 12, expYear: 2031, cvv: '123' }
const APPROVED = '4024007153721930'
const bodyOf = (number: string, more: object = {}) => ({
  offerCode: demo.offers.oneOff,
  customer: {
    name: 'Ana Exemplo',
    email: 'ana@example.com',
    phone: '(11) 98765-4321',
    document: '529.982.247-25',
  },
  payment: { method: 'card', installments: 1, card: { number, ...CARD } },
  ...more,
})

test('a program sells, reads, gives back, and is never charged twice for one key', async ({
  request,
}) => {
  const key = `e2e-${Date.now()}`
  const data = bodyOf(APPROVED, { reference: key })
  const first = await request.post('/api/v1/sales', { headers: keyed(key), data })
  expect(first.status()).toBe(201)
  const sale = await first.json()
  expect(sale).toMatchObject({
    status: 'paid',
    currency: 'BRL',
    reference: key,
    recurrenceId: null,
  })
  expect(sale.attempts[0]).toMatchObject({ status: 'captured', environment: 'simulator' })

  const again = await request.post('/api/v1/sales', { headers: keyed(key), data })
  expect([again.status(), (await again.json()).id]).toEqual([200, sale.id])
  const other = await request.post('/api/v1/sales', {
    headers: keyed(key),
    data: { ...data, reference: 'other' },
  })
  expect(other.status()).toBe(422)
  expect((await other.json()).code).toBe('idempotency_key_reused')

  const found = await request.get(`/api/v1/sales?q=${key}&limit=1`, { headers })
  expect((await found.json()).data).toMatchObject([{ id: sale.id }])
  const back = await request.post(`/api/v1/sales/${sale.id}/refunds`, {
    headers,
    data: { amount: 100 },
  })
  expect(await back.json()).toMatchObject({ status: 'partially_refunded' })
  const late = await request.post(`/api/v1/sales/${sale.id}/capture`, { headers })
  expect([late.status(), (await late.json()).code]).toEqual([409, 'not_authorized'])
})

test('what is wrong is said field by field, and nothing that was sent is repeated', async ({
  request,
}) => {
  const wrong = await request.post('/api/v1/sales', { headers, data: bodyOf('4024007153721931') })
  expect(wrong.status()).toBe(422)
  expect(wrong.headers()['content-type']).toContain('application/problem+json')
  const text = await wrong.text()
  expect(JSON.parse(text).errors).toMatchObject([
    { path: 'payment.card.number', code: 'card_number_wrong' },
  ])
  expect(text).not.toContain('4024007153721931')
})

test('a request that is none is told which none it is', async ({ request }) => {
  const json = { ...headers, 'content-type': 'application/json' }
  const send = async (text: string, more: Record<string, string> = json) =>
    (await request.post('/api/v1/sales', { headers: more, data: Buffer.from(text) })).status()
  expect(await send('{"a":')).toBe(400)
  expect(await send('a=b', { ...headers, 'content-type': 'text/plain' })).toBe(415)
  expect(await send('a'.repeat(70_000))).toBe(413)
  expect(await send('{}', { 'content-type': 'application/json' })).toBe(401)
  const filtered = await request.get('/api/v1/sales?colour=red', { headers })
  expect(filtered.status()).toBe(400)
  expect((await request.get('/api/v1/sales/sale_nobodys', { headers })).status()).toBe(404)
  const status = async (path: string) => (await request.get(path, { headers })).status()
  expect(await status('/api/v1/sales/%00')).toBe(404)
  expect(await status('/api/v1/sales?offer=%00')).toBe(400)
  expect(await status(`/api/checkout/${demo.offers.oneOff}?checkoutId=%00`)).toBe(404)
})

test('cards cannot be tried one after the other on an offer page', async ({ request }) => {
  const seen: number[] = []
  for (let i = 0; i < 9; i++) {
    const names = {
      checkoutId: `e2e-${Date.now()}-${i}-0123456789`,
      submitId: `e2e-submit-${i}-0123456789`,
    }
    const { offerCode, ...body } = bodyOf('4024007150237575')
    // A card of its own: the limit of this one must not stop the other journeys.
    Object.assign(body.payment.card, { expMonth: 7, expYear: 2033 })
    const answer = await request.post(`/api/checkout/${offerCode}`, { data: { ...body, ...names } })
    seen.push(answer.status())
    if (answer.status() === 429) expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0)
  }
  expect(seen[0]).toBe(201)
  expect(seen.at(-1)).toBe(429)
})
