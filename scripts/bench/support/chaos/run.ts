// scripts/bench/support/chaos/run.ts
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { connect } from '@/db/client'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { makeChance } from '@/lib/simulator/faults'
import { startSimulator } from '@/lib/simulator/server'
import { givenShop } from '@/tests/support/given-shop'
import { testCtx } from '@/tests/support/test-ctx'
import { judge, type Verdict } from './judge'
import { refundTheNextDay } from './next-day'
import { writeOrders } from './orders'
import { sweepEverything } from './sweep'
import { makeWeather } from './weather'

type Size = {
  readonly database: string
  /** The bundled till. */
  readonly script: string
  /** For the orders and the progress of the tills. */
  readonly folder: string
  readonly sales: number
  readonly kills: number
  readonly seed: number
  /** Called now and then, to restart what the tills stand on. */
  readonly between?: (kill: number) => Promise<void>
}

export type Storm = Verdict & {
  readonly killed: number
  readonly fines: readonly string[]
  readonly soldSeconds: number
}

/** Where a till dies when it is not killed from outside. */
const MOMENTS = [
  'before authorize', // The attempt's row is committed, nothing has left.
  'after authorize', // The answer is there, and nothing of it written.
  'at fact', // The statement that writes it is being made.
  'before capture', // The capture's row is committed.
  'after capture', // The money has moved, and nobody here knows.
  'before query',
  'after query',
  'before void',
  'after void',
] as const
const PASSES_MAX = 25
const OUTSIDE_MIN_MS = 700
const OUTSIDE_SPREAD_MS = 1_800
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Behind midnight and the acquirers' evening runs, whatever the hour it begins. */
const CALM_DAYS = [1, 1, 1, 3, 1, 8, 31, 1, 3]

/** Sells a plan through bad weather and killed processes, sweeps up, and judges what is left. */
export async function runStorm(size: Size): Promise<Storm> {
  setLogLevel('silent')
  let skippedMs = 0
  const now = () => new Date(Date.now() + skippedMs)
  const simulator = await startSimulator({ port: 0, now })
  const db = connect(size.database, { max: 8 })
  const { ctx: base } = testCtx({ db, http: sendHttp })
  const tools = { ...base, now, simulators: { ...simulator.addresses } }
  const { api, offer } = await givenShop(tools, { methods: ['card', 'pix', 'boleto'] })
  const { accountId, apiKeyId } = api.actor
  const path = join(size.folder, 'orders.json')
  const give = () =>
    writeOrders(path, {
      ...{ database: size.database, simulatorUrl: simulator.url, accountId, apiKeyId },
      addresses: simulator.addresses,
      offerCode: offer.code,
      ...{ count: size.sales, seed: size.seed, startedAt: now().getTime() },
      progress: join(size.folder, 'progress'),
    })
  const chance = makeChance(size.seed)
  const weather = makeWeather(simulator, size.seed)
  const began = performance.now()
  let killed = 0
  try {
    weather.begin()
    for (let kill = 0; kill < size.kills; kill++) {
      give()
      await weather.turn(kill)
      const dying = runTill(size.script, path, kill, chance)
      await size.between?.(kill)
      if ((await dying) === 'SIGKILL') killed++
      skippedMs += 2 * MINUTE_MS // Longer than a request may hold a sale.
    }
    await weather.turn(-1)
    for (let again = 0; again < AGAIN_MAX; again++) {
      give()
      if ((await untilEnd(size.script, path)) === 0) break
      skippedMs += 2 * MINUTE_MS
    }
    const soldSeconds = (performance.now() - began) / 1000
    const job = { ...tools, actor: { kind: 'job', accountId, name: 'storm' } } as const
    for (const ms of [6 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS]) {
      skippedMs += ms
      await sweepEverything(job)
    }
    skippedMs += DAY_MS
    await refundTheNextDay({ ...api, now })
    await weather.end()
    for (const days of CALM_DAYS) {
      skippedMs += days * DAY_MS
      await sweepEverything(job)
    }
    const verdict = await judge(db, accountId, size.sales, simulator.ledger.entries)
    const fines = simulator.fines.list().map((fine) => JSON.stringify(fine))
    return { ...verdict, killed, fines, soldSeconds }
  } finally {
    await db.$client.end()
    await simulator.stop()
  }
}

const AGAIN_MAX = 5

/** Every other till dies at a moment of ours, the others when somebody outside wants it. */
async function runTill(script: string, path: string, kill: number, chance: () => number) {
  const moment = kill % 2 === 0 ? (MOMENTS[(kill / 2) % MOMENTS.length] ?? MOMENTS[0]) : 'never'
  const child = start(script, path, moment, 1 + Math.floor(chance() * PASSES_MAX))
  const ended = new Promise<NodeJS.Signals | null>((done) => {
    child.once('exit', (_, signal) => done(signal))
  })
  if (moment !== 'never') return ended
  const late = wait(OUTSIDE_MIN_MS + chance() * OUTSIDE_SPREAD_MS).then(() => child.kill('SIGKILL'))
  const signal = await ended
  await late
  return signal
}

const untilEnd = (script: string, path: string) =>
  new Promise<number | null>((done) => {
    start(script, path, 'never', 0).once('exit', (code) => done(code))
  })

const start = (script: string, path: string, moment: string, nth: number) =>
  spawn(process.execPath, [script, path, moment, String(nth)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
