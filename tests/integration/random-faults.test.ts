// tests/integration/random-faults.test.ts
import { expect, test } from 'vitest'
import { findings } from '@/db/schema/findings'
import type { Id } from '@/lib/kernel/ids'
import { charge } from '@/lib/payments/charge'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { makeChance } from '@/lib/simulator/faults'
import { judgeSales, sideBySide, sweepAll } from '../support/after-the-storm'
import { givenCielo, givenOrder, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const SALES = 2_000
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

setLogLevel('silent')
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
    if (sale === from || sale === to) await simulator.align()
  }
}

async function sell(saleId: Id<'sale'>, mortals: typeof ctx) {
  const payment = { ...givenOrder(saleId, simulator.url), routes: [routes.cielo, routes.rede] }
  try {
    await charge(mortals, payment)
  } catch (error) {
    if (!(error instanceof Killed)) throw error
  }
}

const sweeper = mortal(0.002)

async function sweep(afterMs: number) {
  advance(afterMs)
  await sweepAll(ctx, routes, async (work) => {
    await work(sweeper).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error
    })
  })
}

test(`${SALES} sales in bad weather: each is charged once at most, and nothing stays held`, async () => {
  makeWeather()
  const saleIds = Array.from({ length: SALES }, () => ctx.newId('sale'))
  const mortals = mortal(0.003)
  await sideBySide(saleIds, async (saleId, n) => {
    await openAndClose(n)
    await sell(saleId, mortals)
  })

  for (const afterMs of [6 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS]) await sweep(afterMs)
  await simulator.clear()
  for (const afterMs of [DAY_MS, 3 * DAY_MS, HOUR_MS, DAY_MS, 3 * DAY_MS]) await sweep(afterMs)

  const { complaints, said } = await judgeSales(db, simulator.ledger.entries, saleIds)
  expect(complaints).toEqual([])
  expect(said.get('paid') ?? 0).toBeGreaterThan(SALES * 0.8)

  const found = await db.select({ kind: findings.kind }).from(findings)
  expect(found.map(({ kind }) => kind)).toContain('late_approval')
  expect(found.map(({ kind }) => kind)).toContain('stray_approval')
}, 240_000)
