// tests/integration/rede-sale.test.ts
import { asc, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { findings } from '@/db/schema/findings'
import { attempts, operations } from '@/db/schema/payments'
import { type ChargeOrder, charge } from '@/lib/payments/charge'
import { operateAttempt } from '@/lib/payments/operate-attempt'
import { repairAttempt } from '@/lib/payments/repair-attempt'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { givenOrder, givenPayment, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

setLogLevel('silent')
const db = await testDb()
const { ctx, advance } = testCtx({ db, http: sendHttp })
const simulator = await testSimulator({ now: ctx.now })
const rede = givenRede(simulator.url)
const DAY_MS = 24 * 3_600_000

beforeEach(() => advance(DAY_MS))

async function sell(payment: object = {}, more: object = {}) {
  const order: ChargeOrder = { ...givenOrder(ctx.newId('sale'), simulator.url), routes: [rede] }
  await charge(ctx, { ...order, ...more, payment: { ...order.payment, ...payment } })
  const [attempt] = await db.select().from(attempts).where(eq(attempts.saleId, order.saleId))
  if (attempt === undefined) throw new Error('no attempt')
  return attempt
}
const again = async ({ id }: Awaited<ReturnType<typeof sell>>) => {
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, id))
  if (attempt === undefined) throw new Error('no attempt')
  const made = await db
    .select()
    .from(operations)
    .where(eq(operations.attemptId, id))
    .orderBy(asc(operations.startedAt), asc(operations.id))
  return { ...attempt, calls: made.map(({ kind, status }) => `${kind} ${status}`) }
}

test('a sale keeps what the brand calls it and what 3-D Secure proved of its buyer', async () => {
  const threeDs = {
    eci: '02',
    cavv: 'BwABB4JRdgAAAAAAiFF2AAAAAAA=',
    xid: null,
    version: '2.2.0',
    transactionId: '6b2d3a1e-0d9c-4d0b-9f59-3f8b1e6a7c10',
  }
  const sale = await sell({ ...givenPayment('5502095822650000'), threeDs })
  expect(sale).toMatchObject({
    status: 'captured',
    eci: '02',
    networkIds: {
      brandTid: expect.any(String),
      transactionLinkId: expect.stringMatching(/^[\w-]{22}$/),
    },
  })
})

test('a refusal keeps the advice of Mastercard', async () => {
  const advised = { code: '111', brandCode: '51', adviceCode: '24' }
  simulator.fault('rede', 'authorize', 'return_code', advised)
  const sale = await sell(givenPayment('5502095822650000'))
  expect(sale).toMatchObject({ status: 'refused', lr: '51', returnCode: '111', adviceCode: '24' })
})

test('let go on another day, it is under way until Rede says that it is done', async () => {
  const sale = await sell({}, { captureMode: 'manual' })
  advance(DAY_MS)
  const { acquirerId } = sale
  if (acquirerId === null) throw new Error('not approved')
  await operateAttempt(ctx, rede, { ...sale, acquirerId }, 'void')
  expect(await again(sale)).toMatchObject({
    status: 'authorized',
    calls: ['authorize done', 'void processing'],
  })
  advance(2 * DAY_MS)
  await repairAttempt(ctx, sale.id, rede)
  expect(await again(sale)).toMatchObject({
    status: 'voided',
    calls: ['authorize done', 'void done'],
  })
  expect(simulator.ledger.entries).toMatchObject([{ status: 'voided' }])
})

test('captured too late it says so to a person, and charges nobody', async () => {
  const sale = await sell({}, { captureMode: 'manual' })
  advance(DAY_MS)
  const { acquirerId } = sale
  if (acquirerId === null) throw new Error('not approved')
  const answer = await operateAttempt(ctx, rede, { ...sale, acquirerId }, 'capture')
  expect(answer).toMatchObject({ kind: 'refused', refusal: { code: '173' } })
  const told = await db.select().from(findings).where(eq(findings.attemptId, sale.id))
  expect(told.map(({ kind }) => kind)).toEqual(['capture_refused'])
  expect(simulator.ledger.entries).toMatchObject([{ capturedAmount: 0 }])
})

test('without a token nothing leaves, and the account is told what to put right', async () => {
  simulator.forgetTokens()
  simulator.fault('rede', 'token', 'return_code', { code: 'invalid_client', count: 2 })
  const turnedAway = givenRede(simulator.url)
  const sale = await sell({}, { routes: [turnedAway] })
  expect(sale).toMatchObject({ status: 'not_sent' })
  expect(simulator.ledger.entries).toEqual([])
  const told = await db.select().from(findings).where(eq(findings.attemptId, sale.id))
  expect(told.map(({ kind }) => kind)).toEqual(['setup_rejected'])
})
