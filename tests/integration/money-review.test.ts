// tests/integration/money-review.test.ts
import { and, eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { acquirerCredentials } from '@/db/schema/accounts'
import { findings } from '@/db/schema/findings'
import { attempts, operations } from '@/db/schema/payments'
import { saleDays, sales } from '@/db/schema/sales'
import { routeOf } from '@/lib/accounts/route-of'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import { keepPayment } from '@/lib/payments/keep-payment'
import { closeFindings, recordFinding } from '@/lib/payments/record-finding'
import { refundAttempt } from '@/lib/payments/refund-attempt'
import { settleOperation } from '@/lib/payments/settle-operation'
import { sendHttp } from '@/lib/platform/http'
import { listUnsettledSales } from '@/lib/sales/list-unsettled-sales'
import { refundSale } from '@/lib/sales/refund-sale'
import { settleSale } from '@/lib/sales/settle-sale'
import { submitPayment } from '@/lib/sales/submit-payment'
import { SHOP_CREDENTIALS } from '../support/given-shop'
import { givenClick } from '../support/given-submit'
import { givenTill } from '../support/given-till'
import { givenVoucherClick } from '../support/given-voucher'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const db = await testDb()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
const simulator = await testSimulator({ now: base.now })
let till: Awaited<ReturnType<typeof givenTill>>

beforeEach(async () => {
  advance(HOUR_MS)
  till = await givenTill(base, simulator)
})

/** What the minute's job does. */
async function follow() {
  const mine = till.shop.api.actor.accountId
  for (const { id, accountId } of await listUnsettledSales(base)) {
    if (accountId === mine) await settleSale(till.job(), id)
  }
}

const firstOf = async (saleId: Id<'sale'>) => {
  const [attempt] = await till.attemptsOf(saleId)
  if (attempt === undefined) throw new Error('there is no attempt')
  return attempt
}

const figures = async () => {
  const [day] = await db
    .select({
      count: sql<number>`sum(${saleDays.paidCount})::int`,
      paid: sql<number>`sum(${saleDays.paid})::int`,
      returned: sql<number>`sum(${saleDays.returned})::int`,
    })
    .from(saleDays)
    .where(eq(saleDays.accountId, till.shop.api.actor.accountId))
  return day
}

describe('a process that dies behind a refund', () => {
  for (const part of [undefined, centavos(50_00)]) {
    test(`leaves a sale that says so a minute later: ${part ?? 'all of it'}`, async () => {
      const { sale } = await till.card('one')
      advance(DAY_MS)
      const attempt = await firstOf(sale.id)
      const route = await routeOf(till.job(), attempt)
      const back = await refundAttempt(till.job(), route, {
        attemptId: attempt.id,
        ...(part !== undefined && { amount: part }),
      })
      expect(back.ok).toBe(true)
      // Rede would carry it out tomorrow; Cielo has done it. Here the process dies.
      advance(2 * MINUTE_MS)
      await follow()
      expect(await till.statusOf(sale.id)).toBe(
        part === undefined ? 'refunded' : 'partially_refunded',
      )
      expect(await figures()).toEqual({ count: 1, paid: 197_00, returned: part ?? 197_00 })
      advance(2 * MINUTE_MS)
      expect((await listUnsettledSales(base)).map(({ id }) => id)).not.toContain(sale.id)
    })
  }
})

describe('a sale that is given back before anybody wrote that it was paid', () => {
  for (const part of [undefined, centavos(50_00)]) {
    test(`was paid all the same: ${part ?? 'all of it'}`, async () => {
      simulator.fault('cielo', 'capture', 'drop_response')
      simulator.fault('cielo', 'query', 'http_500', { count: 2 })
      const { sale } = await till.card('one')
      expect(sale.status).toBe('authorized')
      await simulator.clear()
      const back = await refundSale(till.shop.api, {
        saleId: sale.id,
        ...(part !== undefined && { amount: part }),
      })
      expect(back).toMatchObject({ ok: true })
      expect(await till.statusOf(sale.id)).toBe(
        part === undefined ? 'refunded' : 'partially_refunded',
      )
      expect(await figures()).toEqual({ count: 1, paid: 197_00, returned: part ?? 197_00 })
      const facts = (await till.factsOf(sale.id)).filter((name) => name.startsWith('sale.'))
      expect(facts).toContain('sale.paid')
      const { paidAt } = await saleOf(sale.id)
      expect(paidAt).not.toBeNull()
    })
  }
})

const saleOf = async (id: Id<'sale'>) => {
  const [row] = await db.select().from(sales).where(eq(sales.id, id))
  if (row === undefined) throw new Error('there is no sale')
  return row
}

describe('a finding', () => {
  const open = () =>
    db
      .select({ kind: findings.kind, key: findings.key })
      .from(findings)
      .where(
        and(
          eq(findings.accountId, till.shop.api.actor.accountId),
          sql`${findings.resolvedAt} is null`,
        ),
      )

  test('that went away by itself and comes back is told again; one a person closed is not', async () => {
    const { sale } = await till.card('one')
    const { id } = await firstOf(sale.id)
    const job = till.job()
    expect(await recordFinding(job, id, 'differs', { key: 'x' })).toBe(true)
    await closeFindings(job, id, ['differs'], 'same_again')
    expect(await recordFinding(job, id, 'differs', { key: 'x' })).toBe(true)
    expect(await open()).toEqual([{ kind: 'differs', key: 'x' }])
    expect(await recordFinding(job, id, 'differs', { key: 'x' })).toBe(false)
    await db.update(findings).set({ resolvedAt: base.now(), resolver: 'usr_x' })
    expect(await recordFinding(job, id, 'differs', { key: 'x' })).toBe(false)
  })

  test('tells of each call that nobody ever answered, not of the first alone', async () => {
    const { sale } = await till.card('one')
    const { id } = await firstOf(sale.id)
    await recordFinding(till.job(), id, 'still_unknown', {})
    await db
      .update(findings)
      .set({ resolvedAt: base.now(), resolver: 'usr_x' })
      .where(eq(findings.attemptId, id))
    simulator.fault('cielo', 'void', 'drop_request')
    simulator.fault('cielo', 'query', 'http_500', { count: 99 })
    await refundSale(till.shop.api, { saleId: sale.id })
    for (const ms of [6 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, DAY_MS, 3 * DAY_MS]) {
      advance(ms)
      await till.repair()
    }
    expect(await open()).toMatchObject([{ kind: 'still_unknown' }])
  })
})

describe('a Pix', () => {
  test('that was kept as late by a process that died is told and given back', async () => {
    const { sale } = await till.choose('one')
    await till.card('two')
    const pix = await firstOf(sale.id)
    await till.pay(sale.id)
    const job = till.job()
    const found = await (await routeOf(job, pix)).find(job, pix.reference, pix.acquirerId)
    if (!('approval' in found)) throw new Error(found.kind)
    expect(await keepPayment(job, pix, found.approval)).toBe('late')
    advance(MINUTE_MS)
    await till.sweep()
    expect(await till.kindsOf()).toContain('paid_late')
    expect(till.taken()).toBe(197_00)
  })

  test('paid beside its sale is asked back each day while the acquirer denies it', async () => {
    const { sale } = await till.choose('one')
    await till.card('two')
    await till.pay(sale.id)
    simulator.fault('cielo', 'void', 'return_code', { code: '309' })
    await till.look(sale.id)
    expect(till.taken()).toBe(2 * 197_00)
    expect((await till.openKindsOf()).toSorted()).toEqual(['paid_late', 'refund_denied'])
    for (let day = 0; day < 3; day++) {
      advance(DAY_MS)
      await till.sweep()
      await till.repair()
    }
    expect(till.taken()).toBe(197_00)
    expect(await till.openKindsOf()).toEqual([])
  })

  test('of a rehearsal never pays a sale that goes on with real money', async () => {
    const { sale } = await till.choose('one')
    const { accountId } = till.shop.api.actor
    await db
      .update(acquirerCredentials)
      .set({ replacedAt: base.now() })
      .where(eq(acquirerCredentials.accountId, accountId))
    for (const acquirer of ['cielo', 'rede'] as const) {
      await db.insert(acquirerCredentials).values({
        id: base.newId('credentials'),
        accountId,
        acquirer,
        environment: 'sandbox',
        sealed: base.keyring.sealText(JSON.stringify(SHOP_CREDENTIALS[acquirer])),
        hint: 'test',
        createdAt: base.now(),
      })
    }
    const asked = givenVoucherClick('checkout', 'two', till.shop.offer.code, 'boleto')
    const offline = { ...till.shop.buyer, http: () => Promise.reject(new Error('offline')) }
    const went = await submitPayment(offline, asked)
    await till.pay(sale.id)
    advance(2 * MINUTE_MS)
    await till.sweep()
    const now = await saleOf(sale.id)
    const paying = (await till.attemptsOf(sale.id)).filter(({ status }) => status === 'captured')
    expect(paying.map(({ environment }) => environment)).toEqual([now.environment])
    expect(went).toMatchObject({ ok: false, error: { code: 'idempotency_key_reused' } })
  })
})

test('what was believed absent while its request slept is not captured when it wakes', async () => {
  const slow = {
    ...till.shop.buyer,
    http: async (request: Parameters<typeof sendHttp>[0]) => {
      const reply = await sendHttp(request)
      if (request.method === 'POST' && request.url.includes('/1/sales')) {
        // The process slept so long that a search, twice, found nothing.
        await db.update(attempts).set({ status: 'not_sent', strayCheckedAt: null })
        await db
          .update(operations)
          .set({ status: 'not_sent' })
          .where(eq(operations.kind, 'authorize'))
      }
      return reply
    },
  }
  const sold = await submitPayment(slow, givenClick('other', 'one', till.shop.offer.code))
  if (!sold.ok) throw new Error(sold.error.code)
  const captured = sold.value.attempts.reduce((sum, each) => sum + each.capturedAmount, 0)
  expect(till.taken()).toBe(captured)
})

test('an answer judged by a status that moved meanwhile is not written down by halves', async () => {
  simulator.fault('cielo', 'authorize', 'drop_response')
  simulator.fault('cielo', 'query', 'http_500', { count: 2 })
  simulator.fault('rede', 'any', 'refuse_connection')
  await simulator.align()
  const { sale } = await till.card('one')
  await simulator.clear()
  const attempt = await firstOf(sale.id)
  expect(attempt.status).toBe('unknown')
  const [open] = await db.select().from(operations).where(eq(operations.attemptId, attempt.id))
  if (open === undefined) throw new Error('there is no operation')
  const { id, kind, amount } = open
  const operation = { id, kind, amount, attemptId: attempt.id, brand: attempt.brand }
  const answer = { kind: 'not_sent', cause: 'never seen, twice' } as const
  const wrote = await settleOperation(till.job(), { operation, attemptIs: 'sending', answer })
  expect(wrote).toBe(false)
  expect((await db.select().from(operations).where(eq(operations.id, id)))[0]?.status).toBe(
    'unknown',
  )
  advance(6 * MINUTE_MS)
  await till.repair()
  expect((await firstOf(sale.id)).status).toBe('voided')
})
