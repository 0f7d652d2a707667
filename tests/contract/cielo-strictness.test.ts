// tests/contract/cielo-strictness.test.ts
import { describe, expect, test } from 'vitest'
import { GIVEN_CREDENTIALS } from '../support/given-payment'
import { testSimulator } from '../support/test-simulator'

let now = new Date('2026-03-05T15:00:00Z')
const simulator = await testSimulator({ now: () => now })
const { merchantId, merchantKey } = GIVEN_CREDENTIALS.cielo
const HEADERS = {
  'content-type': 'application/json',
  MerchantId: merchantId,
  MerchantKey: merchantKey,
}

const call = async (method: string, path: string, body?: unknown, headers: object = HEADERS) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const reply = await fetch(`${simulator.addresses.cielo}${path}`, {
    method,
    headers: { ...headers },
    ...(body !== undefined && { body: text }),
  })
  const said = await reply.text()
  return { status: reply.status, body: said === '' ? null : JSON.parse(said) }
}

const card = {
  CardNumber: '4024007153721930',
  Holder: 'MARIA DE SOUZA',
  ExpirationDate: '12/2030',
  SecurityCode: '123',
  Brand: 'Visa',
}
const payment = { Type: 'CreditCard', Amount: 15700, Installments: 1, CreditCard: card }
const sale = { MerchantOrderId: 'PED01', Customer: { Name: 'Maria' }, Payment: payment }
const withPayment = (wrong: object) => ({ ...sale, Payment: { ...payment, ...wrong } })
const withCard = (wrong: object) => withPayment({ CreditCard: { ...card, ...wrong } })

async function sold(wrong: object = {}) {
  const { status, body } = await call('POST', '/1/sales/', withPayment(wrong))
  expect(status).toBe(201)
  return body.Payment as { PaymentId: string; Status: number; ReturnCode: string }
}

describe('a request that the documentation forbids is refused with its code', () => {
  test.each([
    ['no body', '', 184],
    ['a body that is no JSON', '{', 184],
    ['no order number', { ...sale, MerchantOrderId: undefined }, 122],
    ['an order number with a dash', { ...sale, MerchantOrderId: 'PED-01' }, 107],
    ['an order number of 51', { ...sale, MerchantOrderId: 'A'.repeat(51) }, 107],
    ['digits in the name of the customer', { ...sale, Customer: { Name: 'Maria 2' } }, 105],
    ['a date of birth as in Brazil', { ...sale, Customer: { Birthdate: '31/01/1990' } }, 183],
    ['no payment', { ...sale, Payment: undefined }, 119],
    ['no type', withPayment({ Type: undefined }), 102],
    ['an amount of zero', withPayment({ Amount: 0 }), 108],
    ['an amount in reais', withPayment({ Amount: 157.5 }), 108],
    ['an amount as text', withPayment({ Amount: '15700' }), 108],
    ['no instalments', withPayment({ Installments: undefined }), 123],
    [
      'instalments for Diners',
      withPayment({ Installments: 2, CreditCard: { ...card, Brand: 'Diners' } }),
      186,
    ],
    ['a statement name of 14', withPayment({ SoftDescriptor: 'A'.repeat(14) }), 0],
    ['a statement name with accents', withPayment({ SoftDescriptor: 'VIOLÃO' }), 0],
    ['a statement name that is a number', withPayment({ SoftDescriptor: 7 }), 0],
    ['no card', withPayment({ CreditCard: undefined }), 124],
    ['no number', withCard({ CardNumber: undefined }), 118],
    ['a number with spaces', withCard({ CardNumber: '4024 0071 5372 1930' }), 177],
    ['a number of 20', withCard({ CardNumber: '4'.repeat(20) }), 128],
    ['a holder of 26', withCard({ Holder: 'A'.repeat(26) }), 117],
    ['a holder with accents', withCard({ Holder: 'JOSÉ' }), 214],
    ['no expiry', withCard({ ExpirationDate: undefined }), 125],
    ['an expiry of two digits', withCard({ ExpirationDate: '12/30' }), 126],
    ['the thirteenth month', withCard({ ExpirationDate: '13/2030' }), 126],
    ['last month', withCard({ ExpirationDate: '02/2026' }), 126],
    ['a code of two digits', withCard({ SecurityCode: '12' }), 146],
    ['no brand', withCard({ Brand: undefined }), 182],
    ['a brand in our spelling', withCard({ Brand: 'mastercard' }), 185],
    ['a brand that is over', withCard({ Brand: 'Hipercard' }), 185],
  ])('%s', async (_, body, code) => {
    const answer = await call('POST', '/1/sales/', body)
    expect(answer).toMatchObject({ status: 400, body: [{ Code: code }] })
    expect(simulator.ledger.entries).toEqual([])
  })

  test('the card is good until the end of its month', async () => {
    const answer = await call('POST', '/1/sales/', withCard({ ExpirationDate: '03/2026' }))
    expect(answer.status).toBe(201)
  })
})

describe('who calls', () => {
  const named = (headers: object) => call('POST', '/1/sales/', sale, headers)
  test.each([
    ['without MerchantId', { MerchantKey: merchantKey }, 101],
    ['with a MerchantId that is no GUID', { MerchantId: 'm1', MerchantKey: merchantKey }, 114],
    ['without MerchantKey', { MerchantId: merchantId }, 131],
  ])('%s', async (_, headers, code) => {
    expect(await named(headers)).toMatchObject({ status: 400, body: [{ Code: code }] })
  })
  test('with a key that is nobody’s: 401 and not a word', async () => {
    expect(await named({ ...HEADERS, MerchantKey: 'short' })).toEqual({ status: 401, body: null })
  })
})

describe('after the sale', () => {
  const put = (id: string, verb: string) => call('PUT', `/1/sales/${id}/${verb}`)

  test('captured in the same call, when asked', async () => {
    expect(await sold({ Capture: true })).toMatchObject({ Status: 2, ReturnCode: '6' })
  })
  test('not captured by default', async () => {
    expect(await sold()).toMatchObject({ Status: 1, ReturnCode: '4' })
  })
  test.each([
    ['above the sale', 'capture?amount=15701', 842],
    ['of nothing', 'capture?amount=0', 108],
  ])('a capture %s is refused', async (_, verb, code) => {
    const { PaymentId } = await sold()
    expect(await put(PaymentId, verb)).toMatchObject({ status: 400, body: [{ Code: code }] })
  })
  test('a second capture is refused', async () => {
    const { PaymentId } = await sold()
    await put(PaymentId, 'capture?amount=100')
    expect(await put(PaymentId, 'capture')).toMatchObject({ body: [{ Code: 308 }] })
  })
  test('a capture after fifteen days is too late', async () => {
    const { PaymentId } = await sold()
    now = new Date('2026-03-21T15:00:00Z')
    expect(await put(PaymentId, 'capture')).toMatchObject({ body: [{ Code: 843 }] })
    now = new Date('2026-03-05T15:00:00Z')
  })
  test('a void on the day is 10, on another day 11, and only once', async () => {
    const first = await sold({ Capture: true })
    expect(await put(first.PaymentId, 'void')).toMatchObject({
      body: { Status: 10, ReturnCode: '9' },
    })
    expect(await put(first.PaymentId, 'void')).toMatchObject({ body: [{ Code: 309 }] })
    const second = await sold({ Capture: true })
    now = new Date('2026-03-06T15:00:00Z')
    expect(await put(second.PaymentId, 'void')).toMatchObject({ body: { Status: 11 } })
    now = new Date('2026-03-05T15:00:00Z')
  })
  test('a void by order number reaches the newest alone', async () => {
    await sold()
    await sold()
    await call('PUT', '/1/sales/OrderId/PED01/void')
    expect(simulator.ledger.entries.map(({ status }) => status)).toEqual(['authorized', 'voided'])
  })
  test('a search by order number lists every sale of it, typo included', async () => {
    await sold()
    await sold()
    const { body } = await call('GET', '/1/sales?merchantOrderId=PED01')
    expect(body.Payment).toHaveLength(2)
    expect(body.Payment[0]).toHaveProperty('ReceveidDate')
    expect(await call('GET', '/1/sales?merchantOrderId=NONE')).toMatchObject({ status: 404 })
  })
})

describe('the last digit decides', () => {
  test.each([
    ['4024007153721930', 1, '4'],
    ['4024007150079191', 1, '4'],
    ['4024007150475142', 3, '05'],
    ['4024007150158383', 3, '57'],
    ['4024007150554334', 1, '4'],
    ['4024007150237575', 3, '78'],
    ['4024007150633526', 0, '99'],
    ['4024007150000007', 3, '77'],
    ['4024007150712718', 3, '70'],
  ])('%s: status %i, code %s', async (CardNumber, Status, ReturnCode) => {
    expect(await sold({ CreditCard: { ...card, CardNumber } })).toMatchObject({
      Status,
      ReturnCode,
    })
  })

  test('what was not finished is denied by Cielo itself after five minutes', async () => {
    const { PaymentId } = await sold({ CreditCard: { ...card, CardNumber: '4024007150633526' } })
    now = new Date('2026-03-05T15:06:00Z')
    const { body } = await call('GET', `/1/sales/${PaymentId}`)
    expect(body.Payment.Status).toBe(3)
    now = new Date('2026-03-05T15:00:00Z')
  })

  test('zero auth takes Visa, Master and Elo alone', async () => {
    const check = (more: object) => call('POST', '/1/zeroauth', { ...card, ...more })
    expect(await check({ Brand: 'Amex' })).toMatchObject({ status: 400, body: [{ Code: 57 }] })
    expect(await check({ CardNumber: '5502095822650000', Brand: 'Master' })).toMatchObject({
      body: { Valid: true, ReturnCode: '00' },
    })
    expect(await check({ CardNumber: '4024007150475142' })).toMatchObject({
      body: { Valid: false },
    })
  })
})
