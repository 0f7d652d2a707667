// tests/integration/payment-functions.test.ts
import { eq, sql } from 'drizzle-orm'
import { afterAll, expect, test, vi } from 'vitest'
import { findings } from '@/db/schema/findings'
import { attempts } from '@/db/schema/payments'
import { outbox } from '@/db/schema/platform'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { submitPayment } from '@/lib/sales/submit-payment'
import { givenShop } from '../support/given-shop'
import { givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { SIGNING_KEY, testEngine } from '../support/test-engine'
import { testSimulator } from '../support/test-simulator'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const db = await testDb()
const simulator = await testSimulator()

/** The functions have the process's own tools, and so its own clock: the sales are older. */
const at = new Date(Date.now() - 8 * DAY_MS).toISOString()
const { ctx, advance } = testCtx({ db, http: sendHttp, at })
const base = { ...ctx, simulators: simulator.addresses }

const { host, port, database, user, pass } = db.$client.options
const addresses = Object.entries(simulator.addresses).filter(([name]) => name !== 'control')
vi.stubEnv('DATABASE_URL', `postgres://${user}:${pass ?? ''}@${host[0]}:${port[0]}/${database}`)
vi.stubEnv('SIMULATOR_ADDRESSES', addresses.map((pair) => pair.join('=')).join(','))
vi.stubEnv('AUTH_SECRET', 'a'.repeat(32))
vi.stubEnv('ENCRYPTION_KEY', `k1:${Buffer.alloc(32, 7).toString('base64')}`)
vi.stubEnv('INNGEST_SIGNING_KEY', SIGNING_KEY.reveal())
const { tools } = await import('@/lib/platform/tools')
const { sweepPaymentsJob } = await import('@/inngest/functions/sweep-payments')
const { expireCapturesJob } = await import('@/inngest/functions/expire-captures')
setLogLevel('silent')
afterAll(() => tools.db.$client.end())

const engine = await testEngine(db, { make: () => [sweepPaymentsJob, expireCapturesJob] })

let orders = 0
async function sold(shop: Awaited<ReturnType<typeof givenShop>>) {
  const submit = givenApiSubmit(`k${++orders}`, shop.offer.code)
  const result = await submitPayment(shop.api, submit)
  if (!result.ok) throw new Error(result.error.code)
  return result.value.sale.id
}

const statusOf = async (id: Id<'sale'>) => {
  const [sale] = await db.select({ status: sales.status }).from(sales).where(eq(sales.id, id))
  const made = await db
    .select({ acquirer: attempts.acquirer, status: attempts.status })
    .from(attempts)
    .where(eq(attempts.saleId, id))
    .orderBy(attempts.position)
  return [sale?.status, ...made.map(({ acquirer, status }) => `${acquirer} ${status}`)]
}

const findingsOf = async (id: Id<'sale'>) => {
  const rows = await db
    .select({ kind: findings.kind })
    .from(findings)
    .innerJoin(attempts, eq(attempts.id, findings.attemptId))
    .where(eq(attempts.saleId, id))
  return rows.map(({ kind }) => kind)
}

const factsOf = async (id: Id<'sale'>) => {
  const told = await db
    .select({ name: outbox.name })
    .from(outbox)
    .where(sql`${outbox.payload}->>'saleId' = ${id} and ${outbox.name} like 'sale.%'`)
    .orderBy(outbox.id)
  return told.map(({ name }) => name)
}

/** The quarter of an hour comes, and both timers ring. */
async function ring() {
  await engine.reset()
  await engine.plan()
  engine.advance(15 * MINUTE_MS)
  await engine.fire()
  await engine.settle()
  const runs = await engine.runs()
  expect(new Set(runs.map(({ fn }) => fn))).toEqual(
    new Set(['contract-sweep-payments', 'contract-expire-captures']),
  )
  expect(runs.filter(({ status }) => status !== 'completed')).toEqual([])
  expect(await engine.violations()).toEqual([])
}

test('a hold for a capture by hand is reminded of on its last day, and let go after it', async () => {
  const shop = await givenShop(base, { captureMode: 'manual' })
  const lapsed = await sold(shop)
  advance(1.5 * DAY_MS)
  const due = await sold(shop)
  advance(4 * DAY_MS)
  const fresh = await sold(shop)
  await ring()

  expect(await statusOf(lapsed)).toEqual(['expired', 'cielo voided'])
  expect(await factsOf(lapsed)).toEqual(['sale.authorized', 'sale.expired'])
  expect(await statusOf(due)).toEqual(['authorized', 'cielo authorized'])
  expect(await findingsOf(due)).toEqual(['capture_due'])
  expect(await statusOf(fresh)).toEqual(['authorized', 'cielo authorized'])
  expect(await findingsOf(fresh)).toEqual([])
  const held = simulator.ledger.entries.map(({ status }) => status)
  expect(held).toEqual(['voided', 'authorized', 'authorized'])

  await ring()
  expect(await findingsOf(due)).toEqual(['capture_due']) // Once is enough.
})

test('what nobody answered is asked about, what came late is undone, and the sale follows', async () => {
  const shop = await givenShop(base)
  simulator.fault('cielo', 'authorize', 'late_approval')
  const late = await sold(shop)
  simulator.fault('cielo', 'capture', 'drop_response')
  simulator.fault('cielo', 'query', 'http_500', { count: 2 })
  const silent = await sold(shop)
  simulator.fault('cielo', 'authorize', 'duplicate')
  const twice = await sold(shop)
  expect(await statusOf(late)).toEqual(['paid', 'cielo unknown', 'rede captured'])
  expect(await statusOf(silent)).toEqual(['authorized', 'cielo authorized'])
  await ring()

  expect(await statusOf(late)).toEqual(['paid', 'cielo voided', 'rede captured'])
  expect(await findingsOf(late)).toEqual(['late_approval'])
  expect(await statusOf(silent)).toEqual(['paid', 'cielo captured'])
  expect(await factsOf(silent)).toEqual(['sale.authorized', 'sale.paid'])
  expect(await findingsOf(twice)).toEqual(['stray_approval'])
  const booked = simulator.ledger.entries.map(({ status }) => status).sort()
  expect(booked).toEqual(['captured', 'captured', 'captured', 'voided', 'voided'])
})

test('an attempt that cannot be repaired keeps no other waiting', async () => {
  const shop = await givenShop(base)
  simulator.fault('cielo', 'capture', 'drop_request', { count: 2 })
  const [broken, whole] = [await sold(shop), await sold(shop)]
  await db.update(attempts).set({ credentialsId: 'crd_gone' }).where(eq(attempts.saleId, broken))
  await ring()
  expect(await statusOf(broken)).toEqual(['authorized', 'cielo authorized'])
  expect(await statusOf(whole)).toEqual(['paid', 'cielo captured'])
})
