// tests/integration/refund.test.ts
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { findings } from '@/db/schema/findings'
import { attempts, operations } from '@/db/schema/payments'
import { outbox } from '@/db/schema/platform'
import { centavos } from '@/lib/kernel/money'
import { captureAttempt } from '@/lib/payments/capture-attempt'
import { charge } from '@/lib/payments/charge'
import { listUnsettled } from '@/lib/payments/list-unsettled'
import { refundAttempt } from '@/lib/payments/refund-attempt'
import { repairAttempt } from '@/lib/payments/repair-attempt'
import { checkStrays } from '@/lib/payments/undo-strays'
import { voidAttempt } from '@/lib/payments/void-attempt'
import { sendHttp } from '@/lib/platform/http'
import { givenCielo, givenOrder, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
let today = '2026-03-05T15:00:00Z'
const simulator = await testSimulator({ now: () => new Date(today) })
const { ctx, advance } = testCtx({ db, http: sendHttp })
const routes = { cielo: givenCielo(simulator.url), rede: givenRede(simulator.url) }
type Code = keyof typeof routes

beforeEach(() => {
  today = '2026-03-05T15:00:00Z'
})

async function givenSale(code: Code, captureMode: 'automatic' | 'manual' = 'automatic') {
  const order = givenOrder(ctx.newId('sale'), simulator.url)
  await charge(ctx, { ...order, captureMode, routes: [routes[code]] })
  const [attempt] = await db.select().from(attempts).where(eq(attempts.saleId, order.saleId))
  if (attempt === undefined) throw new Error('no attempt')
  return attempt.id
}

const read = async (id: Awaited<ReturnType<typeof givenSale>>) => {
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, id))
  if (attempt === undefined) throw new Error('no attempt')
  return attempt
}

async function sweep(afterMs = 6 * 60_000) {
  advance(afterMs)
  for (const { id, acquirer } of await listUnsettled(ctx)) {
    await repairAttempt(ctx, id, routes[acquirer as Code])
  }
}

describe.each(['cielo', 'rede'] as const)('a refund at %s', (code) => {
  const route = routes[code]
  const refund = (attemptId: Awaited<ReturnType<typeof givenSale>>, amount?: number) =>
    refundAttempt(ctx, route, {
      attemptId,
      ...(amount !== undefined && { amount: centavos(amount) }),
    })

  test('gives back everything, and the attempt says so', async () => {
    const id = await givenSale(code)
    expect(await refund(id)).toMatchObject({ ok: true, value: { state: 'done', amount: 19_90 } })
    expect(await read(id)).toMatchObject({ status: 'refunded', refundedAmount: 19_90 })
    expect(simulator.ledger.entries).toMatchObject([{ refundedAmount: 19_90 }])
  })

  test('gives back parts, as often as needed and never more than was taken', async () => {
    const id = await givenSale(code)
    await refund(id, 5_00)
    expect(await read(id)).toMatchObject({ status: 'captured', refundedAmount: 5_00 })
    expect(await refund(id, 15_00)).toMatchObject({
      ok: false,
      error: { code: 'amount_too_large', left: 14_90 },
    })
    await refund(id)
    expect(await read(id)).toMatchObject({ status: 'refunded', refundedAmount: 19_90 })
    expect(await refund(id)).toMatchObject({ ok: false, error: { code: 'nothing_left' } })
    expect(simulator.ledger.entries).toMatchObject([{ refundedAmount: 19_90 }])
    const facts = await db.select({ name: outbox.name }).from(outbox)
    expect(facts.map(({ name }) => name)).toContain('attempt.partially_refunded')
  })

  test('asked for by eight people at once happens as often as the money lasts', async () => {
    const id = await givenSale(code)
    const answers = await Promise.all(Array.from({ length: 8 }, () => refund(id, 9_95)))
    expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(2)
    const { refundedAmount } = await read(id)
    expect(simulator.ledger.entries).toMatchObject([{ refundedAmount }])
    expect(refundedAmount).toBeLessThanOrEqual(19_90)
  })

  test('whose answer was lost is found, and not sent twice', async () => {
    const id = await givenSale(code)
    simulator.fault(code, 'void', 'drop_response')
    expect(await refund(id, 5_00)).toMatchObject({ ok: true, value: { state: 'done' } })
    expect(await read(id)).toMatchObject({ refundedAmount: 5_00 })
    expect(simulator.ledger.entries).toMatchObject([{ refundedAmount: 5_00 }])
  })

  test('still unknown keeps the next one waiting until it is known', async () => {
    const id = await givenSale(code)
    simulator.fault(code, 'void', 'drop_response')
    simulator.fault(code, 'query', 'http_500', { count: 3 })
    expect(await refund(id, 5_00)).toMatchObject({ ok: true, value: { state: 'pending' } })
    expect(await refund(id, 5_00)).toMatchObject({ error: { code: 'refund_under_way' } })
    await sweep()
    expect(await read(id)).toMatchObject({ refundedAmount: 5_00 })
    await refund(id, 5_00)
    expect(simulator.ledger.entries).toMatchObject([{ refundedAmount: 10_00 }])
  })

  test('that never arrived is known not to have happened, minutes later', async () => {
    const id = await givenSale(code)
    simulator.fault(code, 'void', 'drop_request')
    expect(await refund(id, 5_00)).toMatchObject({ ok: true, value: { state: 'pending' } })
    await sweep()
    expect(await read(id)).toMatchObject({ status: 'captured', refundedAmount: 0 })
    expect(await refund(id)).toMatchObject({ ok: true, value: { state: 'done' } })
    expect(simulator.ledger.entries).toMatchObject([{ refundedAmount: 19_90 }])
  })

  test('of what was only authorised is refused: it is let go instead', async () => {
    const id = await givenSale(code, 'manual')
    expect(await refund(id)).toMatchObject({ ok: false, error: { code: 'not_captured' } })
    expect(await voidAttempt(ctx, route, id)).toMatchObject({ ok: true })
    expect(await read(id)).toMatchObject({ status: 'voided' })
    expect(await voidAttempt(ctx, route, id)).toMatchObject({ error: { code: 'not_authorized' } })
  })
})

describe('a capture by hand', () => {
  test('takes all of it, or a part, once', async () => {
    const id = await givenSale('cielo', 'manual')
    const capture = (amount: number) =>
      captureAttempt(ctx, routes.cielo, { attemptId: id, amount: centavos(amount) })
    expect(await capture(20_00)).toMatchObject({ error: { code: 'amount_too_large' } })
    expect(await capture(10_00)).toMatchObject({ ok: true, value: { state: 'done' } })
    expect(await read(id)).toMatchObject({ status: 'captured', capturedAmount: 10_00 })
    expect(await capture(9_90)).toMatchObject({ error: { code: 'not_authorized' } })
    expect(simulator.ledger.entries).toMatchObject([{ capturedAmount: 10_00 }])
  })

  test('has until the end of the acquirer’s window', async () => {
    const cielo = await read(await givenSale('cielo', 'manual'))
    const rede = await read(await givenSale('rede', 'manual'))
    const days = (cielo.captureBy?.getTime() ?? 0) - cielo.createdAt.getTime()
    expect(days).toBe(7 * 24 * 3_600_000)
    expect(rede.captureBy?.toISOString()).toMatch(/T02:59/) // 23:59 in São Paulo, the same day.
  })

  test('after it, sends nothing', async () => {
    const id = await givenSale('cielo', 'manual')
    advance(8 * 24 * 3_600_000)
    expect(await captureAttempt(ctx, routes.cielo, { attemptId: id })).toMatchObject({
      error: { code: 'capture_too_late' },
    })
  })
})

describe('a request that arrived twice', () => {
  test('is charged once, and the second transaction is let go', async () => {
    simulator.fault('cielo', 'authorize', 'duplicate')
    const id = await givenSale('cielo')
    expect(simulator.ledger.entries.map(({ status }) => status).sort()).toEqual([
      'authorized',
      'captured',
    ])
    await checkStrays(ctx, id, routes.cielo)
    expect(simulator.ledger.entries.map(({ status }) => status).sort()).toEqual([
      'captured',
      'voided',
    ])
    const kinds = await db
      .select({ kind: findings.kind })
      .from(findings)
      .where(eq(findings.attemptId, id))
    expect(kinds).toEqual([{ kind: 'stray_approval' }])
  })

  test('is answered as the first one where a reference may not repeat', async () => {
    simulator.fault('rede', 'authorize', 'duplicate')
    const id = await givenSale('rede')
    expect(await read(id)).toMatchObject({ status: 'captured' })
    expect(simulator.ledger.entries).toHaveLength(1)
  })

  test('as a capture takes the money once and is known to have', async () => {
    simulator.fault('cielo', 'capture', 'duplicate')
    expect(await read(await givenSale('cielo'))).toMatchObject({ status: 'captured' })
    simulator.fault('rede', 'capture', 'duplicate')
    expect(await read(await givenSale('rede'))).toMatchObject({ status: 'captured' })
  })
})

test('a late approval of a sale that was paid meanwhile is voided even while a capture is open', async () => {
  simulator.fault('cielo', 'capture', 'drop_response')
  simulator.fault('cielo', 'query', 'http_500', { count: 3 })
  const id = await givenSale('cielo')
  expect(await read(id)).toMatchObject({ status: 'authorized' })
  await sweep() // The question fails: nobody knows, so nothing is undone.
  expect(await read(id)).toMatchObject({ status: 'authorized' })
  await sweep(30 * 60_000)
  expect(await read(id)).toMatchObject({ status: 'captured', capturedAmount: 19_90 })
  const voids = await db.select().from(operations).where(eq(operations.kind, 'void'))
  expect(voids.filter(({ attemptId }) => attemptId === id)).toEqual([])
})

describe.each(['cielo', 'rede'] as const)('an approval at %s ends once', (code) => {
  const route = routes[code]
  const soon = () => new Promise((go) => setTimeout(go, 150))

  test('it is not let go while its capture is on the way', async () => {
    const attemptId = await givenSale(code, 'manual')
    simulator.fault(code, 'capture', 'delay', { delayMs: 600 })
    const captured = captureAttempt(ctx, route, { attemptId })
    await soon()
    const gone = await voidAttempt(ctx, route, attemptId)
    expect(gone).toMatchObject({ error: { code: 'capture_under_way' } })
    expect(await captured).toMatchObject({ ok: true })
    expect((await read(attemptId)).status).toBe('captured')
    expect(simulator.ledger.entries).toMatchObject([{ status: 'captured' }])
  })

  test('it is not captured while it is being let go', async () => {
    const attemptId = await givenSale(code, 'manual')
    simulator.fault(code, 'void', 'delay', { delayMs: 600 })
    const gone = voidAttempt(ctx, route, attemptId)
    await soon()
    const captured = await captureAttempt(ctx, route, { attemptId })
    expect(captured).toMatchObject({ error: { code: 'void_under_way' } })
    expect(await gone).toMatchObject({ ok: true })
    expect((await read(attemptId)).status).toBe('voided')
    expect(simulator.ledger.entries).toMatchObject([{ status: 'voided' }])
  })
})
