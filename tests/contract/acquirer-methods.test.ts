// tests/contract/acquirer-methods.test.ts
import { describe, expect, test } from 'vitest'
import { referenceOf } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import { acquirers } from '@/lib/payments/registry'
import type { Route } from '@/lib/payments/route'
import { sendHttp } from '@/lib/platform/http'
import { givenCielo, givenPayment, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testSimulator } from '../support/test-simulator'

const { ctx, advance } = testCtx({ http: sendHttp })
const simulator = await testSimulator({ now: ctx.now })

const HOUR_MS = 3_600_000
const MASTERCARD = '5502095822650000'
const routes: Readonly<Record<keyof typeof acquirers, Route>> = {
  cielo: givenCielo(simulator.url),
  rede: givenRede(simulator.url),
}
const payer = { name: 'Maria de Souza', document: '52998224725', email: 'maria@example.com' }
const newReference = () => referenceOf(ctx.newId('attempt'))
const inMs = (ms: number) => new Date(ctx.now().getTime() + ms)
const newest = () => {
  const entry = simulator.ledger.entries.at(-1)
  if (entry === undefined) throw new Error('nothing reached the acquirer')
  return entry
}

/** What every acquirer promises beside a card that is typed in. */
describe.each(Object.values(acquirers))('$label', ({ code, methods }) => {
  const route = routes[code as keyof typeof acquirers]
  const issue = (more: object = {}) =>
    route.issue(ctx, {
      reference: newReference(),
      method: 'pix',
      amount: centavos(39_00),
      payer,
      expiresAt: inMs(HOUR_MS),
      ...more,
    })
  async function issued(more: object = {}) {
    const reference = newReference()
    const answer = await issue({ reference, ...more })
    if (answer.kind !== 'done') throw new Error(`not issued: ${JSON.stringify(answer)}`)
    return { ...answer.value, reference }
  }

  test('a Pix is issued with its copy-and-paste text, its end, and nothing taken', async () => {
    const pix = await issued()
    expect(pix).toMatchObject({ amount: 39_00, voucher: { kind: 'pix' } })
    expect(pix.voucher.kind === 'pix' && pix.voucher.copyPaste).toMatch(/^000201.*6304[\dA-F]{4}$/)
    expect(pix.expiresAt).toEqual(inMs(HOUR_MS))
    expect(newest()).toMatchObject({ method: 'pix', status: 'waiting', capturedAmount: 0 })
  })

  test('it waits until somebody pays it, and is then captured whole', async () => {
    const { reference, acquirerId, voucher } = await issued()
    expect(await route.find(ctx, reference)).toMatchObject({ kind: 'waiting', voucher })
    simulator.ledger.pay(newest())
    const paid = { kind: 'captured', captured: 39_00, approval: { acquirerId, amount: 39_00 } }
    expect(await route.find(ctx, reference)).toMatchObject(paid)
    expect(await route.find(ctx, reference, acquirerId)).toMatchObject(paid)
  })

  /** Cielo says of it what it said before: the clock is ours. */
  test('nobody pays it in time: it is never taken for paid', async () => {
    const { reference } = await issued({ expiresAt: inMs(60_000) })
    advance(61_000)
    const kind = expect.stringMatching(/^(waiting|expired)$/)
    expect(await route.find(ctx, reference)).toMatchObject({ kind, captured: 0 })
  })

  test('what was paid late is captured all the same', async () => {
    const { reference } = await issued({ expiresAt: inMs(60_000) })
    advance(61_000)
    await route.find(ctx, reference)
    simulator.ledger.pay(newest(), { late: true })
    expect(await route.find(ctx, reference)).toMatchObject({ kind: 'captured', captured: 39_00 })
  })

  test('after a silence the reference tells of the Pix, with what it is paid with', async () => {
    const reference = newReference()
    simulator.fault(code, 'authorize', 'drop_response')
    expect(await issue({ reference })).toMatchObject({ kind: 'unknown' })
    const voucher = { kind: 'pix', copyPaste: expect.stringContaining('br.gov.bcb.pix') }
    expect(await route.find(ctx, reference)).toMatchObject({ kind: 'waiting', voucher })
  })

  test('a Pix of yesterday is never asked for', async () => {
    expect(await issue({ expiresAt: inMs(-1) })).toMatchObject({ kind: 'not_sent' })
    expect(simulator.ledger.entries).toEqual([])
  })

  test('a paid Pix is given back in parts, and no further', async () => {
    const pix = await issued()
    simulator.ledger.pay(newest())
    advance(24 * HOUR_MS)
    const part = { ...pix, amount: centavos(20_00) }
    expect(await route.refund(ctx, part)).toMatchObject({ kind: 'done' })
    expect(await route.refund(ctx, part)).toMatchObject({ kind: 'refused' })
    expect(await route.refund(ctx, { ...pix, amount: centavos(19_00) })).toMatchObject({
      kind: 'done',
    })
    expect(newest()).toMatchObject({ status: 'refunded', refundedAmount: 39_00 })
  })

  test('a way to pay that it does not have is never sent', async () => {
    const boleto = await issue({ method: 'boleto', expiresAt: inMs(72 * HOUR_MS) })
    expect(boleto.kind).toBe(
      (methods as readonly string[]).includes('boleto') ? 'done' : 'not_sent',
    )
  })

  test('how a refund stands is told by its name, and without it by its amount', async () => {
    const reference = newReference()
    const sale = await route.authorize(ctx, { ...givenPayment(), reference })
    if (sale.kind !== 'done') throw new Error('not approved')
    await route.capture(ctx, sale.value)
    const part = { ...sale.value, amount: centavos(5_00) }
    const refund = await route.refund(ctx, part)
    if (refund.kind !== 'done') throw new Error('not given back')
    const { refundId = null } = refund.value
    expect(await route.findRefund(ctx, { ...part, refundId })).toBe('done')
    expect(await route.findRefund(ctx, { ...part, refundId: null })).toBe('done')
    simulator.fault(code, 'query', 'http_500')
    expect(await route.findRefund(ctx, { ...part, refundId })).toBe('unknown')
  })

  test('a card that is kept pays again without its number, its date and its code', async () => {
    const { card } = givenPayment(MASTERCARD)
    const first = await route.authorize(ctx, {
      ...givenPayment(MASTERCARD),
      reference: newReference(),
    })
    const kept = await route.keepCard(ctx, { card, payer })
    if (first.kind !== 'done' || kept.kind !== 'done') throw new Error('not kept')
    const charged = await route.chargeKept(ctx, {
      reference: newReference(),
      amount: centavos(29_90),
      installments: 1,
      card: {
        token: kept.value.token,
        brand: 'mastercard',
        securityCode: null,
        networkIds: first.value.networkIds ?? null,
      },
    })
    expect(charged).toMatchObject({ kind: 'done', value: { amount: 29_90 } })
    expect(newest()).toMatchObject({ last4: '0000', status: 'authorized', amount: 29_90 })
  })

  test('so does one that the customer is there to charge', async () => {
    const { card } = givenPayment()
    const kept = await route.keepCard(ctx, { card, payer })
    if (kept.kind !== 'done') throw new Error('not kept')
    const { securityCode } = card
    const token = {
      token: kept.value.token,
      brand: 'visa',
      securityCode,
      networkIds: null,
    } as const
    const charge = { amount: centavos(29_90), installments: 3, card: token }
    const answer = await route.chargeKept(ctx, { ...charge, reference: newReference() })
    expect(answer).toMatchObject({ kind: 'done', value: { amount: 29_90 } })
  })

  test.each([
    ['visa', '4024007153721930'],
    ['mastercard', MASTERCARD],
  ] as const)(
    'one touch charges a kept %s without its code, and no part of a series',
    async (brand, number) => {
      const kept = await route.keepCard(ctx, { card: givenPayment(number).card, payer })
      if (kept.kind !== 'done') throw new Error('not kept')
      const { token } = kept.value
      const card = { token, brand, securityCode: null, networkIds: null, oneTouch: true }
      const charge = { amount: centavos(67_00), installments: 1, card }
      const answer = await route.chargeKept(ctx, { ...charge, reference: newReference() })
      expect(answer).toMatchObject({ kind: 'done', value: { amount: 67_00 } })
    },
  )

  test.each([
    ['visa', '4024007153721930'],
    ['mastercard', MASTERCARD],
  ])(
    'the first of many charges of a %s says so, and is approved like any other',
    async (_, number) => {
      const reference = newReference()
      const sale = { ...givenPayment(number), reference, firstOfMany: true }
      expect(await route.authorize(ctx, sale)).toMatchObject({ kind: 'done' })
    },
  )

  test('a kept card is forgotten where it was kept, or the acquirer says that it cannot', async () => {
    const kept = await route.keepCard(ctx, { card: givenPayment().card, payer })
    if (kept.kind !== 'done') throw new Error('not kept')
    const { token } = kept.value
    const forgotten = await route.forgetCard(ctx, token)
    expect(['done', 'not_sent']).toContain(forgotten.kind)
    const card = { token, brand: 'visa', securityCode: null, networkIds: null } as const
    const charge = { amount: centavos(67_00), installments: 1, card, reference: newReference() }
    const after = await route.chargeKept(ctx, charge)
    expect(after.kind).toBe(forgotten.kind === 'done' ? 'refused' : 'done')
    expect((await route.forgetCard(ctx, token)).kind).toBe(forgotten.kind) // Twice is no more than once.
  })

  test('the network’s names of a payment come with its approval and stay with it', async () => {
    const reference = newReference()
    const sale = await route.authorize(ctx, { ...givenPayment(MASTERCARD), reference })
    if (sale.kind !== 'done') throw new Error('not approved')
    const { networkIds } = sale.value
    expect(networkIds?.transactionLinkId).toMatch(/^[\w-]{22}$/)
    expect(await route.find(ctx, reference)).toMatchObject({ approval: { networkIds } })
  })

  test('the advice of Mastercard comes with its refusal', async () => {
    const advised = { code: '51', adviceCode: '24' }
    simulator.fault(code, 'authorize', 'return_code', advised)
    const sale = { ...givenPayment(MASTERCARD), reference: newReference() }
    expect(await route.authorize(ctx, sale)).toMatchObject({ refusal: { adviceCode: '24' } })
    expect(await route.find(ctx, sale.reference)).toMatchObject({ refusal: { adviceCode: '24' } })
  })

  test.each([
    ['visa', '4024007153721930', '05'],
    ['mastercard', MASTERCARD, '02'],
  ])('what 3-D Secure proved of a %s is taken', async (_, number, eci) => {
    const threeDs = {
      eci,
      cavv: 'BwABB4JRdgAAAAAAiFF2AAAAAAA=',
      xid: 'Zk5PSUxYbVhEdUhXVmpRdGxJVUE=',
      version: '2.2.0',
      transactionId: '6b2d3a1e-0d9c-4d0b-9f59-3f8b1e6a7c10',
    }
    const sale = { ...givenPayment(number), reference: newReference(), threeDs }
    expect(await route.authorize(ctx, sale)).toMatchObject({ kind: 'done' })
  })
})
