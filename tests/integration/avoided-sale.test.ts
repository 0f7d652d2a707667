// tests/integration/avoided-sale.test.ts
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { accounts } from '@/db/schema/accounts'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import { localDateOf } from '@/lib/kernel/calendar'
import { sendHttp } from '@/lib/platform/http'
import { avoidedReport } from '@/lib/reports/avoided-report'
import { findBell } from '@/lib/sales/bell-view'
import { toCheckoutAnswer } from '@/lib/sales/checkout-answer'
import { submitPayment } from '@/lib/sales/submit-payment'
import { toSaleJson } from '@/lib/sales/to-sale-json'
import { freshCard } from '../support/fresh-card'
import { givenShop } from '../support/given-shop'
import { givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
const simulator = await testSimulator({ now: base.now })
let shop: Awaited<ReturnType<typeof givenShop>>
let serial = 0

beforeEach(async () => {
  advance(3_600_000)
  shop = await givenShop({ ...base, simulators: simulator.addresses })
})

async function sell(number: string, ...codes: readonly string[]) {
  await simulator.clear()
  const [cielo, rede] = codes
  if (cielo !== undefined) simulator.fault('cielo', 'authorize', 'return_code', { code: cielo })
  if (rede !== undefined) simulator.fault('rede', 'authorize', 'return_code', { code: rede })
  const result = await submitPayment(
    shop.api,
    givenApiSubmit(`avoided-${serial++}`, shop.offer.code, number),
  )
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

const answerOf = (sold: Awaited<ReturnType<typeof sell>>) =>
  toCheckoutAnswer(sold, { accessUrl: null, now: base.now() })

const reportOf = async () => {
  const environment = await sellingEnvironment(shop.member)
  const today = localDateOf(base.now())
  return avoidedReport(shop.member, { period: { from: today, to: today }, environment })
}

describe('a card that its brand forbids to repeat', () => {
  test('is a refused sale: the buyer is told what to do, and never why', async () => {
    const card = freshCard()
    await sell(card, '41')
    const sold = await sell(card)
    expect(sold.sale.status).toBe('refused')
    expect(sold.attempts).toMatchObject([
      { acquirer: 'cielo', status: 'not_sent', avoided: 'visa_irreversible_41' },
    ])
    expect(answerOf(sold).refusal).toEqual({ class: 'blocked', code: null, card: 'Visa 1930' })
    expect(simulator.ledger.entries).toHaveLength(1)
    expect(simulator.fines.list()).toEqual([])
  })

  test('with too many tries says so', async () => {
    const card = freshCard()
    for (let n = 0; n < 4; n++) await sell(card, '60')
    const sold = await sell(card, '60', '58')
    expect(sold.attempts.map(({ acquirer, status }) => `${acquirer} ${status}`)).toEqual([
      'cielo not_sent',
      'rede refused',
    ])
    await db
      .update(accounts)
      .set({ backupAcquirer: null })
      .where(eq(accounts.id, shop.api.actor.accountId))
    const alone = await sell(card)
    expect(alone.sale.status).toBe('refused')
    expect(answerOf(alone).refusal).toMatchObject({ class: 'retry_limit', code: null })
  })

  test('is told to the shop’s own system in the place of the code’s words', async () => {
    const card = freshCard()
    await sell(card, '54')
    const { attempts } = toSaleJson(await sell(card))
    expect(attempts).toMatchObject([
      {
        ...{ status: 'not_sent', lr: null },
        lrDescription: expect.stringMatching(/^Não enviado: a Visa proíbe repetir/),
        lrGuidance: expect.stringMatching(/Confira a validade/),
      },
    ])
  })
})

test('the bell of such a sale says why, without a code', async () => {
  const card = freshCard()
  await sell(card, '41')
  await simulator.clear()
  const bell = { bellUrl: 'https://loja.exemplo.com.br/campainha' }
  const asked = givenApiSubmit('bell', shop.offer.code, card, bell)
  const result = await submitPayment(shop.api, asked)
  if (!result.ok) throw new Error(result.error.code)
  const told = await findBell(shop.member, result.value.sale.id, 'refused')
  expect(told?.sale.refusal).toMatchObject({
    code: '',
    description: expect.stringMatching(/^Não enviado: a Visa/),
    guidance: expect.stringMatching(/outro cartão/),
  })
})

describe('the report of what was avoided', () => {
  test('counts each rule once a try, of this company alone', async () => {
    expect(await reportOf()).toEqual({ count: 0, rows: [] })
    const [lost, expired] = [freshCard(), freshCard()]
    await sell(lost, '41')
    await sell(lost)
    await sell(lost)
    await sell(expired, '54')
    await sell(expired)
    expect(await reportOf()).toEqual({
      count: 3,
      rows: [
        { rule: 'visa_irreversible_41', acquirer: 'cielo', brand: 'visa', count: 2 },
        { rule: 'visa_irreversible_54', acquirer: 'cielo', brand: 'visa', count: 1 },
      ],
    })
    shop = await givenShop({ ...base, simulators: simulator.addresses })
    expect(await reportOf()).toEqual({ count: 0, rows: [] })
  })
})

test('a limit too low goes to the backup only where the producer said so', async () => {
  expect((await sell(freshCard(), '51')).sale.status).toBe('refused')
  await db
    .update(accounts)
    .set({ failoverOnFunds: true })
    .where(eq(accounts.id, shop.api.actor.accountId))
  const sold = await sell(freshCard(), '51')
  expect(sold.attempts.map(({ acquirer }) => acquirer)).toEqual(['cielo', 'rede'])
  expect(sold.sale.status).toBe('paid')
})

test('a silence stays where it is where the producer said so', async () => {
  await db
    .update(accounts)
    .set({ failoverOnSilence: false })
    .where(eq(accounts.id, shop.api.actor.accountId))
  await simulator.clear()
  simulator.fault('cielo', 'authorize', 'late_approval')
  const result = await submitPayment(
    shop.api,
    givenApiSubmit('silence', shop.offer.code, freshCard()),
  )
  if (!result.ok) throw new Error(result.error.code)
  expect(result.value.attempts.map(({ acquirer }) => acquirer)).toEqual(['cielo'])
  expect(result.value.sale.status).toBe('pending')
})
