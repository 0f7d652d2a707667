// tests/contract/cielo-answers.test.ts
import { describe, expect, test } from 'vitest'
import { centavos } from '@/lib/kernel/money'
import { Secret } from '@/lib/kernel/secret'
import { sendHttp } from '@/lib/platform/http'
import { cannedRede as canned } from '../support/canned-rede'
import { givenCielo, givenPayment } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { closedPort } from '../support/test-simulator'

const cielo = await canned()
const { ctx } = testCtx({ http: sendHttp })
const route = givenCielo(cielo.url)

const reference = 'A01J9ZK8Q3W7M2'
const PaymentId = '24bc8366-fc31-4d6c-8555-17049a836a07'
const amount = centavos(19_90)
const target = { acquirerId: PaymentId, amount }
const payer = { name: 'Maria de Souza', document: '12345678909', email: 'maria@example.com' }
const inAnHour = new Date(ctx.now().getTime() + 3_600_000)
const pix = { reference, method: 'pix', amount, payer, expiresAt: inAnHour } as const
const kept = { token: new Secret(PaymentId), brand: 'mastercard', networkIds: null } as const

const callsAt = (at: typeof route) => ({
  authorize: () => at.authorize(ctx, { ...givenPayment(), reference }),
  issue: () => at.issue(ctx, pix),
  boleto: () => at.issue(ctx, { ...pix, method: 'boleto' }),
  keepCard: () => at.keepCard(ctx, { card: givenPayment().card, payer }),
  chargeKept: () =>
    at.chargeKept(ctx, {
      reference,
      amount,
      installments: 1,
      card: { ...kept, securityCode: null },
    }),
  verify: () => at.verify(ctx, { reference, card: givenPayment().card }),
  findBin: () => at.findBin(ctx, '402400'),
  capture: () => at.capture(ctx, target),
  void: () => at.void(ctx, target),
  refund: () => at.refund(ctx, target),
})
const calls = callsAt(route)
type Verb = keyof typeof calls
const VERBS = Object.keys(calls) as Verb[]
const SALES = ['authorize', 'chargeKept', 'issue', 'boleto'] as const satisfies Verb[]

const payment = {
  PaymentId,
  Type: 'CreditCard',
  Amount: 19_90,
  Currency: 'BRL',
  Status: 1,
  ReturnCode: '4',
  Tid: '1',
}
const sale = (more: object = {}) => ({
  MerchantOrderId: reference,
  Payment: { ...payment, ...more },
})
const HTML = '<!doctype html><title>Manutenção</title><h1>Voltamos já</h1>'
const TRUNCATED = JSON.stringify(sale()).slice(0, -20)
const pixOf = (more: object = {}) =>
  sale({ Type: 'Pix', Tid: null, Status: 12, ReturnCode: '0', QrCodeString: '00020101', ...more })

describe.each(VERBS)('%s', (verb) => {
  test.each([
    ['an error page with 200', { status: 200, body: HTML, type: 'text/html' }],
    ['an error page with 201', { status: 201, body: HTML, type: 'text/html' }],
    ['an answer that ends in the middle', { status: 201, body: TRUNCATED }],
    ['a connection that ends in the middle', { status: 201, body: sale(), cut: true }],
    ['nothing at all', { status: 201, body: '' }],
    ['no content', { status: 204, body: '' }],
    ['a list', { status: 201, body: [] }],
    ['a word', { status: 201, body: '"2"' }],
    ['null', { status: 201, body: 'null' }],
    ['a status that is a word', { status: 201, body: { Status: 'Paid', Payment: {} } }],
    ['a time-out of theirs', { status: 408, body: sale() }],
    ['an error of theirs', { status: 500, body: sale() }],
    ['a bad gateway', { status: 502, body: HTML, type: 'text/html' }],
    ['a service that is away', { status: 503, body: '' }],
    ['five megabytes', { status: 201, body: ' '.repeat(5 * 1_048_576) + JSON.stringify(sale()) }],
  ])('%s is silence', async (_, answer) => {
    cielo.say(answer)
    expect(await calls[verb]()).toMatchObject({ kind: 'unknown' })
  })

  test.each([400, 401, 403, 404, 405, 413, 415, 429])(
    'HTTP %i without a word was surely not executed',
    async (status) => {
      cielo.say({ status, body: HTML, type: 'text/html' })
      expect(await calls[verb]()).toEqual({ kind: 'not_sent', cause: `http_${status}` })
    },
  )

  test('a connection that is refused never left', async () => {
    const closed = callsAt(givenCielo(await closedPort()))
    expect(await closed[verb]()).toMatchObject({ kind: 'not_sent' })
  })
})

/** Every error of the interface that the manual lists, and those whose text nobody has read. */
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)
const OF_THE_BUYER: Readonly<Record<number, string>> = {
  57: 'brand_unsupported',
  117: 'card_data_wrong',
  118: 'card_data_wrong',
  123: 'installments_wrong',
  125: 'card_expired',
  126: 'card_expired',
  127: 'card_data_wrong',
  128: 'card_data_wrong',
  146: 'security_code_wrong',
  174: 'card_data_wrong',
  177: 'card_data_wrong',
  182: 'brand_unsupported',
  185: 'brand_unsupported',
  213: 'card_data_wrong',
  214: 'card_data_wrong',
}
const TAKEN = 302
const ERRORS = [
  ...[0, 57, ...range(101, 217), 220, 228, 233, 286, 298],
  ...[...range(300, 304), ...range(306, 317), ...range(318, 323), 389],
]

describe.each(SALES)('an error of the form, answered to %s', (verb) => {
  const said = async (code: number) => {
    cielo.say({ status: 400, body: [{ Code: code, Message: 'as in the manual' }] })
    return calls[verb]()
  }
  test.each(ERRORS.filter((code) => OF_THE_BUYER[code] === undefined && code !== TAKEN))(
    '%i is ours to put right, and never a refusal of the buyer',
    async (code) => {
      expect(await said(code)).toEqual({ kind: 'not_sent', cause: `http_400 ${code}` })
    },
  )
  test.each(Object.entries(OF_THE_BUYER))('%s is the buyer’s: %s', async (code, reason) => {
    expect(await said(Number(code))).toMatchObject({ kind: 'refused', refusal: { code, reason } })
  })
  test('302 says that an earlier delivery of it got through: it is asked about', async () => {
    expect(await said(TAKEN)).toMatchObject({ kind: 'unknown' })
  })
})

test('a merchant without Pix is told by 422, and nothing was made', async () => {
  cielo.say({ status: 422, body: [{ Code: 422, Message: 'Error on Merchant Integration' }] })
  expect(await calls.issue()).toMatchObject({ kind: 'not_sent' })
})

describe('an approval that is not of what was asked', () => {
  test.each([
    ['of another order', { ...sale(), MerchantOrderId: 'SOMEBODYELSE' }],
    ['of no order', { ...sale(), MerchantOrderId: undefined }],
    ['in dollars', sale({ Currency: 'USD' })],
    ['without its own name', sale({ PaymentId: '' })],
    ['of half a centavo', sale({ Amount: 19_90.5 })],
    ['of an amount in text', sale({ Amount: '1990' })],
    ['of less than nothing', sale({ Amount: -1 })],
    ['that was captured already', sale({ Status: 2, CapturedAmount: 19_90 })],
  ])('%s is none', async (_, body) => {
    cielo.say({ body })
    for (const verb of ['authorize', 'chargeKept'] as const) {
      expect(await calls[verb]()).toMatchObject({ kind: 'unknown' })
    }
  })
  test('of another amount is told with that amount, to be held against what was asked', async () => {
    cielo.say({ body: sale({ Amount: 199 }) })
    expect(await calls.authorize()).toMatchObject({ kind: 'done', value: { amount: 199 } })
  })
  test.each([0, 2, 4, 10, 11, 12, 20, 99, -1])('status %i approves nothing', async (Status) => {
    cielo.say({ body: sale({ Status }) })
    expect(await calls.authorize()).toMatchObject({ kind: 'unknown' })
  })
  test.each([3, 13])('status %i refuses, whatever its code says', async (Status) => {
    cielo.say({ body: sale({ Status, ReturnCode: '05' }) })
    expect(await calls.authorize()).toMatchObject({ kind: 'refused', refusal: { code: '05' } })
  })
  test.each(['BP900', 'BP901', 'BP902', 'BP903', 'BP904', 'AA', 'AE', '96', '98', '99', '999'])(
    'refused with %s, Cielo does not know either',
    async (ReturnCode) => {
      cielo.say({ body: sale({ Status: 3, ReturnCode }) })
      expect(await calls.authorize()).toMatchObject({ kind: 'unknown' })
    },
  )
})

describe('a Pix that was issued', () => {
  test('is one that can be paid', async () => {
    cielo.say({ body: pixOf({ AcquirerTransactionId: 'tx1' }) })
    expect(await calls.issue()).toMatchObject({
      kind: 'done',
      value: { tid: 'tx1', voucher: { kind: 'pix', copyPaste: '00020101' } },
    })
    expect(cielo.asked()).toMatchObject({
      Payment: { Type: 'Pix', Provider: 'Cielo2', QrCode: { Expiration: 3_600 } },
    })
  })
  test.each([
    ['without its text', { QrCodeString: undefined }],
    ['with another kind of text', { QrCodeString: 'https://example.com' }],
    ['of another amount', { Amount: 1 }],
    ['that failed', { Status: 0 }],
    ['that is paid at once', { Status: 2 }],
  ])('%s is not', async (_, wrong) => {
    cielo.say({ body: pixOf(wrong) })
    expect(await calls.issue()).toMatchObject({ kind: 'unknown' })
  })
  test('a card’s answer is none', async () => {
    cielo.say({ body: sale() })
    expect(await calls.issue()).toMatchObject({ kind: 'unknown' })
  })
  test.each([
    [{ Status: 12 }, { kind: 'waiting', captured: 0 }],
    [{ Status: 2 }, { kind: 'captured', captured: 19_90, refunded: 0 }],
    [
      { Status: 2, VoidedAmount: 500 },
      { kind: 'captured', captured: 19_90, refunded: 500 },
    ],
    [
      { Status: 2, Refunds: [{ Amount: 500, Status: 1 }] },
      { kind: 'captured', refunded: 0, refundPending: true },
    ],
    [{ Status: 11 }, { kind: 'refunded', captured: 19_90, refunded: 19_90 }],
    [{ Status: 13 }, { kind: 'expired', captured: 0 }],
    [{ Status: 13, QrCodeString: null }, { kind: 'refused' }],
    [{ Status: 0 }, { kind: 'unknown' }],
  ])('%o is %o', async (said, found) => {
    cielo.say({ status: 200, body: pixOf(said) })
    expect(await route.find(ctx, reference, PaymentId)).toMatchObject(found)
  })
  test('paid, it tells who was paid', async () => {
    cielo.say({ status: 200, body: pixOf({ Status: 2, EndToEndId: 'E1' }) })
    expect(await route.find(ctx, reference, PaymentId)).toMatchObject({
      voucher: { endToEndId: 'E1' },
    })
  })
})

describe('a boleto', () => {
  const line = '23790.00009 00000.000000 00000.000000 9 99990000001990'
  const slip = {
    Type: 'Boleto',
    Status: 1,
    DigitableLine: line,
    BarCodeNumber: '2'.repeat(44),
    Url: 'https://example.com/boleto',
    ExpirationDate: '2026-03-10',
  }
  test('is issued with its line in digits, its bars and its page', async () => {
    cielo.say({ body: sale(slip) })
    expect(await calls.boleto()).toMatchObject({
      kind: 'done',
      value: {
        voucher: {
          kind: 'boleto',
          digitableLine: line.replace(/\D/g, ''),
          barcode: '2'.repeat(44),
          pdfUrl: 'https://example.com/boleto',
        },
        expiresAt: new Date('2026-03-11T02:59:00Z'),
      },
    })
  })
  test.each([
    ['a short line', { DigitableLine: '23790' }],
    ['no bars', { BarCodeNumber: undefined }],
    ['no line', { DigitableLine: '' }],
  ])('with %s cannot be paid', async (_, wrong) => {
    cielo.say({ body: sale({ ...slip, ...wrong }) })
    expect(await calls.boleto()).toMatchObject({ kind: 'unknown' })
  })
  test('a page that is no address is none', async () => {
    cielo.say({ body: sale({ ...slip, Url: 'javascript:alert(1)' }) })
    expect(await calls.boleto()).toMatchObject({ value: { voucher: { pdfUrl: null } } })
  })
  test('waits, is paid, and what is printed stays', async () => {
    cielo.say({ status: 200, body: sale(slip) })
    expect(await route.find(ctx, reference, PaymentId)).toMatchObject({ kind: 'waiting' })
    cielo.say({ status: 200, body: sale({ ...slip, Status: 2, CapturedAmount: 1_000 }) })
    expect(await route.find(ctx, reference, PaymentId)).toMatchObject({
      kind: 'captured',
      captured: 1_000,
    })
  })
})

describe('a search', () => {
  test('answered with an error page proves nothing, not even with 404', async () => {
    for (const status of [200, 404, 502]) {
      cielo.say({ status, body: HTML })
      expect(await route.find(ctx, reference)).toMatchObject({ kind: 'unknown' })
      expect(await route.find(ctx, reference, PaymentId)).toMatchObject({ kind: 'unknown' })
      expect(await route.findAll(ctx, reference)).toBeNull()
    }
  })
  test('that shows another order, or another currency, proves nothing', async () => {
    for (const body of [{ ...sale(), MerchantOrderId: 'X' }, sale({ Currency: 'USD' })]) {
      cielo.say({ status: 200, body })
      expect(await route.find(ctx, reference, PaymentId)).toMatchObject({ kind: 'unknown' })
    }
  })
  test('tells the networks’ names of the payment and the advice of a refusal', async () => {
    const ids = { IssuerTransactionId: '580027442382078', TransactionLinkId: 'L'.repeat(22) }
    cielo.say({ status: 200, body: sale(ids) })
    expect(await route.find(ctx, reference, PaymentId)).toMatchObject({
      approval: {
        networkIds: { issuerTransactionId: '580027442382078', transactionLinkId: 'L'.repeat(22) },
      },
    })
    const refused = { Status: 3, ReturnCode: '51', MerchantAdviceCode: '24' }
    cielo.say({ status: 200, body: sale({ ...refused, CreditCard: { Brand: 'Master' } }) })
    expect(await route.find(ctx, reference, PaymentId)).toMatchObject({
      refusal: { code: '51', adviceCode: '24' },
    })
  })
})

describe('what Cielo is told of a card sale', () => {
  const authorize = async (more: object) => {
    cielo.say({ body: sale() })
    await route.authorize(ctx, { ...givenPayment(), reference, ...more })
    return cielo.asked() as { Customer?: object; Payment: Record<string, unknown> }
  }
  test('who pays, as it takes a name: letters, with their accents', async () => {
    const told = await authorize({ payer: { ...payer, name: 'José D’Ávila & Filhos 3º' } })
    expect(told.Customer).toEqual({
      Name: 'José D Ávila Filhos',
      Identity: '12345678909',
      IdentityType: 'CPF',
      Email: 'maria@example.com',
    })
    const company = await authorize({ payer: { ...payer, document: '12ABC34501DE35' } })
    expect(company.Customer).toMatchObject({ IdentityType: 'CNPJ' })
    expect(await authorize({})).not.toHaveProperty('Customer')
  })
  test('never to capture, and to authenticate only with results', async () => {
    expect((await authorize({})).Payment).toMatchObject({ Capture: false, Authenticate: false })
    const threeDs = { eci: '05', cavv: 'c', xid: null, version: '2.2.0', transactionId: 'r' }
    expect((await authorize({ threeDs })).Payment).toMatchObject({
      Authenticate: true,
      ExternalAuthentication: { Eci: '05', Cavv: 'c', Version: '2.2.0', ReferenceId: 'r' },
    })
  })
  test('of a kept card who started the charge, and which payment it follows', async () => {
    cielo.say({ body: sale() })
    const networkIds = { issuerTransactionId: '58', transactionLinkId: 'L'.repeat(22) }
    const card = { ...kept, networkIds, securityCode: null }
    await route.chargeKept(ctx, { reference, amount, installments: 1, card })
    expect(cielo.asked()).toMatchObject({
      Payment: {
        Recurrent: true,
        IssuerTransactionId: '58',
        TransactionLinkId: 'L'.repeat(22),
        InitiatedTransactionIndicator: { Category: 'M1', Subcategory: 'Subscription' },
        CreditCard: {
          CardToken: PaymentId,
          Brand: 'Master',
          CardOnFile: { Usage: 'Used', Reason: 'Recurring' },
        },
      },
    })
    expect(JSON.stringify(cielo.asked())).not.toContain('SecurityCode')
  })
  test('of a card to verify: Visa, Mastercard and Elo alone', async () => {
    cielo.say({ status: 200, body: { Valid: true, ReturnCode: '00', IssuerTransactionId: '58' } })
    expect(await calls.verify()).toEqual({
      kind: 'done',
      value: { returnCode: '00', networkIds: { issuerTransactionId: '58' } },
    })
    const amex = givenPayment('371341553758128').card
    const heard = cielo.heard().length
    expect(await route.verify(ctx, { reference, card: amex })).toMatchObject({ kind: 'not_sent' })
    expect(cielo.heard()).toHaveLength(heard)
  })
  test('of a BIN nothing but the BIN, and its answer in our words', async () => {
    const said = { Status: '00', Provider: 'MASTERCARD', CardType: 'Crédito', Issuer: 'Bradesco' }
    cielo.say({ status: 200, body: { ...said, ForeignCard: false, Prepaid: true } })
    expect(await calls.findBin()).toEqual({
      kind: 'done',
      value: {
        brand: 'mastercard',
        type: 'credit',
        foreign: false,
        prepaid: true,
        corporate: false,
        issuer: 'Bradesco',
      },
    })
    cielo.say({ status: 400, body: [{ Code: 323, Message: 'not enabled' }] })
    expect(await calls.findBin()).toMatchObject({ kind: 'refused', refusal: { code: '323' } })
    cielo.say({ status: 200, body: { ...said, Status: '73' } })
    expect(await calls.findBin()).toMatchObject({ refusal: { reason: 'acquirer_misconfigured' } })
  })
})
