// tests/integration/fines.test.ts
import { describe, expect, test } from 'vitest'
import { referenceOf } from '@/lib/kernel/ids'
import { Secret } from '@/lib/kernel/secret'
import type { AuthorizeRequest } from '@/lib/payments/acquirer'
import { sendHttp } from '@/lib/platform/http'
import { freshCard } from '../support/fresh-card'
import { givenCielo, givenPayment, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testSimulator } from '../support/test-simulator'

const { ctx, advance } = testCtx({ http: sendHttp })
const simulator = await testSimulator({ now: ctx.now })
const routes = { cielo: givenCielo(simulator.url), rede: givenRede(simulator.url) }
const DAY_MS = 86_400_000
const MASTERCARD = '5448280000000007'
const ELO = '4389351648020055'

type Told = { readonly code: string; readonly brandCode?: string; readonly adviceCode?: string }
type Card = Omit<AuthorizeRequest, 'reference'>

/** Straight to the acquirer, past everything of ours that would hold it back. */
function send(payment: Card, told: Told | null, acquirer: 'cielo' | 'rede' = 'cielo') {
  if (told !== null) simulator.fault(acquirer, 'authorize', 'return_code', told)
  return routes[acquirer].authorize(ctx, {
    ...payment,
    reference: referenceOf(ctx.newId('attempt')),
  })
}

async function repeat(payment: Card, told: Told, times: number, acquirer?: 'cielo' | 'rede') {
  for (let n = 0; n < times; n++) await send(payment, told, acquirer)
}

const rules = () => simulator.fines.list().map(({ rule }) => rule)

describe('a brand fines', () => {
  test('Visa: a card it will never approve, from the second try on', async () => {
    const payment = givenPayment()
    await send(payment, { code: '41' })
    expect(rules()).toEqual([])
    await send(payment, null)
    expect(rules()).toEqual(['visa irreversible'])
    expect(simulator.fines.list()[0]).toMatchObject({ currency: 'USD', cents: 10, brand: 'visa' })
  })

  test('Visa: the 21st try of one charge in 30 days', async () => {
    const payment = givenPayment()
    await repeat(payment, { code: '05' }, 20)
    expect(rules()).toEqual([])
    await repeat(payment, { code: '05' }, 1)
    expect(rules()).toEqual(['visa 30d'])
  })

  test('Mastercard: the 8th try of a card in 24 hours, whatever its amount', async () => {
    const card = freshCard(MASTERCARD)
    for (let n = 0; n < 7; n++) await send(givenPayment(card, 100 + n), { code: '05' })
    expect(rules()).toEqual([])
    await send(givenPayment(card, 999), { code: '05' })
    expect(rules()).toEqual(['mastercard 24h'])
    simulator.fines.clear()
  })

  test.each(['03', '21'])('Mastercard: anything after advice %s', async (adviceCode) => {
    const payment = givenPayment(freshCard(MASTERCARD))
    await send(payment, { code: '05', adviceCode })
    await send(payment, null)
    expect(rules()).toEqual(['mastercard mac_03_21_30d'])
    expect(simulator.fines.list()[0]).toMatchObject({ currency: 'BRL', cents: 250 })
  })

  test('Mastercard: a try before the time its advice named, and not after it', async () => {
    const payment = givenPayment(freshCard(MASTERCARD))
    await send(payment, { code: '51', adviceCode: '24' })
    advance(59 * 60_000)
    await send(payment, { code: '51' })
    expect(rules()).toEqual(['mastercard mac_wait'])
    advance(2 * 60_000)
    await send(payment, null)
    expect(rules()).toHaveLength(1)
  })

  test('Elo: the 16th try of one charge in a month', async () => {
    const payment = givenPayment(freshCard(ELO))
    await repeat(payment, { code: '58', brandCode: '05' }, 15, 'rede')
    expect(rules()).toEqual([])
    await repeat(payment, { code: '58', brandCode: '05' }, 1, 'rede')
    expect(rules()).toEqual(['elo calendar_month'])
  })

  test('a check of a card counts like a charge', async () => {
    const payment = givenPayment(freshCard(MASTERCARD))
    await repeat(payment, { code: '05' }, 7)
    const reference = referenceOf(ctx.newId('attempt'))
    await routes.cielo.verify(ctx, { reference, card: payment.card })
    expect(rules()).toEqual(['mastercard 24h'])
  })
})

describe('nobody is fined for', () => {
  test('a security code typed again', async () => {
    const payment = givenPayment()
    await send(payment, { code: 'N7' })
    const retyped = { ...payment, card: { ...payment.card, securityCode: new Secret('456') } }
    await send(retyped, { code: 'N7' })
    expect(rules()).toEqual([])
    await send(retyped, null)
    expect(rules()).toEqual(['visa irreversible'])
  })

  test('an expiry typed again', async () => {
    const payment = givenPayment()
    await send(payment, { code: '54' })
    await send({ ...payment, card: { ...payment.card, expiry: { month: 1, year: 2031 } } }, null)
    expect(rules()).toEqual([])
  })

  test('tries that are a month old, or another merchant number’s', async () => {
    const payment = givenPayment()
    await repeat(payment, { code: '05' }, 20)
    advance(31 * DAY_MS)
    await send(payment, { code: '05' })
    await send(payment, { code: '58', brandCode: '05' }, 'rede')
    expect(rules()).toEqual([])
  })

  test('one request that the network delivers twice', async () => {
    const payment = givenPayment()
    simulator.fault('cielo', 'authorize', 'duplicate')
    await send(payment, { code: '41' })
    expect(rules()).toEqual([])
  })
})

test('the fines are told at the control address, with no card number', async () => {
  const payment = givenPayment()
  await repeat(payment, { code: '41' }, 2)
  const body = await (await fetch(`${simulator.url}/_control/fines`)).text()
  expect(JSON.parse(body)).toMatchObject([{ rule: 'visa irreversible', acquirer: 'cielo' }])
  expect(body).not.toContain(payment.card.number.reveal())
})
