// tests/contract/rede-answers.test.ts
import { describe, expect, test } from 'vitest'
import { centavos } from '@/lib/kernel/money'
import { Secret } from '@/lib/kernel/secret'
import { sendHttp } from '@/lib/platform/http'
import { cannedRede } from '../support/canned-rede'
import { givenPayment, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { closedPort } from '../support/test-simulator'

const rede = await cannedRede()
const { ctx } = testCtx({ http: sendHttp })
const route = givenRede(rede.url)

const reference = 'A01J9ZK8Q3W7M2'
const tid = '8345000363484052380'
const amount = centavos(19_90)
const target = { acquirerId: tid, amount }
const payer = { name: 'Maria de Souza', document: '12345678909', email: 'maria@example.com' }
const inAnHour = new Date(ctx.now().getTime() + 3_600_000)
const pix = { reference, method: 'pix', amount, payer, expiresAt: inAnHour } as const
const kept = { token: new Secret('tok1'), brand: 'mastercard', networkIds: null } as const

const callsAt = (at: typeof route) => ({
  authorize: () => at.authorize(ctx, { ...givenPayment(), reference }),
  issue: () => at.issue(ctx, pix),
  keepCard: () => at.keepCard(ctx, { card: givenPayment().card, payer }),
  chargeKept: () =>
    at.chargeKept(ctx, {
      reference,
      amount,
      installments: 1,
      card: { ...kept, securityCode: null },
    }),
  verify: () => at.verify(ctx, { reference, card: givenPayment().card }),
  capture: () => at.capture(ctx, target),
  void: () => at.void(ctx, target),
  refund: () => at.refund(ctx, target),
})
const calls = callsAt(route)
const VERBS = Object.keys(calls) as (keyof typeof calls)[]

const good = { returnCode: '00', returnMessage: 'Success.', reference, tid, amount }
const HTML = '<!doctype html><title>Manutenção</title><h1>Voltamos já</h1>'
const TRUNCATED = JSON.stringify(good).slice(0, -20)

describe.each(VERBS)('%s', (verb) => {
  test.each([
    ['an error page with 200', { status: 200, body: HTML, type: 'text/html' }],
    ['an error page with 201', { status: 201, body: HTML, type: 'text/html' }],
    ['an answer that ends in the middle', { status: 201, body: TRUNCATED }],
    ['a connection that ends in the middle', { status: 201, body: good, cut: true }],
    ['nothing at all', { status: 201, body: '' }],
    ['no content', { status: 204, body: '' }],
    ['a list', { status: 201, body: [] }],
    ['a word', { status: 201, body: '"00"' }],
    ['null', { status: 201, body: 'null' }],
    ['a code that is a number', { status: 201, body: { ...good, returnCode: 0 } }],
    ['no code', { status: 201, body: { ...good, returnCode: undefined, tokenizationId: '' } }],
    ['a time-out of theirs', { status: 408, body: good }],
    ['an error of theirs', { status: 500, body: good }],
    ['a bad gateway', { status: 502, body: HTML, type: 'text/html' }],
    ['a service that is away', { status: 503, body: '' }],
    ['a business error that nobody can read', { status: 422, body: HTML }],
    ['five megabytes', { status: 201, body: ' '.repeat(5 * 1_048_576) + JSON.stringify(good) }],
  ])('%s is silence', async (_, answer) => {
    rede.say(answer)
    expect(await calls[verb]()).toMatchObject({ kind: 'unknown' })
  })

  test.each([400, 401, 403, 404, 405, 413, 415, 429])(
    'HTTP %i without a word was surely not executed',
    async (status) => {
      rede.say({ status, body: HTML, type: 'text/html' })
      expect(await calls[verb]()).toEqual({ kind: 'not_sent', cause: `http_${status}` })
    },
  )

  test('a connection that is refused never left', async () => {
    const closed = callsAt(givenRede(await closedPort()))
    expect(await closed[verb]()).toMatchObject({ kind: 'not_sent' })
  })
})

describe('an approval that is not of what was asked', () => {
  test.each([
    ['of another reference', { reference: 'SOMEBODYELSE' }],
    ['of no reference', { reference: undefined }],
    ['without its own name', { tid: '' }],
    ['of half a centavo', { amount: 19_90.5 }],
    ['of an amount in text', { amount: 'R$ 19,90' }],
  ])('%s is none', async (_, wrong) => {
    rede.say({ body: { ...good, ...wrong, qrCodeResponse: { qrCodeData: '000201' } } })
    for (const verb of ['authorize', 'chargeKept', 'issue'] as const) {
      expect(await calls[verb]()).toMatchObject({ kind: 'unknown' })
    }
  })
  test('of another amount is told with that amount, to be held against what was asked', async () => {
    rede.say({ body: { ...good, amount: 199 } })
    expect(await calls.authorize()).toMatchObject({ kind: 'done', value: { amount: 199 } })
    rede.say({ body: { ...good, amount: undefined } })
    expect(await calls.authorize()).toMatchObject({ kind: 'done', value: { amount: 0 } })
  })
  test('a capture, a void and a refund of another transaction or amount are not done', async () => {
    for (const wrong of [{ tid: '1' }, { amount: 1 }]) {
      rede.say({ status: 200, body: { ...good, ...wrong } })
      for (const verb of ['capture', 'void', 'refund'] as const) {
        expect(await calls[verb]()).toMatchObject({ kind: 'unknown' })
      }
    }
  })
})

describe('a search', () => {
  const authorization = { ...good, status: 'Approved', kind: 'Credit' }
  const find = () => route.find(ctx, reference)

  test.each([
    ['an error page', { status: 200, body: HTML }],
    ['an error page with 404', { status: 404, body: HTML }],
    ['an answer that ends in the middle', { status: 200, body: TRUNCATED }],
    ['an error of theirs', { status: 500, body: '' }],
    ['too many questions', { status: 429, body: '' }],
    ['a code of another kind', { status: 400, body: { returnCode: '87' } }],
    [
      'another reference',
      { status: 200, body: { authorization: { ...authorization, reference: 'X' } } },
    ],
    [
      'a status of no list',
      { status: 200, body: { authorization: { ...authorization, status: 'Settled' } } },
    ],
    [
      'a card that is still pending',
      { status: 200, body: { authorization: { ...authorization, status: 'Pending' } } },
    ],
    [
      'a refund of no known status',
      { status: 200, body: { authorization, refunds: [{ status: 'Queued', amount: 1 }] } },
    ],
  ])('answered with %s proves nothing', async (_, answer) => {
    rede.say(answer)
    expect(await find()).toMatchObject({ kind: 'unknown' })
    expect(await route.findAll(ctx, reference)).toBeNull()
  })

  test('78 alone says that it was never seen', async () => {
    for (const status of [200, 404, 422]) {
      rede.say({ status, body: { returnCode: '78', returnMessage: 'Transaction does not exist.' } })
      expect(await find()).toEqual({ kind: 'never_seen' })
    }
  })

  test.each([
    ['Approved', {}, 'authorized'],
    ['Approved', { capture: { amount: 1990 } }, 'captured'],
    ['Denied', {}, 'refused'],
    ['Canceled', {}, 'voided'],
    ['Canceled', { capture: { amount: 1990 } }, 'refunded'],
  ])('a card that is %s with %o is %s', async (status, more, kind) => {
    rede.say({ status: 200, body: { authorization: { ...authorization, status }, ...more } })
    expect(await find()).toMatchObject({ kind })
  })

  test.each([
    ['Pending', {}, 'waiting', 0, 0],
    ['Approved', {}, 'captured', 1990, 0],
    ['Approved', { refunds: [{ status: 'Done', amount: 500 }] }, 'captured', 1990, 500],
    ['Canceled', { refunds: [{ status: 'Done', amount: 1990 }] }, 'refunded', 1990, 1990],
    ['Canceled', {}, 'expired', 0, 0],
  ])('a Pix that is %s with %o is %s', async (status, more, kind, captured, refunded) => {
    for (const word of ['pix', 'Pix']) {
      rede.say({
        status: 200,
        body: { authorization: { ...authorization, kind: word, status }, ...more },
      })
      expect(await find()).toMatchObject({ kind, captured, refunded })
    }
  })
  test.each(['Pending', 'Denied', 'Canceled'])(
    'a Pix that is %s with 3036 is expired',
    async (status) => {
      const pixOver = { ...authorization, kind: 'pix', status, returnCode: '3036' }
      rede.say({ status: 200, body: { authorization: pixOver } })
      expect(await find()).toMatchObject({ kind: 'expired', captured: 0 })
    },
  )
  test('a Pix that waits is told with its code, where Rede says it again', async () => {
    const waiting = { ...authorization, kind: 'pix', status: 'Pending' }
    const qrCodeResponse = { qrCodeData: '000201', dateTimeExpiration: '2026-03-05T13:00:00' }
    const voucher = { kind: 'pix', copyPaste: '000201' }
    rede.say({ status: 200, body: { authorization: waiting, qrCodeResponse } })
    expect(await find()).toMatchObject({ kind: 'waiting', voucher })
    rede.say({ status: 200, body: { authorization: { ...waiting, qrCodeResponse } } })
    expect(await find()).toMatchObject({ kind: 'waiting', voucher })
  })
})

describe('a refund that is asked about', () => {
  const asked = { ...target, refundId: 'r1' }
  const one = { refundId: 'r1', amount, refundDateTime: '2026-03-05T09:00:00.000-03:00' }

  test.each([
    [{ ...one, status: 'Done' }, 'done'],
    [{ ...one, status: 'Denied' }, 'denied'],
    [{ ...one, status: 'Processing' }, 'processing'],
    [{ ...one, status: 'Done', amount: 1 }, 'unknown'],
    [{ ...one, status: 'Done', refundId: 'r2' }, 'unknown'],
    [{ ...one, status: 'Queued' }, 'unknown'],
    [{ returnCode: '369', returnMessage: 'Refund not found.' }, 'never_seen'],
    [{ returnCode: '362', returnMessage: 'Refund not found.' }, 'never_seen'],
    [{}, 'unknown'],
  ])('%o is %s', async (body, state) => {
    rede.say({ status: 200, body })
    expect(await route.findRefund(ctx, asked)).toBe(state)
    expect(rede.heard().at(-1)?.url).toBe(`/v2/transactions/${tid}/refunds/r1`)
  })
  test.each([HTML, '', '[]', 'null', TRUNCATED])('%s proves nothing', async (body) => {
    for (const refundId of ['r1', null]) {
      rede.say({ status: 200, body })
      expect(await route.findRefund(ctx, { ...target, refundId })).toBe('unknown')
      rede.say({ status: 500, body })
      expect(await route.findRefund(ctx, { ...target, refundId })).toBe('unknown')
    }
  })
  test('without a name it is the one of that amount that was asked for last', async () => {
    const at = (hour: string, status: string, of: number = amount) => ({
      ...one,
      status,
      amount: of,
      refundDateTime: `2026-03-05T${hour}:00:00.000-03:00`,
    })
    const refunds = [at('10', 'Processing'), at('09', 'Done'), at('11', 'Denied', 100)]
    rede.say({ status: 200, body: { refunds } })
    expect(await route.findRefund(ctx, { ...target, refundId: null })).toBe('processing')
    rede.say({ status: 200, body: { refunds: [at('11', 'Done', 100)] } })
    expect(await route.findRefund(ctx, { ...target, refundId: null })).toBe('never_seen')
  })
})
