// tests/contract/rede-codes.test.ts
import { describe, expect, test } from 'vitest'
import { centavos } from '@/lib/kernel/money'
import { Secret } from '@/lib/kernel/secret'
import codes from '@/lib/payments/acquirers/rede/return-codes.json'
import { sendHttp } from '@/lib/platform/http'
import { cannedRede } from '../support/canned-rede'
import { givenPayment, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'

const rede = await cannedRede()
const { ctx } = testCtx({ http: sendHttp })
const route = givenRede(rede.url)

const reference = 'A01J9ZK8Q3W7M2'
const tid = '8345000363484052380'
const amount = centavos(19_90)
const target = { acquirerId: tid, amount }
const pix = () => ({
  reference,
  method: 'pix' as const,
  amount,
  payer: { name: 'Maria de Souza', document: '12345678909', email: 'maria@example.com' },
  expiresAt: new Date(ctx.now().getTime() + 3_600_000),
})
const calls = {
  authorize: () => route.authorize(ctx, { ...givenPayment(), reference }),
  chargeKept: () =>
    route.chargeKept(ctx, {
      reference,
      amount,
      installments: 1,
      card: { token: new Secret('t'), brand: 'visa', securityCode: null, networkIds: null },
    }),
  issue: () => route.issue(ctx, pix()),
  capture: () => route.capture(ctx, target),
  void: () => route.void(ctx, target),
  refund: () => route.refund(ctx, target),
  verify: () => route.verify(ctx, { reference, card: givenPayment().card }),
}

/** As the reference lists them: `1-3` is 1, 2 and 3. */
const list = (text: string) =>
  text.split(' ').flatMap((each) => {
    const [from = '', to = from] = each.split('-')
    const length = Number(to) - Number(from) + 1
    return from === to ? [from] : Array.from({ length }, (_, i) => String(Number(from) + i))
  })

const KNOWN = new Set(codes.map((row) => row.return_code))
const inTheList = (text: string) => list(text).filter((code) => KNOWN.has(code))

/** What a sale that was answered so is: acquirers.md, 3.8. */
const REFUSED = {
  unspecified: '58 83 116 72 124',
  insufficient_funds: '80 111',
  do_not_retry: '84',
  card_expired: '79 86 112',
  acquirer_misconfigured: '102 26 51 53 57 63 65 69 88 89 898 899 3301 203 3090 3095 3098',
  issuer_unavailable: '103 104 106 107 121',
  card_blocked: '105 118',
  amount_wrong: '108 70 71 73 3121 3122',
  card_data_wrong: '101 109 1-3 33 35 36-38 55 59 87 97 98',
  not_allowed_for_card: '110 82 170',
  suspected_fraud: '113',
  brand_unsupported: '114',
  too_many_tries: '115',
  security_code_wrong: '119 172 15 16',
  recurrence_stopped: '123',
  authentication_failed: '202 204',
  installments_wrong: '50 54 151',
  issuer_declined: '175',
  not_processed:
    '78 117 46 49 171 173 351 353-355 357 358 362 363 365 368 369 371 373 374 3036 3125 3128 4011 4012',
} as const
const SILENT = list('64 74 150 122 370 220 3079 3084 3085 3089 3091 3092 3094 3096 3097 3099 3123')
const SUCCESSES = list('00 174 120 359 360 200 201')
const NOT_SENT = inTheList(
  '4-14 17-25 27-32 34 39-41 43-45 47 48 56 60 61 66-68 75 76 85 99 100 132 133 153-161 ' +
    '167 169 176 250-261 269 1002 1003 1018-1020 1021 1023 1027-1038 3000-3021 3028-3035 ' +
    '3052-3056 3064-3070 3076-3078 3081 3086 3087 3100-3120 3130-3143 3302 4005-4010 4030',
)
const refused = Object.entries(REFUSED).flatMap(([reason, text]) =>
  inTheList(text).map((code) => [code, reason] as const),
)

test('every code that Rede documents is judged here, and once', () => {
  const judged = [...refused.map(([code]) => code), ...SILENT, ...SUCCESSES, ...NOT_SENT]
  expect(judged.toSorted()).toEqual([...KNOWN].toSorted())
})

const answered = (returnCode: string) => ({
  returnCode,
  returnMessage: 'Said so.',
  reference,
  tid,
  amount,
})

describe.each(['authorize', 'chargeKept'] as const)('%s', (verb) => {
  test.each(refused)('code %s is a refusal: %s', async (code, reason) => {
    for (const status of [200, 400, 422]) {
      rede.say({ status, body: answered(code) })
      expect(await calls[verb]()).toMatchObject({ kind: 'refused', refusal: { code, reason } })
    }
  })
  test.each(SILENT)('code %s is settled by a question', async (code) => {
    for (const status of [201, 400, 422]) {
      rede.say({ status, body: answered(code) })
      expect(await calls[verb]()).toMatchObject({ kind: 'unknown' })
    }
  })
  test.each(NOT_SENT)('code %s was never a sale', async (code) => {
    rede.say({ status: 400, body: answered(code) })
    expect(await calls[verb]()).toEqual({ kind: 'not_sent', cause: `code ${code}` })
  })
  test('only 00 with a success beside it is an approval', async () => {
    rede.say({ status: 201, body: answered('00') })
    expect(await calls[verb]()).toMatchObject({ kind: 'done', value: { acquirerId: tid, amount } })
    for (const status of [400, 404, 422, 429]) {
      rede.say({ status, body: answered('00') })
      expect(await calls[verb]()).toMatchObject({ kind: 'unknown' })
    }
  })
  test.each(SUCCESSES.filter((code) => code !== '00'))(
    'code %s, a success of another question, is no approval of a sale',
    async (code) => {
      rede.say({ status: 201, body: answered(code) })
      expect(await calls[verb]()).toMatchObject({ kind: 'unknown' })
    },
  )
})

const OWN_SUCCESS: Readonly<Record<string, readonly string[]>> = {
  capture: ['00'],
  void: ['00', '359', '360'],
  refund: ['00', '359', '360'],
  verify: ['174', '120'],
}
describe.each(['capture', 'void', 'refund', 'verify'] as const)('%s', (verb) => {
  test.each([...KNOWN].toSorted())(
    'code %s is done only where it is a success of it',
    async (code) => {
      rede.say({ status: 200, body: answered(code) })
      const own = OWN_SUCCESS[verb]?.includes(code)
      const { kind } = await calls[verb]()
      if (own) expect(kind).toBe('done')
      else if (SILENT.includes(code) || SUCCESSES.includes(code)) expect(kind).toBe('unknown')
      else expect(kind).toBe(NOT_SENT.includes(code) ? 'not_sent' : 'refused')
    },
  )
})

test('a Pix is issued by 00 with a code in it, and by no other', async () => {
  for (const code of KNOWN) {
    rede.say({ status: 201, body: { ...answered(code), qrCodeResponse: { qrCodeData: '000201' } } })
    expect((await calls.issue()).kind === 'done', code).toBe(code === '00')
  }
  rede.say({ status: 201, body: answered('00') })
  expect(await calls.issue()).toMatchObject({ kind: 'unknown' })
})

test('a refund that is taken for later says so, and by which name to ask about it', async () => {
  rede.say({ status: 202, body: { ...answered('360'), refundId: 'r1' } })
  expect(await calls.refund()).toEqual({
    kind: 'done',
    value: { confirmed: amount, refundId: 'r1', later: true },
  })
  rede.say({ status: 201, body: { ...answered('359'), refundId: 'r1' } })
  expect(await calls.refund()).toEqual({
    kind: 'done',
    value: { confirmed: amount, refundId: 'r1' },
  })
})

test('an expired token is renewed and the call repeated once, whatever the status says', async () => {
  for (const status of [400, 401, 422]) {
    rede.say({ status, body: answered('4030') })
    const before = rede.heard().length
    expect(await calls.authorize()).toMatchObject({ kind: 'not_sent' })
    const calledWith = rede
      .heard()
      .slice(before)
      .map(({ token }) => token)
    expect(calledWith).toHaveLength(2)
    expect(new Set(calledWith).size).toBe(2)
  }
})

test('the brand’s word, its advice and its names of the payment are read', async () => {
  const brand = { name: 'Mastercard', returnCode: '51', merchantAdviceCode: '24' }
  rede.say({ status: 422, body: { ...answered('111'), brand } })
  expect(await calls.authorize()).toMatchObject({
    kind: 'refused',
    refusal: { code: '111', brandCode: '51', adviceCode: '24', reason: 'insufficient_funds' },
  })
  const names = { brandTid: '226332', transactionLinkId: 'AbCdEfGhIjKlMnOpQrStUv' }
  rede.say({ body: { ...answered('00'), brand: { name: 'Mastercard', ...names } } })
  expect(await calls.authorize()).toMatchObject({ value: { networkIds: names } })
})
