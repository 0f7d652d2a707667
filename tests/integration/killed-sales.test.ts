// tests/integration/killed-sales.test.ts
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { attempts, operations } from '@/db/schema/payments'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { makeChance } from '@/lib/simulator/faults'
import { judgeSales, sweepAll } from '../support/after-the-storm'
import { bundleChild } from '../support/bundle-child'
import { givenCielo, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

setLogLevel('silent')
const SALES = 150
const SEED = 20_261_122
const AT = '2026-03-05T15:00:00Z'
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Where the process dies; how often it comes past there first is left to the seed. */
const MOMENTS = [
  'before authorize', // The attempt's row is committed, nothing has left.
  'after authorize', // The answer is there, and nothing of it written.
  'at fact', // The statement that writes it is being made.
  'before capture', // The capture's row is committed.
  'after capture', // The money has moved, and nobody here knows.
  'before query', // The silence is written down, and nobody has asked yet.
  'after query',
  'after authorize',
  'after capture',
  'before capture',
] as const
const PASSES_MAX = 12

const db = await testDb()
const simulator = await testSimulator({ now: () => new Date(AT) })
const { ctx, advance } = testCtx({ db, http: sendHttp, at: AT })
const folder = mkdtempSync(join(tmpdir(), 'tills-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const script = await bundleChild('tests/support/killed-till.ts', join(folder, 'till.mjs'))
const chance = makeChance(SEED)
const routes = {
  cielo: givenCielo(simulator.addresses.cielo),
  rede: givenRede(simulator.addresses.rede),
}

function makeWeather() {
  const weather = [
    ['cielo', 'authorize', 'return_code', 0.15, '05'],
    ['cielo', 'authorize', 'late_approval', 0.08],
    ['cielo', 'authorize', 'drop_response', 0.08],
    ['cielo', 'authorize', 'duplicate', 0.05],
    ['cielo', 'capture', 'drop_response', 0.05],
    ['rede', 'capture', 'drop_request', 0.05],
  ] as const
  for (const [seed, [acquirer, operation, mode, probability, code]] of weather.entries()) {
    simulator.fault(acquirer, operation, mode, { probability, seed, ...(code && { code }) })
  }
}

function runTill(orders: string, moment: string, nth: number) {
  const words = [script, orders, moment, String(nth)]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] })
  return new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done) => {
    child.once('exit', (code, signal) => done({ code, signal }))
  })
}

test(`a process killed ${MOMENTS.length} times over ${SALES} sales charges none twice and leaves nothing held`, async () => {
  makeWeather()
  const saleIds = Array.from({ length: SALES }, () => ctx.newId('sale'))
  const { host, port, database, user, pass } = db.$client.options
  const orders = join(folder, 'orders.json')
  const given = {
    database: `postgres://${user}:${pass ?? ''}@${host[0]}:${port[0]}/${database}`,
    addresses: simulator.addresses,
    accountId: ctx.actor.accountId,
    saleIds,
    at: AT,
  }
  writeFileSync(orders, JSON.stringify(given))

  for (const moment of MOMENTS) {
    const nth = 1 + Math.floor(chance() * PASSES_MAX)
    expect(await runTill(orders, moment, nth), moment).toEqual({ code: null, signal: 'SIGKILL' })
  }
  const sending = await db.select().from(operations).where(eq(operations.status, 'sending'))
  expect(sending.length).toBeGreaterThanOrEqual(MOMENTS.length) // Each left something to ask about.
  expect(await runTill(orders, 'never', 0)).toEqual({ code: 0, signal: null })

  advance(MINUTE_MS) // The processes' own clock went on.
  for (const afterMs of [6, 30, 120].map((minutes) => minutes * MINUTE_MS)) {
    advance(afterMs)
    await sweepAll(ctx, routes)
  }
  await simulator.clear()
  for (const days of [1, 3, 1]) {
    advance(days * DAY_MS)
    await sweepAll(ctx, routes)
  }

  const { complaints, said } = await judgeSales(db, simulator.ledger.entries, saleIds)
  expect(complaints).toEqual([])
  expect([...said.keys()].sort()).toEqual(expect.arrayContaining(['paid']))
  expect(said.get('paid') ?? 0).toBeGreaterThan(SALES * 0.7)
  const tried = await db.selectDistinct({ saleId: attempts.saleId }).from(attempts)
  expect(tried).toHaveLength(SALES)
}, 120_000)
