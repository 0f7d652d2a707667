// tests/integration/retry-budget.test.ts
import { setTimeout as sleep } from 'node:timers/promises'
import { asc, eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { cardTries } from '@/db/schema/acquirers'
import { attempts } from '@/db/schema/payments'
import { outbox } from '@/db/schema/platform'
import { Secret } from '@/lib/kernel/secret'
import { type ChargeOrder, charge } from '@/lib/payments/charge'
import { checkCard } from '@/lib/payments/check-card'
import { forgetTries } from '@/lib/payments/forget-tries'
import { listUnsettled } from '@/lib/payments/list-unsettled'
import { repairAttempt } from '@/lib/payments/repair-attempt'
import { sendHttp } from '@/lib/platform/http'
import { openKeyring } from '@/lib/platform/keyring'
import { freshCard } from '../support/fresh-card'
import { givenCielo, givenPayment, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const { ctx, advance } = testCtx({ db, http: sendHttp })
const simulator = await testSimulator({ now: ctx.now })
const cielo = givenCielo(simulator.url)
const rede = givenRede(simulator.url)
const MASTERCARD = '5448280000000007'
const ELO = '4389351648020055'
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

type Payment = ReturnType<typeof givenPayment>
type Told = { readonly code: string; readonly brandCode?: string; readonly adviceCode?: string }

const DECLINED: Told = { code: '58', brandCode: '05' }

async function sell(payment: Payment, told: Told | null = null, routes = [rede]) {
  if (told !== null) {
    simulator.fault(routes[0]?.acquirer ?? '', 'authorize', 'return_code', told)
  }
  const saleId = ctx.newId('sale')
  await charge(ctx, {
    ...{ saleId, firstPosition: 0, payment, routes },
    ...{ captureMode: 'automatic', captureBy: null },
  })
  await simulator.clear()
  const made = await db
    .select()
    .from(attempts)
    .where(eq(attempts.saleId, saleId))
    .orderBy(asc(attempts.position))
  return made
}

const toldOf = (made: Awaited<ReturnType<typeof sell>>) =>
  made.map(({ acquirer, status, avoided }) => `${acquirer} ${avoided ?? status}`)

const sentTo = (acquirer: string) =>
  simulator.ledger.entries.filter((entry) => entry.acquirer === acquirer).length

async function decline(payment: Payment, times: number, told = DECLINED) {
  for (let n = 0; n < times; n++)
    expect(toldOf(await sell(payment, told))).toEqual(['rede refused'])
}

describe('a card is not sent', () => {
  test.each([
    ['Visa', '4024007153721930', 20, 'visa_20_in_30d', 30 * DAY_MS],
    ['Mastercard', MASTERCARD, 7, 'mastercard_7_in_24h', DAY_MS],
    ['Elo', ELO, 15, 'elo_15_in_calendar_month', 31 * DAY_MS],
  ])('once more than %s allows, and is again when the window has passed', async (...row) => {
    const [, like, max, rule, windowMs] = row
    const payment = givenPayment(freshCard(like))
    await decline(payment, max)
    const [held] = await sell(payment)
    expect(held).toMatchObject({ status: 'not_sent', avoided: rule })
    expect(sentTo('rede')).toBe(max)
    advance(windowMs + 1)
    expect(toldOf(await sell(payment))).toEqual(['rede captured'])
    expect(simulator.fines.list()).toEqual([])
  })

  test('36 times in 30 days, whatever the days, where Mastercard counts', async () => {
    const payment = givenPayment(freshCard(MASTERCARD))
    for (let day = 0; day < 5; day++) {
      await decline(payment, 7)
      advance(DAY_MS + 1)
    }
    expect(toldOf(await sell(payment))).toEqual(['rede mastercard_35_in_30d'])
    expect(simulator.fines.list()).toEqual([])
  })

  test('a fifth time in 16 days where Cielo’s own advice says so', async () => {
    const payment = givenPayment()
    for (let n = 0; n < 4; n++) await sell(payment, { code: '05' }, [cielo])
    expect(toldOf(await sell(payment, null, [cielo]))).toEqual(['cielo cielo_lr_4_in_16d'])
    advance(16 * DAY_MS + 1)
    expect(toldOf(await sell(payment, null, [cielo]))).toEqual(['cielo captured'])
  })

  test('by fifty requests at once more often than by one after the other', async () => {
    const payment = givenPayment()
    simulator.fault('rede', 'authorize', 'return_code', { ...DECLINED, count: 50 })
    const made = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const saleId = ctx.newId('sale')
        return charge(ctx, {
          ...{ saleId, firstPosition: 0, payment, routes: [rede] },
          ...{ captureMode: 'automatic', captureBy: null },
        })
      }),
    )
    expect(made.filter(({ status }) => status === 'refused')).toHaveLength(20)
    expect(made.filter(({ status }) => status === 'not_sent')).toHaveLength(30)
    expect(sentTo('rede')).toBe(20)
    expect(simulator.fines.list()).toEqual([])
  })

  test('anywhere, after a code that speaks of the card', async () => {
    const payment = givenPayment()
    await sell(payment, { code: '41' }, [cielo])
    const held = await sell(payment, null, [cielo, rede])
    expect(toldOf(held)).toEqual(['cielo visa_irreversible_41'])
    expect(sentTo('rede')).toBe(0)
    expect(toldOf(await sell(payment, null, [rede]))).toEqual(['rede visa_irreversible_41'])
  })

  test('to the acquirer whose fault it was, while the other one may be asked', async () => {
    const payment = givenPayment()
    expect(toldOf(await sell(payment, { code: '03' }, [cielo, rede]))).toEqual([
      'cielo refused',
      'rede captured',
    ])
    expect(toldOf(await sell(payment, null, [cielo, rede]))).toEqual([
      'cielo visa_irreversible_03',
      'rede captured',
    ])
  })

  test.each(['03', '21', '40', '41'])('ever again after Mastercard’s advice %s', async (mac) => {
    const payment = givenPayment(freshCard(MASTERCARD))
    await sell(payment, { code: '05', adviceCode: mac }, [cielo])
    advance(400 * DAY_MS)
    const other = givenPayment(payment.card.number.reveal(), 5_00)
    const dated = { ...other, card: { ...other.card, expiry: { month: 1, year: 2032 } } }
    expect(toldOf(await sell(dated, null, [rede]))).toEqual([`rede mastercard_mac_${mac}`])
  })

  test('before the time an advice named, and is after it', async () => {
    const payment = givenPayment(freshCard(MASTERCARD))
    await sell(payment, { code: '51', adviceCode: '24' }, [cielo])
    advance(59 * MINUTE_MS)
    expect(toldOf(await sell(payment))).toEqual(['rede mastercard_mac_24'])
    advance(2 * MINUTE_MS)
    expect(toldOf(await sell(payment))).toEqual(['rede captured'])
  })

  test('a month late for a sale it was tried for: Visa charges every repetition', async () => {
    const payment = givenPayment()
    const [first] = await sell(payment, DECLINED)
    advance(31 * DAY_MS)
    await charge(ctx, {
      ...{ saleId: first?.saleId ?? 'sale_', firstPosition: 1, payment, routes: [rede] },
      ...{ captureMode: 'automatic', captureBy: null },
    })
    const made = await db
      .select()
      .from(attempts)
      .where(eq(attempts.saleId, first?.saleId ?? 'sale_'))
      .orderBy(asc(attempts.position))
    expect(toldOf(made)).toEqual(['rede refused', 'rede visa_after_30d'])
  })
})

describe('new data may be tried', () => {
  test('an expiry typed again after the card looked expired', async () => {
    const payment = givenPayment()
    await sell(payment, { code: '54' }, [cielo])
    expect(toldOf(await sell(payment, null, [cielo]))).toEqual(['cielo visa_irreversible_54'])
    const dated = { ...payment, card: { ...payment.card, expiry: { month: 1, year: 2031 } } }
    expect(toldOf(await sell(dated, null, [cielo]))).toEqual(['cielo captured'])
  })

  test('a security code typed again after it was wrong', async () => {
    const payment = givenPayment()
    await sell(payment, { code: 'N7' }, [cielo])
    expect(toldOf(await sell(payment, null, [cielo]))).toEqual(['cielo captured'])
  })

  test('another amount, and another number of instalments', async () => {
    const card = freshCard()
    await sell(givenPayment(card, 10_00), { code: '13' }, [cielo])
    expect(toldOf(await sell(givenPayment(card, 10_00), null, [cielo]))).toEqual([
      'cielo visa_irreversible_13',
    ])
    expect(toldOf(await sell(givenPayment(card, 12_00), null, [cielo]))).toEqual(['cielo captured'])
    const plan = givenPayment(freshCard(ELO))
    await sell(plan, { code: '58', brandCode: '23' })
    expect(toldOf(await sell(plan))).toEqual(['rede elo_irreversible_23'])
    expect(toldOf(await sell({ ...plan, installments: 2 }))).toEqual(['rede captured'])
  })
})

describe('a try counts', () => {
  test('unless it was approved: who buys often is no card tester', async () => {
    const payment = givenPayment(freshCard(MASTERCARD))
    for (let n = 0; n < 10; n++) expect(toldOf(await sell(payment))).toEqual(['rede captured'])
  })

  test('while nobody knows, and no longer once it turns out approved', async () => {
    const payment = givenPayment(freshCard(MASTERCARD))
    await decline(payment, 6)
    simulator.fault('rede', 'authorize', 'late_approval')
    expect(toldOf(await sell(payment))).toEqual(['rede unknown'])
    expect(toldOf(await sell(payment))).toEqual(['rede mastercard_7_in_24h'])
    advance(6 * MINUTE_MS)
    for (const { id } of await listUnsettled(ctx)) await repairAttempt(ctx, id, rede)
    expect(toldOf(await sell(payment, DECLINED))).toEqual(['rede refused'])
  })

  test('unless it never arrived', async () => {
    const payment = givenPayment(freshCard(MASTERCARD))
    for (let n = 0; n < 8; n++) {
      simulator.fault('rede', 'any', 'refuse_connection')
      await simulator.align()
      const down = givenRede(simulator.addresses.rede)
      expect(toldOf(await sell(payment, null, [down]))).toEqual(['rede not_sent'])
    }
    expect(toldOf(await sell(payment))).toEqual(['rede captured'])
  })

  test('for its own company alone', async () => {
    const payment = givenPayment()
    await sell(payment, { code: '41' }, [cielo])
    const other = { ...ctx, actor: { ...ctx.actor, accountId: ctx.newId('account') } }
    const charged = await charge(other, {
      ...{ saleId: ctx.newId('sale'), firstPosition: 0, payment, routes: [cielo] },
      ...{ captureMode: 'automatic', captureBy: null },
    })
    expect(charged.status).toBe('captured')
  })
})

test('one sale sent twice at once, with one card, never waits for itself', async () => {
  const deadlocks = async () => {
    const [row] = await db.execute<{ n: string }>(
      sql`select deadlocks::text as n from pg_stat_database where datname = current_database()`,
    )
    return row?.n
  }
  const before = await deadlocks()
  for (let n = 0; n < 40; n++) {
    const payment = givenPayment()
    const saleId = ctx.newId('sale')
    const order: ChargeOrder = {
      ...{ saleId, firstPosition: 0, payment, routes: [cielo] },
      ...{ captureMode: 'automatic', captureBy: null },
    }
    if (n % 2 === 1) simulator.fault('cielo', 'authorize', 'return_code', { code: '41' })
    const late = async (ms: number) => {
      await sleep(ms)
      return charge(ctx, order)
    }
    // Some of them arrive just while the first one is being settled.
    await Promise.all(Array.from({ length: 12 }, (_, i) => late(i + (n % 5) / 5)))
    await simulator.clear()
  }
  expect(await deadlocks()).toBe(before)
})

test('what was not sent is an attempt with its rule, without a call, and told as a fact', async () => {
  const payment = givenPayment()
  await sell(payment, { code: '41' }, [cielo])
  const [held] = await sell(payment, null, [cielo])
  expect(held).toMatchObject({ status: 'not_sent', lr: null, tid: null, last4: '1930' })
  expect(held?.strayCheckedAt).not.toBeNull()
  const told = await db.select({ name: outbox.name, payload: outbox.payload }).from(outbox)
  expect(told).toContainEqual({
    name: 'attempt.not_sent',
    payload: { attemptId: held?.id, saleId: held?.saleId },
  })
})

test('nothing that is kept of a card tells its number', async () => {
  const payment = givenPayment()
  await sell(payment, { code: '54' }, [cielo])
  const rows = JSON.stringify(await db.select().from(cardTries))
  expect(rows).not.toContain(payment.card.number.reveal())
  expect(rows).not.toContain(payment.card.number.reveal().slice(6, 12))
})

test('a fingerprint outlives a new key in front of the old one, and not another key', () => {
  const [one, two] = ['a', 'b'].map((letter) => Buffer.alloc(32, letter).toString('base64'))
  const number = new Secret('4024007153721930')
  const of = (keys: string) => openKeyring(new Secret(keys)).fingerprint(number)
  expect(of(`k2:${two},k1:${one}`)).toBe(of(`k1:${one}`))
  expect(of(`k2:${two}`)).not.toBe(of(`k1:${one}`))
  expect(of(`k1:${one}`)).toMatch(/^[\w-]{43}$/)
})

describe('a check of a card without a charge', () => {
  test('counts as a try, and is not sent once no try is left', async () => {
    const payment = givenPayment(freshCard(MASTERCARD))
    await decline(payment, 6)
    simulator.fault('rede', 'authorize', 'return_code', { code: '175' })
    expect(await checkCard(ctx, rede, payment.card)).toMatchObject({ kind: 'refused' })
    expect(await checkCard(ctx, rede, payment.card)).toEqual({
      kind: 'avoided',
      rule: 'mastercard_7_in_24h',
    })
    expect(toldOf(await sell(payment))).toEqual(['rede mastercard_7_in_24h'])
    expect(simulator.fines.list()).toEqual([])
  })

  test('leaves behind what its answer forbids', async () => {
    const payment = givenPayment(freshCard('4024007150554334'))
    simulator.fault('cielo', 'authorize', 'return_code', { code: '41' })
    expect(await checkCard(ctx, cielo, payment.card)).toMatchObject({ kind: 'refused' })
    expect(toldOf(await sell(payment))).toEqual(['rede visa_irreversible_41'])
  })

  test('that is good takes nothing from the card', async () => {
    const payment = givenPayment(freshCard('4024007150554334'))
    for (let n = 0; n < 6; n++) {
      expect(await checkCard(ctx, cielo, payment.card)).toMatchObject({ kind: 'done' })
    }
    simulator.fault('cielo', 'authorize', 'return_code', { code: '05' })
    expect(await checkCard(ctx, cielo, payment.card)).toMatchObject({ kind: 'refused' })
  })
})

test('old tries are forgotten, and what is held for ever is not', async () => {
  const [often, lost] = [givenPayment(), givenPayment()]
  await decline(often, 3)
  await sell(lost, { code: '41' }, [cielo])
  advance(32 * DAY_MS)
  expect(await forgetTries(ctx)).toEqual({ more: false })
  const kept = await db.select({ rule: cardTries.blockRule }).from(cardTries)
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.every(({ rule }) => rule !== null)).toBe(true)
  expect(toldOf(await sell(lost))).toEqual(['rede visa_irreversible_41'])
})
