// tests/contract/rede-strictness.test.ts
import { describe, expect, test } from 'vitest'
import { testSimulator } from '../support/test-simulator'

let now = new Date('2026-03-05T15:00:00Z')
const simulator = await testSimulator({ now: () => now })
const { rede: url } = simulator.addresses

const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  'content-type': 'application/x-www-form-urlencoded',
})
const askToken = async (headers: object, body = 'grant_type=client_credentials') => {
  const reply = await fetch(`${url}/oauth2/token`, {
    method: 'POST',
    headers: { ...headers },
    body,
  })
  return { status: reply.status, body: await reply.json() }
}
const tokenOf = async (pv = '10001') => (await askToken(basic(pv, 'key'))).body.access_token

async function call(method: string, path: string, body?: unknown, more: object = {}) {
  const headers = {
    'content-type': 'application/json',
    affiliation: '10001',
    'transaction-response': 'brand-return-opened',
    ...('authorization' in more ? {} : { authorization: `Bearer ${await tokenOf()}` }),
    ...more,
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const reply = await fetch(`${url}/v2/transactions${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: text }),
  })
  return { status: reply.status, body: await reply.json() }
}

const transaction = {
  capture: false,
  kind: 'credit',
  reference: 'A01J9ZK8Q3W7M2',
  amount: 15700,
  cardholderName: 'MARIA DE SOUZA',
  cardNumber: '5448280000000007',
  expirationMonth: 12,
  expirationYear: 2030,
  securityCode: '123',
}
let serial = 0
const sell = async (more: object = {}) => {
  const reference = `R${++serial}`
  const { body } = await call('POST', '', { ...transaction, reference, ...more })
  return body as { tid: string; returnCode: string; reference: string }
}

describe('a token', () => {
  test.each([
    ['a number with leading zeros', basic('0010001', 'key'), 401],
    ['no key', basic('10001', ''), 401],
    ['a key that is nobody’s', basic('10001', 'INVALID'), 401],
    ['no credentials', { 'content-type': 'application/x-www-form-urlencoded' }, 401],
    ['JSON', { ...basic('10001', 'key'), 'content-type': 'application/json' }, 415],
  ])('is not given for %s', async (_, headers, status) => {
    expect((await askToken(headers)).status).toBe(status)
  })
  test('is not given for another grant', async () => {
    expect((await askToken(basic('10001', 'key'), 'grant_type=password')).status).toBe(400)
  })
  test('is good for 24 minutes and one merchant', async () => {
    const { body } = await askToken(basic('10001', 'key'))
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 1439 })
    const authorization = `Bearer ${body.access_token}`
    const missing = { status: 404, body: { returnCode: '78' } }
    expect(await call('GET', '?reference=X', undefined, { authorization })).toMatchObject(missing)
    expect(
      await call('GET', '?reference=X', undefined, { authorization, affiliation: '10002' }),
    ).toMatchObject({ status: 400, body: { returnCode: '25' } })
    now = new Date('2026-03-05T15:24:00Z')
    expect(await call('GET', '?reference=X', undefined, { authorization })).toMatchObject({
      status: 401,
      body: { returnCode: '4030' },
    })
    now = new Date('2026-03-05T15:00:00Z')
  })
})

describe('a request that the documentation forbids is refused with its code', () => {
  test.each([
    ['a body that is no JSON', '{', '167'],
    ['capture as text', { ...transaction, capture: 'false' }, '158'],
    ['an unknown kind', { ...transaction, kind: 'voucher' }, '76'],
    ['no reference', { ...transaction, reference: undefined }, '41'],
    ['a reference of 17', { ...transaction, reference: 'A'.repeat(17) }, '39'],
    ['a reference with a dash', { ...transaction, reference: 'A-1' }, '40'],
    ['no amount', { ...transaction, amount: undefined }, '73'],
    ['an amount in reais', { ...transaction, amount: 157.5 }, '71'],
    ['an amount of 11 digits', { ...transaction, amount: 10_000_000_000 }, '70'],
    ['one instalment', { ...transaction, installments: 1 }, '54'],
    ['thirteen instalments', { ...transaction, installments: 13 }, '151'],
    ['a holder of 31', { ...transaction, cardholderName: 'A'.repeat(31) }, '55'],
    ['a holder with accents', { ...transaction, cardholderName: 'JOSÉ' }, '59'],
    ['a statement name of 19', { ...transaction, softDescriptor: 'A'.repeat(19) }, '31'],
    ['a statement name with accents', { ...transaction, softDescriptor: 'VIOLÃO' }, '32'],
    ['a statement name that is a number', { ...transaction, softDescriptor: 7 }, '32'],
    ['no number', { ...transaction, cardNumber: undefined }, '38'],
    ['a number of 20', { ...transaction, cardNumber: '5'.repeat(20) }, '36'],
    ['a number with spaces', { ...transaction, cardNumber: '5448 2800 0000 0007' }, '37'],
    ['no month', { ...transaction, expirationMonth: undefined }, '35'],
    ['the thirteenth month', { ...transaction, expirationMonth: 13 }, '33'],
    ['no year', { ...transaction, expirationYear: undefined }, '3'],
    ['a year of three digits', { ...transaction, expirationYear: 203 }, '1'],
    ['a code of five', { ...transaction, securityCode: '12345' }, '15'],
    ['a code of letters', { ...transaction, securityCode: 'abc' }, '16'],
  ])('%s: %s', async (_, body, returnCode) => {
    expect(await call('POST', '', body)).toMatchObject({ status: 400, body: { returnCode } })
    expect(simulator.ledger.entries).toEqual([])
  })

  test('no Affiliation', async () => {
    const authorization = `Bearer ${await tokenOf()}`
    const reply = await fetch(`${url}/v2/transactions?reference=X`, { headers: { authorization } })
    expect(await reply.json()).toMatchObject({ returnCode: '26' })
  })
  test('another content type', async () => {
    const answer = await call('POST', '', transaction, { 'content-type': 'text/plain' })
    expect(answer).toMatchObject({ status: 415, body: { returnCode: '169' } })
  })
  test('a repeated reference: nothing is made a second time', async () => {
    const { reference } = await sell()
    expect(await call('POST', '', { ...transaction, reference })).toMatchObject({
      status: 422,
      body: { returnCode: '122' },
    })
    expect(simulator.ledger.entries).toHaveLength(1)
  })
  test('a past date is a refusal of the card', async () => {
    expect(await sell({ expirationYear: 2020 })).toMatchObject({ returnCode: '112' })
  })
})

describe('after the sale', () => {
  test('captured unless told otherwise', async () => {
    await sell({ capture: undefined })
    expect(simulator.ledger.entries).toMatchObject([{ status: 'captured' }])
  })
  test('a capture above the authorised, a second one and a late one are refused', async () => {
    const { tid } = await sell()
    const put = (amount: unknown) => call('PUT', `/${tid}`, { amount })
    expect(await put(15701)).toMatchObject({ status: 422, body: { returnCode: '49' } })
    expect(await put(undefined)).toMatchObject({ status: 400, body: { returnCode: '73' } })
    expect(await put(15700)).toMatchObject({ status: 200, body: { returnCode: '00' } })
    expect(await put(15700)).toMatchObject({ status: 422, body: { returnCode: '171' } })
    const late = await sell()
    now = new Date('2026-03-06T15:00:00Z')
    const answer = await call('PUT', `/${late.tid}`, { amount: 15700 })
    expect(answer).toMatchObject({ body: { returnCode: '173' } })
    now = new Date('2026-03-05T15:00:00Z')
  })
  test('what was only authorised is let go whole', async () => {
    const { tid } = await sell()
    const refund = (amount: number) => call('POST', `/${tid}/refunds`, { amount })
    expect(await refund(100)).toMatchObject({ body: { returnCode: '365' } })
    expect(await refund(15700)).toMatchObject({ status: 201, body: { returnCode: '359' } })
    expect(await refund(15700)).toMatchObject({ body: { returnCode: '355' } })
  })
  test('a refund of another day is asked for, and done the evening after', async () => {
    const { tid, reference } = await sell({ capture: true })
    now = new Date('2026-03-06T15:00:00Z')
    expect(await call('POST', `/${tid}/refunds`, { amount: 15701 })).toMatchObject({
      body: { returnCode: '357' },
    })
    expect(await call('POST', `/${tid}/refunds`, { amount: 700 })).toMatchObject({
      status: 202,
      body: { returnCode: '360' },
    })
    const asked = await call('GET', `?reference=${reference}`)
    expect(asked.body.refunds).toMatchObject([{ amount: 700, status: 'Processing' }])
    now = new Date('2026-03-08T03:00:00Z')
    const done = await call('GET', `/${tid}/refunds`)
    expect(done.body.refunds).toMatchObject([{ amount: 700, status: 'Done' }])
    now = new Date('2026-03-05T15:00:00Z')
  })
  test('the brand’s code comes along only for who asks for it', async () => {
    simulator.fault('rede', 'authorize', 'return_code', { code: '58', brandCode: '05', count: 2 })
    const asked = await call('POST', '', { ...transaction, reference: 'B1' })
    expect(asked.body.brand.returnCode).toBe('05')
    const quiet = { ...transaction, reference: 'B2' }
    const plain = await call('POST', '', quiet, { 'transaction-response': '' })
    expect(plain.body.brand).not.toHaveProperty('returnCode')
  })
  test.each([
    ['a good card', {}, '174'],
    ['without its code', { securityCode: undefined }, '172'],
    ['a debit card', { cardNumber: '4761120000000148' }, '170'],
  ])('a check of %s with zero is %s', async (_, more, returnCode) => {
    expect(await sell({ amount: 0, ...more })).toMatchObject({ returnCode })
    expect(simulator.ledger.entries).toEqual([])
  })
})

describe('a Pix is asked for as documented', () => {
  const pix = {
    kind: 'pix',
    reference: 'P01J9ZK8Q3W7M2',
    amount: 3900,
    qrCode: { dateTimeExpiration: '2026-03-05T13:15:59' },
  }
  const until = (dateTimeExpiration: unknown) => ({ ...pix, qrCode: { dateTimeExpiration } })
  test.each([
    ['of nothing', { ...pix, amount: 0 }, '3121'],
    ['with a capture', { ...pix, capture: false }, '158'],
    ['without an end', { ...pix, qrCode: undefined }, '3076'],
    ['with a zone', until('2026-03-05T13:15:59-03:00'), '3081'],
    ['with a space', until('2026-03-05 13:15:59'), '3078'],
    ['that is over', until('2026-03-05T11:59:59'), '3077'],
    ['of sixteen days', until('2026-03-21T12:00:01'), '3077'],
  ])('%s: %s', async (_, body, returnCode) => {
    expect(await call('POST', '', body)).toMatchObject({ status: 400, body: { returnCode } })
    expect(simulator.ledger.entries).toEqual([])
  })
  test('and answered with its picture and its text, which a search repeats while it waits', async () => {
    const { status, body } = await call('POST', '', pix)
    expect(status).toBe(201)
    const { qrCodeResponse } = body
    expect(qrCodeResponse).toMatchObject({ dateTimeExpiration: '2026-03-05T13:15:59' })
    const picture = Buffer.from(qrCodeResponse.qrCodeImage, 'base64')
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    const found = await call('GET', `/${body.tid}`)
    expect(found.body).toMatchObject({ authorization: { status: 'Pending' }, qrCodeResponse })
    for (const entry of simulator.ledger.entries) simulator.ledger.pay(entry)
    const paid = await call('GET', `/${body.tid}`)
    expect(paid.body.authorization).toMatchObject({ status: 'Approved', kind: 'Pix' })
    expect(paid.body).not.toHaveProperty('qrCodeResponse')
  })
  test('a repeated reference is refused, whatever it was used for', async () => {
    await call('POST', '', pix)
    const again = { ...transaction, reference: pix.reference }
    expect(await call('POST', '', again)).toMatchObject({ body: { returnCode: '122' } })
  })
})

describe('a stored card and 3-D Secure results are sent as documented', () => {
  const visa = { ...transaction, cardNumber: '4235647728025682' }
  const proved = { embedded: false, eci: '5', cavv: 'BwABB4JRdgAAAAAAiFF2AAAAAAA=', xid: 'abc' }
  const withProof = (more: object) => ({ ...visa, threeDSecure: { ...proved, ...more } })
  test.each([
    ['a Mastercard that is stored under no category', { ...transaction, storageCard: '1' }, '3068'],
    ['a link of the wrong size', { ...transaction, transactionLinkId: 'short' }, '3302'],
    ['a mark of recurrence in text', { ...transaction, subscription: 'yes' }, '61'],
    ['no word on who asks for the challenge', withProof({ embedded: undefined }), '154'],
    ['a challenge of Rede’s own', withProof({ embedded: true }), '203'],
    ['no ECI', withProof({ eci: undefined }), '155'],
    ['a long ECI', withProof({ eci: '005' }), '156'],
    ['an ECI of Mastercard for a Visa', withProof({ eci: '2' }), '20'],
    ['no proof', withProof({ cavv: undefined }), '157'],
    ['a Visa without a name of its authentication', withProof({ xid: undefined }), '21'],
    ['an indicator of another version', withProof({ threeDIndicator: '3' }), '133'],
  ])('%s: %s', async (_, body, returnCode) => {
    expect(await call('POST', '', body)).toMatchObject({ status: 400, body: { returnCode } })
    expect(simulator.ledger.entries).toEqual([])
  })
  test('the ECI is told by a search, with the brand’s names of the payment', async () => {
    const { body } = await call('POST', '', withProof({}))
    expect(body.brand.brandTid).toMatch(/^[\da-f]{12}$/)
    const found = await call('GET', `/${body.tid}`)
    expect(found.body.authorization).toMatchObject({
      authorizationEci: '5',
      brand: { brandTid: body.brand.brandTid },
    })
  })
})
