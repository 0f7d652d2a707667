// tests/integration/reconcile-functions.test.ts
import { eq } from 'drizzle-orm'
import { afterAll, expect, test, vi } from 'vitest'
import { acquirerNotices, reconciliations } from '@/db/schema/acquirers'
import { findings } from '@/db/schema/findings'
import { attempts } from '@/db/schema/payments'
import { keepNotice } from '@/lib/payments/keep-notice'
import { listNoticeEndpoints, makeNoticeEndpoint } from '@/lib/payments/notice-endpoint'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { submitPayment } from '@/lib/sales/submit-payment'
import { givenShop } from '../support/given-shop'
import { givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { SIGNING_KEY, testEngine } from '../support/test-engine'
import { testSimulator } from '../support/test-simulator'

const HOUR_MS = 3_600_000
const db = await testDb()
const simulator = await testSimulator()

/** The functions have the process's own tools, and so its own clock: the sales are older. */
const { ctx } = testCtx({
  db,
  http: sendHttp,
  at: new Date(Date.now() - 3 * HOUR_MS).toISOString(),
})
const base = { ...ctx, simulators: simulator.addresses }

const { host, port, database, user, pass } = db.$client.options
const addresses = Object.entries(simulator.addresses).filter(([name]) => name !== 'control')
vi.stubEnv('DATABASE_URL', `postgres://${user}:${pass ?? ''}@${host[0]}:${port[0]}/${database}`)
vi.stubEnv('SIMULATOR_ADDRESSES', addresses.map((pair) => pair.join('=')).join(','))
vi.stubEnv('AUTH_SECRET', 'a'.repeat(32))
vi.stubEnv('ENCRYPTION_KEY', `k1:${Buffer.alloc(32, 7).toString('base64')}`)
vi.stubEnv('INNGEST_SIGNING_KEY', SIGNING_KEY.reveal())
const { tools } = await import('@/lib/platform/tools')
const { reconcilePaymentsJob } = await import('@/inngest/functions/reconcile-payments')
const { reconcileAccountJob } = await import('@/inngest/functions/reconcile-account')
const { sweepNoticesJob } = await import('@/inngest/functions/sweep-notices')
setLogLevel('silent')
afterAll(() => tools.db.$client.end())

const engine = await testEngine(db, {
  make: () => [reconcilePaymentsJob, reconcileAccountJob, sweepNoticesJob],
})

/** A day passes, and every timer rings. */
async function ring() {
  await engine.reset()
  await engine.plan()
  engine.advance(25 * HOUR_MS)
  await engine.fire()
  await engine.settle()
  const runs = await engine.runs()
  expect(runs.filter(({ status }) => status !== 'completed')).toEqual([])
  expect(await engine.violations()).toEqual([])
  return runs.map(({ fn }) => fn)
}

test('the night compares each account in a run of its own, and follows what was told', async () => {
  const shop = await givenShop(base)
  for (let i = 0; i < 12; i++) {
    const sold = await submitPayment(shop.api, givenApiSubmit(`k${i}`, shop.offer.code))
    if (!sold.ok) throw new Error(sold.error.code)
  }
  const [entry] = simulator.ledger.entries
  if (entry === undefined) throw new Error('nothing was sold')
  simulator.ledger.giveBack(entry, 50_00)
  await makeNoticeEndpoint(shop.member, 'cielo')
  const [endpoint] = await listNoticeEndpoints(shop.member, ['cielo'])
  await keepNotice(base, {
    acquirer: 'cielo',
    token: endpoint?.path?.split('/').at(-1) ?? '',
    remoteAddress: null,
    authorization: null,
    headers: {},
    read: async () => Buffer.from(JSON.stringify({ PaymentId: entry.key, ChangeType: 25 })),
  })

  const ran = await ring()
  expect(ran).toContain('contract-reconcile-account')
  const { accountId } = shop.member.actor
  const rows = await db
    .select()
    .from(reconciliations)
    .where(eq(reconciliations.accountId, accountId))
  expect(rows).toMatchObject([
    { asked: 12, same: 11, differed: 1, unanswered: 0, finishedAt: expect.any(Date) },
  ])
  const told = await db
    .select({ kind: findings.kind, detail: findings.detail })
    .from(findings)
    .innerJoin(attempts, eq(attempts.id, findings.attemptId))
    .where(eq(attempts.accountId, accountId))
  expect(told).toMatchObject([{ kind: 'differs', detail: { their_refunded: '5000' } }])
  const [notice] = await db.select().from(acquirerNotices)
  expect(notice).toMatchObject({ outcome: 'nothing_new', handledAt: expect.any(Date) })
})
