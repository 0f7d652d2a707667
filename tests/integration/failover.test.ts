// tests/integration/failover.test.ts
import { asc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { findings } from '@/db/schema/findings'
import { attempts } from '@/db/schema/payments'
import { cielo } from '@/lib/payments/acquirers/cielo/cielo'
import { charge } from '@/lib/payments/charge'
import { AFTER_REFUSAL } from '@/lib/payments/failover'
import { REFUSAL_REASONS, type RefusalReason } from '@/lib/payments/outcome'
import { openRoute } from '@/lib/payments/route'
import { sendHttp } from '@/lib/platform/http'
import {
  GIVEN_CREDENTIALS,
  givenCielo,
  givenOrder,
  givenPayment,
  givenRede,
} from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const { ctx } = testCtx({ db, http: sendHttp })

/** One code of Cielo's, for a Visa card, that says each thing. */
const CIELO_SAYS: Readonly<Record<RefusalReason, string | null>> = {
  insufficient_funds: '51',
  card_data_wrong: '14',
  security_code_wrong: 'N7',
  card_expired: '54',
  card_locked: '78',
  card_blocked: '41',
  suspected_fraud: '59',
  issuer_declined: '55',
  not_allowed_for_card: '57',
  brand_unsupported: null, // A refusal of the form, below.
  authentication_failed: 'AI',
  amount_wrong: '13',
  installments_wrong: 'EB',
  too_many_tries: '65',
  do_not_retry: 'NR',
  recurrence_stopped: 'R1',
  unspecified: '05',
  issuer_unavailable: '91',
  acquirer_unavailable: '19',
  acquirer_misconfigured: '03',
  not_processed: '94',
  try_later: '60',
  unlisted: '9Z',
}

const REDE_SAYS: Readonly<Partial<Record<RefusalReason, string>>> = {
  insufficient_funds: '111',
  card_data_wrong: '109',
  security_code_wrong: '119',
  card_expired: '112',
  card_blocked: '105',
  suspected_fraud: '113',
  not_allowed_for_card: '110',
  brand_unsupported: '114',
  amount_wrong: '108',
  installments_wrong: '151',
  too_many_tries: '115',
  do_not_retry: '84',
  recurrence_stopped: '123',
  unspecified: '58',
  issuer_unavailable: '103',
  acquirer_misconfigured: '102',
}

async function sell(routes = [givenCielo(simulator.url), givenRede(simulator.url)]) {
  const order = { ...givenOrder(ctx.newId('sale'), simulator.url), routes }
  await charge(ctx, order)
  const rows = await db
    .select()
    .from(attempts)
    .where(eq(attempts.saleId, order.saleId))
    .orderBy(asc(attempts.position))
  return rows
}

const toldOf = (rows: Awaited<ReturnType<typeof sell>>) =>
  rows.map(({ acquirer, status }) => `${acquirer} ${status}`)

describe('refused by the default, the backup is', () => {
  test.each(
    REFUSAL_REASONS.flatMap((reason) => {
      const code = CIELO_SAYS[reason]
      return code === null ? [] : [[reason, code, AFTER_REFUSAL[reason]] as const]
    }),
  )('%s (Cielo %s): %s', async (reason, code, next) => {
    simulator.fault('cielo', 'authorize', 'return_code', { code })
    const rows = await sell()
    expect(rows[0]).toMatchObject({ status: 'refused', reason, lr: code, returnCode: code })
    const told = next === 'stop' ? ['cielo refused'] : ['cielo refused', 'rede captured']
    expect(toldOf(rows)).toEqual(told)
  })

  test.each(
    Object.entries(REDE_SAYS).map(([reason, code]) => {
      return [reason as RefusalReason, code, AFTER_REFUSAL[reason as RefusalReason]] as const
    }),
  )('%s (Rede %s): %s', async (reason, code, next) => {
    simulator.fault('rede', 'authorize', 'return_code', { code })
    const rows = await sell([givenRede(simulator.url), givenCielo(simulator.url)])
    expect(rows[0]).toMatchObject({ status: 'refused', reason, returnCode: code })
    const told = next === 'stop' ? ['rede refused'] : ['rede refused', 'cielo captured']
    expect(toldOf(rows)).toEqual(told)
  })

  test('tried once more at most: a second refusal is the answer', async () => {
    simulator.fault('cielo', 'authorize', 'return_code', { code: '05' })
    simulator.fault('rede', 'authorize', 'return_code', { code: '58', brandCode: '05' })
    expect(toldOf(await sell())).toEqual(['cielo refused', 'rede refused'])
  })

  test('judged by the brand’s code behind Rede’s own', async () => {
    simulator.fault('rede', 'authorize', 'return_code', { code: '58', brandCode: '14' })
    const rows = await sell([givenRede(simulator.url), givenCielo(simulator.url)])
    expect(rows).toMatchObject([{ lr: '14', returnCode: '58', reason: 'card_data_wrong' }])
  })
})

describe('the default does not say yes or no, and the backup takes over', () => {
  test.each([
    ['the answer is lost, and the acquirer cannot be asked', 'drop_response', 'unknown'],
    ['the request is lost', 'drop_request', 'unknown'],
    ['an error page is the answer', 'http_500', 'unknown'],
    ['the approval comes late', 'late_approval', 'unknown'],
  ])('%s', async (_, mode, status) => {
    simulator.fault('cielo', 'authorize', mode)
    simulator.fault('cielo', 'query', 'http_500', { count: 2 })
    expect(toldOf(await sell())).toEqual([`cielo ${status}`, 'rede captured'])
  })

  test('it takes no connections', async () => {
    simulator.fault('cielo', 'any', 'refuse_connection')
    await simulator.align()
    const rows = await sell([givenCielo(simulator.addresses.cielo), givenRede(simulator.url)])
    expect(toldOf(rows)).toEqual(['cielo not_sent', 'rede captured'])
  })

  test('its token service is down, so nothing was sent', async () => {
    simulator.fault('rede', 'token', 'http_500', { count: 5 })
    const fresh = givenRede(simulator.url)
    expect(toldOf(await sell([fresh, givenCielo(simulator.url)]))).toEqual([
      'rede not_sent',
      'cielo captured',
    ])
  })
})

describe('the backup does not hide', () => {
  test.each([
    ['a shop that is not registered', '03', 'setup_rejected'],
    ['a code in no list', '9Z', 'unlisted_code'],
  ])('%s', async (_, code, kind) => {
    simulator.fault('cielo', 'authorize', 'return_code', { code })
    const [first] = await sell()
    const told = await db
      .select()
      .from(findings)
      .where(eq(findings.attemptId, first?.id ?? 'att_'))
    expect(told).toMatchObject([{ kind, detail: { code } }])
  })

  test('a name on the statement that Rede has not enabled', async () => {
    simulator.fault('rede', 'authorize', 'return_code', { code: '63' })
    const rows = await sell([givenRede(simulator.url), givenCielo(simulator.url)])
    expect(toldOf(rows)).toEqual(['rede refused', 'cielo captured'])
    const told = await db
      .select()
      .from(findings)
      .where(eq(findings.attemptId, rows[0]?.id ?? 'att_'))
    expect(told).toMatchObject([{ kind: 'setup_rejected' }])
  })

  test('credentials that are no longer good', async () => {
    const merchantKey = 'INVALID'.padEnd(40, 'X')
    const { merchantId } = GIVEN_CREDENTIALS.cielo
    const stranger = openRoute(cielo, {
      environment: 'simulator',
      simulatorUrl: simulator.url,
      credentialsId: 'crd_old',
      credentials: cielo.credentials.parse({ merchantId, merchantKey }),
    })
    const rows = await sell([stranger, givenRede(simulator.url)])
    expect(toldOf(rows)).toEqual(['cielo not_sent', 'rede captured'])
    const told = await db
      .select()
      .from(findings)
      .where(eq(findings.attemptId, rows[0]?.id ?? 'att_'))
    expect(told).toMatchObject([{ kind: 'setup_rejected' }])
  })
})

describe('a card that the default never takes', () => {
  const order = (number: string, installments: number) => ({
    ...givenOrder(ctx.newId('sale'), simulator.url),
    payment: { ...givenPayment(number), installments },
  })
  const told = async (sale: ReturnType<typeof order>) => {
    await charge(ctx, sale)
    const rows = await db.select().from(attempts).where(eq(attempts.saleId, sale.saleId))
    return toldOf(rows)
  }

  test('goes to the backup at once', async () => {
    expect(await told(order('6370950847866501', 1))).toEqual(['rede captured'])
    expect(await told(order('36490101441625', 3))).toEqual(['rede captured'])
  })

  test('and that nobody takes is refused by the default, who says why', async () => {
    expect(await told(order('6062825624254001', 1))).toEqual(['cielo refused'])
  })
})

test('an attempt keeps what may be kept of the card, and how long the acquirer took', async () => {
  const [attempt] = await sell()
  expect(attempt).toMatchObject({
    brand: 'visa',
    bin: '402400',
    last4: '1930',
    eci: '7',
    capturedAmount: 19_90,
    refundedAmount: 0,
  })
  expect(attempt?.durationMs).toBeGreaterThanOrEqual(0)
})
