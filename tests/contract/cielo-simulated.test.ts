// tests/contract/cielo-simulated.test.ts
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { dueFactor, mod10, mod11 } from '@/lib/simulator/boleto'
import { crc16 } from '@/lib/simulator/br-code'
import { GIVEN_CREDENTIALS } from '../support/given-payment'
import { testSimulator } from '../support/test-simulator'

const START = new Date('2026-11-22T15:00:00Z')
let now = START
const simulator = await testSimulator({ now: () => now, undoPauseMs: 5_000 })
beforeEach(() => {
  now = START
})
const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const { merchantId, merchantKey } = GIVEN_CREDENTIALS.cielo
const HEADERS = {
  'content-type': 'application/json',
  MerchantId: merchantId,
  MerchantKey: merchantKey,
}
const call = async (method: string, path: string, body?: object) => {
  const reply = await fetch(`${simulator.addresses.cielo}${path}`, {
    method,
    headers: HEADERS,
    ...(body && { body: JSON.stringify(body) }),
  })
  const said = await reply.text()
  return { status: reply.status, body: said === '' ? null : JSON.parse(said) }
}
const control = async (path: string, body?: object) => {
  const reply = await fetch(`${simulator.url}/_control/${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
  return { status: reply.status, body: await reply.json() }
}

const Customer = { Name: 'Maria de Souza', Identity: '52998224725', IdentityType: 'CPF' }
const PIX = { Type: 'Pix', Provider: 'Cielo2', Amount: 39_00, QrCode: { Expiration: 3_600 } }
const BOLETO = {
  Type: 'Boleto',
  Provider: 'Simulado',
  Amount: 123_45,
  ExpirationDate: '2026-11-27',
}
const CARD = {
  CardNumber: '4024007153721930',
  Holder: 'MARIA DE SOUZA',
  ExpirationDate: '12/2030',
  SecurityCode: '123',
  Brand: 'Visa',
}
const SALE = { Type: 'CreditCard', Amount: 157_00, Installments: 1, CreditCard: CARD }

let serial = 0
const sell = (Payment: object, more: object = {}) =>
  call('POST', '/1/sales/', { MerchantOrderId: `PED${++serial}`, Customer, Payment, ...more })
async function sold(payment: object) {
  const { status, body } = await sell(payment)
  expect(status).toBe(201)
  return body.Payment
}
const shown = async (id: string) => (await call('GET', `/1/sales/${id}`)).body.Payment
const undo = (id: string, amount?: number) =>
  call('PUT', `/1/sales/${id}/void${amount === undefined ? '' : `?amount=${amount}`}`)

describe('a Pix', () => {
  test('is a BR Code whose sum is right', async () => {
    expect(crc16('123456789')).toBe('29B1')
    const { QrCodeString: code, Status } = await sold(PIX)
    expect(Status).toBe(12)
    expect(code).toMatch(/^000201010212/)
    expect(code).toContain('br.gov.bcb.pix')
    expect(code).toContain('540539.00')
    expect(crc16(code.slice(0, -4))).toBe(code.slice(-4))
  })

  test.each([
    ['nobody who pays', PIX, { Customer: undefined }, 121],
    ['nobody’s number', PIX, { Customer: { Name: 'Maria' } }, 104],
    ['no kind of number', PIX, { Customer: { Name: 'Maria', Identity: '52998224725' } }, 104],
    ['another provider', { ...PIX, Provider: 'Bradesco2' }, {}, 133],
    ['a life of more than a day', { ...PIX, QrCode: { Expiration: 86_401 } }, {}, 0],
    ['a life of nothing', { ...PIX, QrCode: { Expiration: 0 } }, {}, 0],
    ['no amount', { ...PIX, Amount: 0 }, {}, 108],
  ])('with %s is refused', async (_, payment, more, code) => {
    expect(await sell(payment, more)).toMatchObject({ status: 400, body: [{ Code: code }] })
  })

  test('is paid by whoever is told to, once, and not after its time', async () => {
    const { PaymentId } = await sold(PIX)
    const pay = { acquirer: 'cielo', reference: `PED${serial}` }
    expect(await control('pay', pay)).toMatchObject({ status: 200, body: { status: 'captured' } })
    expect(await shown(PaymentId)).toMatchObject({
      Status: 2,
      CapturedAmount: 39_00,
      EndToEndId: expect.stringMatching(/^E\d{20}[\da-f]{11}$/),
    })
    expect(await control('pay', pay)).toMatchObject({ status: 409 })

    await sold(PIX)
    const expired = { acquirer: 'cielo', reference: `PED${serial}` }
    later(HOUR_MS)
    expect(await control('pay', expired)).toMatchObject({ status: 409 })
    expect(simulator.ledger.entries.at(-1)?.status).toBe('expired')
    expect(await control('pay', { ...expired, late: true })).toMatchObject({ status: 200 })
    expect(await control('pay', { ...pay, reference: 'NONE' })).toMatchObject({ status: 404 })
    expect(await control('pay', { acquirer: 'cielo' })).toMatchObject({ status: 400 })
  })

  test('of an amount that ends in ,02 is paid by itself after eight seconds, no other', async () => {
    const itself = await sold({ ...PIX, Amount: 39_02 })
    const other = await sold(PIX)
    later(7_999)
    expect(await shown(itself.PaymentId)).toMatchObject({ Status: 12 })
    later(1)
    expect(await shown(itself.PaymentId)).toMatchObject({ Status: 2 })
    expect(await shown(other.PaymentId)).toMatchObject({ Status: 12 })
  })

  test('is paid by itself when the demo says so, until a reset', async () => {
    await control('settings', { autoPayPixMs: 2_000 })
    const { PaymentId } = await sold(PIX)
    later(2_000)
    expect(await shown(PaymentId)).toMatchObject({ Status: 2 })
    await fetch(`${simulator.url}/_control/reset`, { method: 'POST' })
    expect(await control('settings')).toMatchObject({ status: 200, body: { autoPayPixMs: null } })
    expect((await control('settings', { autoPayPixMs: -1 })).status).toBe(400)
  })

  test('goes back a moment later, in parts, and shows how each part stands', async () => {
    const { PaymentId } = await sold(PIX)
    await control('pay', { acquirer: 'cielo', reference: `PED${serial}` })
    expect(await undo(PaymentId, 10_00)).toMatchObject({ body: { Status: 2, ReasonCode: 8 } })
    const asked = { Status: 2, VoidedAmount: 0, Refunds: [{ Amount: 10_00, Status: 1 }] }
    expect(await shown(PaymentId)).toMatchObject(asked)
    later(5_000)
    const done = { Status: 2, VoidedAmount: 10_00, Refunds: [{ Amount: 10_00, Status: 3 }] }
    expect(await shown(PaymentId)).toMatchObject(done)
    await undo(PaymentId)
    later(5_000)
    expect(await shown(PaymentId)).toMatchObject({ Status: 11, VoidedAmount: 39_00 })
  })

  test('whose refund is denied keeps its money', async () => {
    const { PaymentId } = await sold(PIX)
    await control('pay', { acquirer: 'cielo', reference: `PED${serial}` })
    simulator.fault('cielo', 'void', 'deny_refund')
    expect(await undo(PaymentId)).toMatchObject({ body: { Status: 2, ReasonCode: 8 } })
    later(5_000)
    const denied = { Status: 2, VoidedAmount: 0, Refunds: [{ Status: 4 }] }
    expect(await shown(PaymentId)).toMatchObject(denied)
    expect(await undo(PaymentId)).toMatchObject({ status: 200 })
  })

  test('is taken back while nobody paid it, and then nobody can', async () => {
    const { PaymentId } = await sold(PIX)
    await undo(PaymentId)
    expect(await shown(PaymentId)).toMatchObject({ Status: 13 })
    const pay = { acquirer: 'cielo', reference: `PED${serial}` }
    expect(await control('pay', pay)).toMatchObject({ status: 409 })
  })

  test('goes back for 90 days', async () => {
    const { PaymentId } = await sold(PIX)
    await control('pay', { acquirer: 'cielo', reference: `PED${serial}` })
    later(91 * DAY_MS)
    expect(await undo(PaymentId)).toMatchObject({ body: { Status: 2, ReturnCode: '101' } })
  })

  test('of a merchant without Pix is an error of the integration', async () => {
    simulator.fault('cielo', 'authorize', 'return_code', { code: '422' })
    expect(await sell(PIX)).toMatchObject({ status: 422 })
    expect(simulator.ledger.entries).toEqual([])
  })
})

describe('a boleto', () => {
  test('has digits that check each other', async () => {
    expect([dueFactor('2025-02-21'), dueFactor('2025-02-22'), dueFactor('2026-11-27')]).toEqual([
      '9999',
      '1000',
      '1643',
    ])
    const { DigitableLine, BarCodeNumber: bars, Status, ExpirationDate } = await sold(BOLETO)
    expect([Status, ExpirationDate]).toEqual([1, '2026-11-27'])
    expect(DigitableLine).toMatch(/^\d{5}\.\d{5} \d{5}\.\d{6} \d{5}\.\d{6} \d \d{14}$/)
    const line = DigitableLine.replace(/\D/g, '')
    const [one, two, three] = [line.slice(0, 10), line.slice(10, 21), line.slice(21, 32)]
    for (const block of [one, two, three]) expect(mod10(block.slice(0, -1))).toBe(block.slice(-1))
    expect(bars).toHaveLength(44)
    expect(mod11(bars.slice(0, 4) + bars.slice(5))).toBe(bars[4])
    expect(bars.slice(5, 19)).toBe('16430000012345')
    const free = one.slice(4, 9) + two.slice(0, 10) + three.slice(0, 10)
    expect(`${line.slice(0, 4)}${line[32]}${line.slice(33)}${free}`).toBe(bars)
  })

  test('of a bank slip that everybody knows has its check digits', () => {
    // 23793.38128 60007.827136 95000.063305 9 75520000370000
    expect(mod10('237933812')).toBe('8')
    expect(mod10('6000782713')).toBe('6')
    expect(mod10('9500006330')).toBe('5')
    const free = '33812' + '6000782713' + '9500006330'
    expect(mod11(`2379${'75520000370000'}${free}`)).toBe('9')
  })

  test('has a page that opens for whoever has its address', async () => {
    const { Url } = await sold(BOLETO)
    const page = await fetch(Url)
    const text = await page.text()
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(text).toContain('123,45')
    expect(text).toContain('27/11/2026')
    expect((await fetch(Url.replace(/.$/, 'x'))).status).toBe(404)
  })

  test.each([
    ['no provider', { ...BOLETO, Provider: undefined }, 129],
    ['the provider of a Pix', { ...BOLETO, Provider: 'Cielo2' }, 133],
    ['a day that is over', { ...BOLETO, ExpirationDate: '2026-11-21' }, 126],
    ['a day as in Brazil', { ...BOLETO, ExpirationDate: '27/11/2026' }, 126],
  ])('with %s is refused', async (_, payment, code) => {
    expect(await sell(payment)).toMatchObject({ status: 400, body: [{ Code: code }] })
  })

  test('is paid at the counter, and cannot be given back', async () => {
    const { PaymentId } = await sold(BOLETO)
    await control('pay', { acquirer: 'cielo', reference: `PED${serial}` })
    expect(await shown(PaymentId)).toMatchObject({ Status: 2, CapturedAmount: 123_45 })
    expect(await undo(PaymentId)).toMatchObject({ status: 400, body: [{ Code: 310 }] })
  })
})

describe('a card after the sale', () => {
  const captured = async (more: object = {}) =>
    (await sold({ ...SALE, Capture: true, ...more })).PaymentId as string

  test('five seconds pass between two voids of one sale', async () => {
    const id = await captured()
    expect(await undo(id, 10_00)).toMatchObject({ body: { Status: 2, ReturnCode: '9' } })
    later(4_999)
    expect(await undo(id, 10_00)).toMatchObject({ body: { Status: 2, ReturnCode: '223' } })
    later(1)
    expect(await undo(id, 10_00)).toMatchObject({ body: { Status: 2, ReturnCode: '9' } })
    expect(await shown(id)).toMatchObject({ VoidedAmount: 20_00, Refunds: [{}, {}] })
  })

  test('another sale need not wait', async () => {
    const [one, other] = [await captured(), await captured()]
    await undo(one)
    expect(await undo(other)).toMatchObject({ body: { Status: 10 } })
  })

  test.each([
    ['one payment goes back for 330 days', 1, 330],
    ['instalments go back for 690 days', 2, 690],
  ])('%s', async (_, Installments, days) => {
    const [early, late] = [await captured({ Installments }), await captured({ Installments })]
    later(days * DAY_MS)
    expect(await undo(early)).toMatchObject({ body: { Status: 11 } })
    later(DAY_MS)
    expect(await undo(late)).toMatchObject({ body: { Status: 2, ReturnCode: '101' } })
  })

  test('a void that is forced to fail says so in its own numbers, or as an error', async () => {
    const id = await captured()
    simulator.fault('cielo', 'void', 'return_code', { code: '43' })
    expect(await undo(id)).toMatchObject({ status: 200, body: { Status: 2, ReturnCode: '43' } })
    simulator.fault('cielo', 'void', 'return_code', { code: '311' })
    expect(await undo(id)).toMatchObject({ status: 400, body: [{ Code: 311 }] })
  })
})

describe('a kept card', () => {
  const keep = async () =>
    (await call('POST', '/1/card/', { CustomerName: 'Maria', ...CARD })).body.CardToken as string
  const charge = (card: object, more: object = {}) => sell({ ...SALE, CreditCard: card, ...more })

  test('is charged by its token, by its own merchant alone, and its number is forgotten', async () => {
    const CardToken = await keep()
    expect(await charge({ CardToken, Brand: 'Visa' })).toMatchObject({ status: 201 })
    const { body } = await call('GET', `/1/card/${CardToken}`)
    expect(body).toEqual({ CardNumber: '402400******1930', Brand: 'Visa' })
    const nobodys = { CardToken: merchantId, Brand: 'Visa' }
    expect(await charge(nobodys)).toMatchObject({ status: 400, body: [{ Code: 130 }] })
    expect(await charge({ CardToken, Brand: 'Elo' })).toMatchObject({ body: [{ Code: 182 }] })
  })

  test('is kept by a sale that asks for it', async () => {
    const { CreditCard } = await sold({ ...SALE, CreditCard: { ...CARD, SaveCard: true } })
    const token = { CardToken: CreditCard.CardToken, Brand: 'Visa' }
    expect(await charge(token)).toMatchObject({ status: 201 })
  })

  test('of Mastercard says who started the charge, and what it follows', async () => {
    const master = { ...CARD, CardNumber: '5502095822650000', Brand: 'Master' }
    const { TransactionLinkId } = await sold({ ...SALE, CreditCard: master })
    const { body } = await call('POST', '/1/card/', { CustomerName: 'Maria', ...master })
    const card = { CardToken: body.CardToken, Brand: 'Master' }
    const InitiatedTransactionIndicator = { Category: 'M1', Subcategory: 'Subscription' }
    expect(await charge(card)).toMatchObject({ status: 400 })
    expect(await charge(card, { InitiatedTransactionIndicator })).toMatchObject({ status: 400 })
    const whole = { InitiatedTransactionIndicator, TransactionLinkId }
    expect(await charge(card, whole)).toMatchObject({ status: 201 })
  })
})

describe('3-D Secure', () => {
  test('the ECI of the answer is the one that counts', async () => {
    const ExternalAuthentication = { Eci: '05', Cavv: 'x', Xid: 'y', Version: '2.2.0' }
    const answer = await sold({ ...SALE, Authenticate: true, ExternalAuthentication })
    expect(answer).toMatchObject({ ECI: '05', Authenticate: true })
  })
  test('asked for without results it is refused', async () => {
    expect(await sell({ ...SALE, Authenticate: true })).toMatchObject({ status: 400 })
  })
})

describe('a BIN is made up of its digits', () => {
  test.each([
    ['402400', 'VISA', 'Multiplo', '00', true, false, false],
    ['501122', 'MASTERCARD', 'Multiplo', '01', false, true, false],
    ['631131', 'DISCOVER', 'Débito', '02', false, true, false],
    ['351111', 'AMEX', 'Crédito', '00', false, true, false],
    ['471911', 'VISA', 'Crédito', '00', false, false, true],
  ])('%s', async (bin, Provider, CardType, Status, ForeignCard, CorporateCard, Prepaid) => {
    const { body } = await call('GET', `/1/cardBin/${bin}`)
    const told = { Provider, CardType, ForeignCard, CorporateCard, Prepaid }
    if (Status === '00') expect(body).toMatchObject({ ...told, Status })
    else expect(body).toMatchObject({ Provider, CardType, Status })
  })
})

describe('a registered address is told', () => {
  const heard: { readonly body: unknown; readonly key: string | undefined }[] = []
  let status = 200
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    heard.push({ body: JSON.parse(text), key: request.headers['x-key'] as string | undefined })
    response.writeHead(status).end()
  })
  server.listen(0, '127.0.0.1')
  afterAll(() => server.close())
  const register = (more: object = {}) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    return control('notify-url', { acquirer: 'cielo', merchant: merchantId, url, ...more })
  }
  beforeEach(() => {
    heard.splice(0)
    status = 200
  })

  test('of a paid Pix, with the header that was agreed, and of each end of a refund', async () => {
    await register({ headers: { 'x-key': 'agreed' } })
    const { PaymentId } = await sold(PIX)
    await control('pay', { acquirer: 'cielo', reference: `PED${serial}` })
    const told = (ChangeType: number) => ({ key: 'agreed', body: { PaymentId, ChangeType } })
    await expect.poll(() => heard).toEqual([told(1)])
    await undo(PaymentId, 10_00)
    later(5_000)
    await shown(PaymentId)
    await expect.poll(() => heard).toEqual([told(1), told(25)])
    simulator.fault('cielo', 'void', 'deny_refund')
    await undo(PaymentId)
    later(5_000)
    await shown(PaymentId)
    await expect.poll(() => heard).toEqual([told(1), told(25), told(5)])
    const { body } = await control('notices')
    await expect.poll(() => body.length).toBe(3)
  })

  test('again, when it did not take the notice', async () => {
    status = 500
    await register()
    await sold(PIX)
    await control('pay', { acquirer: 'cielo', reference: `PED${serial}` })
    await expect.poll(() => heard.length).toBe(1)
    status = 200
    await expect.poll(() => heard.length, { timeout: 3_000 }).toBe(2)
  })

  test('no more, once it was taken away; and an address that is none is refused', async () => {
    await register()
    await register({ url: null })
    await sold(PIX)
    await control('pay', { acquirer: 'cielo', reference: `PED${serial}` })
    expect((await control('notices')).body).toEqual([])
    expect((await register({ url: 'ftp://example.com' })).status).toBe(400)
  })
})
