// tests/contract/rede-methods.test.ts
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { referenceOf } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import { Secret } from '@/lib/kernel/secret'
import { sendHttp } from '@/lib/platform/http'
import { cannedRede } from '../support/canned-rede'
import { GIVEN_CREDENTIALS, givenPayment, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testSimulator } from '../support/test-simulator'

const { ctx, advance } = testCtx({ http: sendHttp })
const simulator = await testSimulator({ now: ctx.now })
const route = givenRede(simulator.url)
const canned = await cannedRede()
const wire = givenRede(canned.url)

const payer = { name: 'Maria de Souza', document: '52998224725', email: 'maria@example.com' }
const newReference = () => referenceOf(ctx.newId('attempt'))
const amount = centavos(39_00)
const pix = (expiresAt: Date) => ({
  reference: newReference(),
  method: 'pix' as const,
  amount,
  payer,
  expiresAt,
})
const inMs = (ms: number) => new Date(ctx.now().getTime() + ms)
const DAY_MS = 24 * 3_600_000
const good = { returnCode: '00', tid: '8345000363484052380', amount }

describe('a Pix on the wire', () => {
  test('ends at an hour of São Paulo, without a zone, rounded down to the second', async () => {
    await wire.issue(ctx, pix(new Date('2026-03-06T02:15:59.900Z')))
    expect(canned.asked()).toEqual({
      kind: 'pix',
      reference: expect.stringMatching(/^[A-Z0-9]{16}$/),
      amount: 39_00,
      qrCode: { dateTimeExpiration: '2026-03-05T23:15:59' },
    })
  })
  test('ends after fifteen days at the latest', async () => {
    expect(await route.issue(ctx, pix(inMs(40 * DAY_MS)))).toMatchObject({
      kind: 'done',
      value: { expiresAt: inMs(15 * DAY_MS) },
    })
  })
  test.each([
    ['said', { amount: 3901 }, '000201'],
    ['printed in the code', {}, '0002015404390153039866304ABCD'],
    ['printed in the code as reais', {}, '000201540539.0153039866304ABCD'],
  ])('another sum, %s, is told and never taken for what was asked', async (_, more, qrCodeData) => {
    const asked = pix(inMs(DAY_MS))
    const { reference } = asked
    canned.say({ body: { ...good, reference, ...more, qrCodeResponse: { qrCodeData } } })
    const answer = await wire.issue(ctx, asked)
    expect(answer.kind === 'done' && answer.value.amount).not.toBe(39_00)
  })
  test.each(['3090', '3095', '3098'])('%s is the merchant’s to put right', async (code) => {
    simulator.fault('rede', 'authorize', 'return_code', { code })
    expect(await route.issue(ctx, pix(inMs(DAY_MS)))).toMatchObject({
      kind: 'refused',
      refusal: { code, reason: 'acquirer_misconfigured' },
    })
  })
  test('nobody paid it in time: 3036, and it is expired', async () => {
    const asked = pix(inMs(60_000))
    await route.issue(ctx, asked)
    advance(61_000)
    expect(await route.find(ctx, asked.reference)).toMatchObject({
      kind: 'expired',
      approval: { returnCode: '3036' },
    })
  })
  test('unpaid, it has nothing to give back', async () => {
    const answer = await route.issue(ctx, pix(inMs(DAY_MS)))
    if (answer.kind !== 'done') throw new Error('not issued')
    expect(await route.refund(ctx, answer.value)).toMatchObject({ refusal: { code: '351' } })
  })
  test('a return that the bank blocks is refused, and the money stays', async () => {
    const answer = await route.issue(ctx, pix(inMs(DAY_MS)))
    if (answer.kind !== 'done') throw new Error('not issued')
    for (const entry of simulator.ledger.entries) simulator.ledger.pay(entry)
    simulator.fault('rede', 'void', 'deny_refund')
    expect(await route.refund(ctx, answer.value)).toMatchObject({ refusal: { code: '3128' } })
    expect(simulator.ledger.entries).toMatchObject([{ refundedAmount: 0 }])
  })
})

describe('a paid Pix is told', () => {
  const heard: { readonly body: string; readonly key: string | undefined }[] = []
  const listener = createServer(async (incoming, outgoing) => {
    let body = ''
    for await (const chunk of incoming) body += chunk
    heard.push({ body, key: incoming.headers.authorization })
    outgoing.writeHead(200).end()
  })
  afterAll(() => new Promise((closed) => listener.close(closed)))

  test('to the address that the merchant registered, with its own key and no sum in it', async () => {
    await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready))
    const { port } = listener.address() as AddressInfo
    const { affiliation, integrationKey } = GIVEN_CREDENTIALS.rede
    const basic = Buffer.from(`${affiliation}:${integrationKey}`).toString('base64')
    const token = await fetch(`${simulator.url}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    }).then((reply) => reply.json())
    const registered = await fetch(`${simulator.url}/v1/transactions/notification-URL`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token.access_token}`,
        affiliation,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        URL: `http://127.0.0.1:${port}/rede`,
        authorization: { type: 'bearer', token: 'ours' },
      }),
    })
    expect(registered.status).toBe(201)

    const asked = pix(inMs(3_600_000))
    await route.issue(ctx, asked)
    await fetch(`${simulator.url}/_control/pay`, {
      method: 'POST',
      body: JSON.stringify({ acquirer: 'rede', reference: asked.reference }),
    })
    await vi.waitFor(() => expect(heard).toHaveLength(1))
    expect(heard[0]?.key).toBe('Bearer ours')
    expect(JSON.parse(heard[0]?.body ?? '')).toEqual({
      id: expect.any(String),
      merchantId: affiliation,
      events: ['PV.UPDATE_TRANSACTION_PIX'],
      data: {
        txid: expect.stringMatching(/^[\da-f]{32}$/),
        id: simulator.ledger.entries[0]?.tid,
        endToEndId: expect.stringMatching(/^E\d{20}[\da-f]{11}$/),
      },
    })
  })
})

describe('a card that Rede keeps', () => {
  const { card } = givenPayment()
  const token = new Secret('tok1')
  const charge = (more: object = {}) => ({
    reference: 'A01J9ZK8Q3W7M2',
    amount,
    installments: 1,
    card: { token, brand: 'mastercard' as const, securityCode: null, networkIds: null, ...more },
  })

  test('goes to the brand without being charged or checked', async () => {
    await wire.keepCard(ctx, { card, payer })
    expect(canned.asked()).toMatchObject({
      email: payer.email,
      storageCard: 2,
      embeddedZeroDollar: false,
      expirationMonth: 12,
      expirationYear: 2030,
    })
    expect(await route.keepCard(ctx, { card, payer })).toMatchObject({ kind: 'done' })
    expect(simulator.ledger.entries).toEqual([])
  })
  test('of a brand that makes no tokens is refused with a code of that service', async () => {
    const { card: amex } = givenPayment('371341553758128')
    expect(await route.keepCard(ctx, { card: amex, payer })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'token 27', reason: 'brand_unsupported' },
    })
  })
  test('is waited for a moment and no longer', async () => {
    canned.say({ body: { tokenizationId: 'tok1', tokenizationStatus: 'Pending' } })
    const began = ctx.now().getTime()
    expect(await wire.keepCard(ctx, { card, payer })).toMatchObject({ kind: 'unknown' })
    expect(ctx.now().getTime() - began).toBeLessThan(5_000)
  })
  test.each(['Inactive', 'Suspended', 'Deleted', 'Failed'])('%s is no token', async (state) => {
    canned.say({ body: { tokenizationId: 'tok1', tokenizationStatus: state } })
    expect(await wire.keepCard(ctx, { card, payer })).toMatchObject({ kind: 'refused' })
  })
  test('charged by the merchant it goes with the customer’s own first payment, and no code', async () => {
    const networkIds = { brandTid: '226332', transactionLinkId: 'AbCdEfGhIjKlMnOpQrStUv' }
    await wire.chargeKept(ctx, charge({ networkIds }))
    expect(canned.asked()).toEqual({
      capture: false,
      kind: 'credit',
      reference: 'A01J9ZK8Q3W7M2',
      amount: 39_00,
      cardToken: 'tok1',
      storageCard: '2',
      subscription: true,
      transactionCredentials: { credentialId: '01' },
      ...networkIds,
    })
  })
  test('charged by the customer it goes with a cryptogram, and is not sent without one', async () => {
    const withCode = charge({ securityCode: new Secret('123') })
    canned.say({ body: { returnCode: '38', returnMessage: 'Cryptogram unavailable.' } })
    expect(await wire.chargeKept(ctx, withCode)).toEqual({
      kind: 'not_sent',
      cause: 'no cryptogram: 38',
    })
    expect(canned.heard().map(({ url }) => url)).toEqual([
      '/token-service/oauth/v2/cryptogram/tok1',
    ])
    canned.say({ body: { ...good, reference: 'A01J9ZK8Q3W7M2', tokenCryptogram: 'abc' } })
    expect(await wire.chargeKept(ctx, withCode)).toMatchObject({ kind: 'done' })
    expect(canned.asked()).toMatchObject({ tokenCryptogram: 'abc', subscription: false })
  })
  test('a Mastercard is charged by the merchant only with the link to the first payment', async () => {
    const kept = await route.keepCard(ctx, { card: givenPayment('5502095822650000').card, payer })
    if (kept.kind !== 'done') throw new Error('not kept')
    const { token: made } = kept.value
    const sell = (networkIds: object | null) =>
      route.chargeKept(ctx, { ...charge({ token: made, networkIds }), reference: newReference() })
    advance(Date.parse('2026-10-23T12:00:00Z') - ctx.now().getTime())
    expect(await sell(null)).toEqual({ kind: 'not_sent', cause: 'code 3302' })
    expect(await sell({ transactionLinkId: 'AbCdEfGhIjKlMnOpQrStUv' })).toMatchObject({
      kind: 'done',
    })
  })
  test('a token of nobody’s pays nothing', async () => {
    expect(await route.chargeKept(ctx, charge())).toMatchObject({ kind: 'refused' })
    expect(simulator.ledger.entries).toEqual([])
  })
})

describe('3-D Secure results', () => {
  const results = {
    eci: '05',
    cavv: 'BwABB4JRdgAAAAAAiFF2AAAAAAA=',
    xid: null,
    version: '2.2.0',
    transactionId: '6b2d3a1e-0d9c-4d0b-9f59-3f8b1e6a7c10',
  }
  const sale = (threeDs = results) => ({ ...givenPayment(), reference: newReference(), threeDs })

  test('are named as Rede names them, and never ask for a challenge', async () => {
    await wire.authorize(ctx, sale())
    expect(canned.asked().threeDSecure).toEqual({
      embedded: false,
      eci: '5',
      cavv: results.cavv,
      directoryServerTransactionId: results.transactionId,
      threeDIndicator: '2',
    })
  })
  test('the ECI is the acquirer’s word where it says one, else what it accepted', async () => {
    const asked = sale()
    expect(await route.authorize(ctx, asked)).toMatchObject({ value: { eci: '05' } })
    const { reference } = asked
    canned.say({ body: { ...good, reference, authorizationEci: '7' } })
    expect(await wire.authorize(ctx, asked)).toMatchObject({ value: { eci: '7' } })
  })
  test.each([
    ['an ECI of another brand', { eci: '02' }],
    ['a proof that is missing', { cavv: null }],
  ])('%s never becomes a sale', async (_, wrong) => {
    const answer = await route.authorize(ctx, sale({ ...results, ...wrong } as typeof results))
    expect(answer).toMatchObject({ kind: 'not_sent' })
    expect(simulator.ledger.entries).toEqual([])
  })
  test('a challenge that nobody was shown is settled by a question', async () => {
    simulator.fault('rede', 'authorize', 'return_code', { code: '220' })
    expect(await route.authorize(ctx, sale())).toMatchObject({ kind: 'unknown' })
  })
})

test('a card is checked with nothing: never stored, never charged', async () => {
  const { card } = givenPayment()
  await wire.verify(ctx, { reference: newReference(), card })
  expect(canned.asked()).toMatchObject({ amount: 0, capture: false, storageCard: '0' })
})

test('Rede has no question about a BIN, and says so without asking', async () => {
  expect(await route.findBin(ctx, '402400')).toEqual({
    kind: 'not_sent',
    cause: 'Rede has no question about a BIN',
  })
})
