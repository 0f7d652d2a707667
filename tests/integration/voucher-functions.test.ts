// tests/integration/voucher-functions.test.ts
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { purchaseEvents } from '@/db/schema/purchases'
import type { Id } from '@/lib/kernel/ids'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { givenTill } from '../support/given-till'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { SIGNING_KEY, testEngine } from '../support/test-engine'
import { testSimulator } from '../support/test-simulator'

const MINUTE_MS = 60_000

const db = await testDb()
/** The functions have the process's own tools, and so its own clock: the sales are older. */
const at = new Date(Date.now() - 40 * MINUTE_MS).toISOString()
const { ctx: base, advance } = testCtx({ db, http: sendHttp, at })
const simulator = await testSimulator({ now: base.now })

const { host, port, database, user, pass } = db.$client.options
const addresses = Object.entries(simulator.addresses).filter(([name]) => name !== 'control')
vi.stubEnv('DATABASE_URL', `postgres://${user}:${pass ?? ''}@${host[0]}:${port[0]}/${database}`)
vi.stubEnv('SIMULATOR_ADDRESSES', addresses.map((pair) => pair.join('=')).join(','))
vi.stubEnv('AUTH_SECRET', 'a'.repeat(32))
vi.stubEnv('ENCRYPTION_KEY', `k1:${Buffer.alloc(32, 7).toString('base64')}`)
vi.stubEnv('INNGEST_SIGNING_KEY', SIGNING_KEY.reveal())
const { tools } = await import('@/lib/platform/tools')
const { recordSale } = await import('@/inngest/functions/record-purchase')
const { expireVouchersJob } = await import('@/inngest/functions/expire-vouchers')
setLogLevel('silent')
afterAll(() => tools.db.$client.end())

const engine = await testEngine(db, { make: () => [expireVouchersJob] })

let till: Awaited<ReturnType<typeof givenTill>>
beforeEach(async () => {
  till = await givenTill(base, simulator)
})

async function ring() {
  await engine.reset()
  await engine.plan()
  engine.advance(MINUTE_MS)
  await engine.fire()
  await engine.settle()
  const runs = await engine.runs()
  expect(runs.map(({ status }) => status)).toEqual(runs.map(() => 'completed'))
  expect(await engine.violations()).toEqual([])
}

test('the minute’s job finds what was paid, gives up what was not, and leaves what still waits', async () => {
  const paid = await till.choose('one', 'pix', 'paid-')
  const forgotten = await till.choose('one', 'pix', 'forgotten-')
  const boleto = await till.choose('one', 'boleto', 'boleto-')
  await till.pay(paid.sale.id)
  advance(40 * MINUTE_MS)
  await ring()
  expect(await till.statusOf(paid.sale.id)).toBe('paid')
  expect(await till.statusOf(forgotten.sale.id)).toBe('expired')
  expect(await till.statusOf(boleto.sale.id)).toBe('pending')
})

describe('the messages of a store', () => {
  const told = (saleId: Id<'sale'>) =>
    db
      .select({
        event: purchaseEvents.event,
        pix: purchaseEvents.pix,
        order: purchaseEvents.orderKey,
      })
      .from(purchaseEvents)
      .where(eq(purchaseEvents.saleId, saleId))
      .orderBy(asc(purchaseEvents.id))

  test('hear of a Pix with its code, and later that it ran out', async () => {
    const { sale } = await till.choose('one')
    const [attempt] = await till.attemptsOf(sale.id)
    const issued = { saleId: sale.id, status: 'issued', key: 'f1', attemptId: attempt?.id } as const
    expect(await recordSale(till.job(), issued)).toBe('new')
    advance(33 * MINUTE_MS)
    await till.sweep()
    expect(await recordSale(till.job(), { saleId: sale.id, status: 'expired', key: 'f2' })).toBe(
      'new',
    )
    const { voucher } = await till.shown()
    const code = voucher?.kind === 'pix' ? voucher.copyPaste : ''
    expect(await told(sale.id)).toEqual([
      { event: 'pix_generated', order: sale.id, pix: expect.objectContaining({ code, url: null }) },
      { event: 'pix_expired', order: sale.id, pix: expect.objectContaining({ code }) },
    ])
  })

  test('hear nothing of a code that the buyer was never shown', async () => {
    simulator.fault('cielo', 'authorize', 'drop_response')
    simulator.fault('cielo', 'query', 'http_500', { forMs: 20_000 })
    const { sale } = await till.choose('one')
    await simulator.clear()
    advance(7 * MINUTE_MS)
    await till.repair()
    expect(await till.historyOf(sale.id)).toEqual(['cielo pix waiting', 'rede pix waiting'])
    const [lost] = await till.attemptsOf(sale.id)
    const issued = { saleId: sale.id, status: 'issued', key: 'f1', attemptId: lost?.id } as const
    expect(await recordSale(till.job(), issued)).toBeNull()
    expect(await told(sale.id)).toEqual([])
  })
})
