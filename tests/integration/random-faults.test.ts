// tests/integration/random-faults.test.ts
import { expect, test } from 'vitest'
import { attempts, findings, operations } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { charge } from '@/lib/payments/charge'
import { listUnchecked, listUnsettled } from '@/lib/payments/list-unsettled'
import { repairAttempt } from '@/lib/payments/repair-attempt'
import { checkStrays } from '@/lib/payments/undo-strays'
import { sendHttp } from '@/lib/platform/http'
import { saleStatusOf } from '@/lib/sales/sale-status'
import { makeChance } from '@/lib/simulator/faults'
import { givenCielo, givenOrder, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const SALES = 2_000
const AT_ONCE = 16
const SEED = 20_261_105
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Which operation meets which fault, and how often. */
const WEATHER: readonly [operation: string, mode: string, probability: number][] = [
  ['authorize', 'drop_request', 0.02],
  ['authorize', 'drop_response', 0.03],
  ['authorize', 'late_approval', 0.03],
  ['authorize', 'http_500', 0.02],
  ['authorize', 'duplicate', 0.02],
  ['capture', 'drop_request', 0.02],
  ['capture', 'drop_response', 0.03],
  ['capture', 'http_500', 0.02],
  ['capture', 'duplicate', 0.02],
  ['void', 'drop_request', 0.02],
  ['void', 'drop_response', 0.03],
  ['void', 'http_500', 0.02],
  ['query', 'http_500', 0.1],
  ['query', 'drop_response', 0.05],
]
const REFUSALS = { cielo: ['05', '51', '91', '57'], rede: ['58', '111', '103'] }

const db = await testDb()
const simulator = await testSimulator({ now: () => new Date('2026-03-05T15:00:00Z') })
const { ctx, advance } = testCtx({ db, http: sendHttp })
const routes = {
  cielo: givenCielo(simulator.addresses.cielo),
  rede: givenRede(simulator.addresses.rede),
}
const chance = makeChance(SEED)

class Killed extends Error {}

/** The process dies now and then: before a call, after its answer, or between two writes. */
function mortal(perStep: number): typeof ctx {
  const step = () => {
    if (chance() < perStep) throw new Killed('the process was killed')
  }
  return {
    ...ctx,
    http: async (request) => {
      step()
      const reply = await ctx.http(request)
      step()
      return reply
    },
    newId: (entity) => {
      if (entity === 'operation' || entity === 'fact') step()
      return ctx.newId(entity)
    },
  }
}

function makeWeather() {
  let seed = SEED
  for (const acquirer of ['cielo', 'rede'] as const) {
    for (const [operation, mode, probability] of WEATHER) {
      simulator.fault(acquirer, operation, mode, { probability, seed: ++seed })
    }
    for (const code of REFUSALS[acquirer]) {
      const refusal = { code, probability: 0.03, seed: ++seed }
      simulator.fault(acquirer, 'authorize', 'return_code', refusal)
    }
  }
}

/** Stretches of the day on which an acquirer takes no connection at all. */
async function openAndClose(sale: number) {
  const outages = [
    { acquirer: 'cielo', from: 300, to: 380 },
    { acquirer: 'rede', from: 700, to: 760 },
    { acquirer: 'rede', from: 350, to: 360 },
  ]
  for (const { acquirer, from, to } of outages) {
    if (sale === from) simulator.fault(acquirer, 'any', 'refuse_connection')
    if (sale === to) {
      await simulator.clear()
      makeWeather()
    }
  }
  await simulator.align()
}

async function sell(saleId: Id<'sale'>, mortals: typeof ctx) {
  const payment = { ...givenOrder(saleId, simulator.url), routes: [routes.cielo, routes.rede] }
  try {
    await charge(mortals, payment)
  } catch (error) {
    if (!(error instanceof Killed)) throw error
  }
}

async function sweep(afterMs: number) {
  advance(afterMs)
  const route = (acquirer: string) => routes[acquirer === 'cielo' ? 'cielo' : 'rede']
  const alone = async (work: () => Promise<unknown>) => {
    await work().catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error
    })
  }
  const sweeper = mortal(0.002)
  for (let after: Id<'attempt'> | undefined; ; ) {
    const page = await listUnsettled(ctx, { after })
    for (const { id, acquirer } of page) {
      await alone(() => repairAttempt(sweeper, id, route(acquirer)))
    }
    after = page.at(-1)?.id
    if (after === undefined) break
  }
  for (let after: Id<'attempt'> | undefined; ; ) {
    const page = await listUnchecked(ctx, { after })
    await Promise.all(page.map(({ id, acquirer }) => checkStrays(ctx, id, route(acquirer))))
    after = page.at(-1)?.id
    if (after === undefined) break
  }
}

test(`${SALES} sales in bad weather: each is charged once at most, and nothing stays held`, async () => {
  makeWeather()
  const saleIds = Array.from({ length: SALES }, () => ctx.newId('sale'))
  const mortals = mortal(0.003)
  for (let first = 0; first < SALES; first += AT_ONCE) {
    const batch = saleIds.slice(first, first + AT_ONCE)
    for (let n = first; n < first + AT_ONCE; n++) await openAndClose(n)
    await Promise.all(batch.map((saleId) => sell(saleId, mortals)))
  }

  for (const afterMs of [6 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS]) await sweep(afterMs)
  await simulator.clear()
  for (const afterMs of [DAY_MS, 3 * DAY_MS, HOUR_MS, DAY_MS, 3 * DAY_MS]) await sweep(afterMs)

  const rows = await db.select().from(attempts).orderBy(attempts.saleId, attempts.position)
  const saleOf = new Map(rows.map(({ reference, saleId }) => [reference, saleId]))
  const takenFrom = new Map<string, number>()
  for (const { reference, capturedAmount, refundedAmount } of simulator.ledger.entries) {
    if (capturedAmount === refundedAmount) continue
    const saleId = saleOf.get(reference) ?? 'nobody'
    takenFrom.set(saleId, (takenFrom.get(saleId) ?? 0) + 1)
  }
  expect([...takenFrom.values()].filter((times) => times > 1)).toEqual([])
  expect(takenFrom.has('nobody')).toBe(false)
  expect(simulator.ledger.entries.filter(({ status }) => status === 'authorized')).toEqual([])

  const said = new Map<string, number>()
  const dishonest: string[] = []
  for (const saleId of saleIds) {
    const statuses = rows.filter((row) => row.saleId === saleId).map(({ status }) => status)
    const status = saleStatusOf(statuses)
    said.set(status, (said.get(status) ?? 0) + 1)
    if ((status === 'paid') !== takenFrom.has(saleId)) dishonest.push(`${saleId} ${statuses}`)
    if (status === 'authorized') dishonest.push(`${saleId} ${statuses}`)
    if (status === 'pending' && statuses.length > 0) dishonest.push(`${saleId} ${statuses}`)
  }
  expect(dishonest).toEqual([])
  expect(said.get('paid') ?? 0).toBeGreaterThan(SALES * 0.8)

  const open = await db.select().from(operations)
  expect(open.filter(({ status }) => status === 'sending' || status === 'unknown')).toEqual([])
  const found = await db.select({ kind: findings.kind }).from(findings)
  expect(found.map(({ kind }) => kind)).toContain('late_approval')
  expect(found.map(({ kind }) => kind)).toContain('stray_approval')
}, 240_000)
