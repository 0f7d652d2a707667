// scripts/bench/workflows.ts
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { connect, type Database } from '@/db/client'
import { insertEvents, toKept } from '@/inngest/engine/ingest'
import type { Bench, Figure } from './bench'
import { sender } from './support/flows'

const SLOTS = 16
const ROUNDS = 3
const RUNS = 1_000
const TOLD = 200
const ASLEEP = 100_000
/** Of those asleep, so many wake one after the other while we watch. */
const WOKEN = 2_000
const WAKING_MS = 60_000
const SETTLE_MS = 5_000
const MB = 1024 * 1024

type Memory = { readonly rss: number; readonly heapUsed: number }

async function startWorker(url: string, checkpointing: boolean) {
  const script = join(process.cwd(), '.build/bench/workflows-worker.mjs')
  const child = fork(script, [url, String(SLOTS), String(checkpointing)], {
    execArgv: ['--expose-gc'],
  })
  await once(child, 'message')
  return {
    memory: async (): Promise<Memory> => {
      child.send('memory')
      const [answer] = await once(child, 'message')
      return answer
    },
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

const median = (values: readonly number[]) => quantile(values, 0.5)
const quantile = (values: readonly number[], q: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0

const ended = async ({ $client: sql }: Database, fn: string) => {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from engine.run where fn = ${fn} and ended_at is not null`
  return row?.n ?? 0
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await wait(100)
}

/** From the commit of the events to the end of the last run. */
async function twoStepRuns(db: Database): Promise<number> {
  const before = await ended(db, 'bench-two-steps')
  const events = Array.from({ length: RUNS }, (_, n) =>
    toKept({ name: 'bench/two', data: { n } }, Date.now()),
  )
  await insertEvents(sender(db.$client), db.$client, events)
  await db.$client.notify('engine_wake', '')
  const started = performance.now()
  await until(async () => (await ended(db, 'bench-two-steps')) >= before + RUNS)
  return (RUNS / (performance.now() - started)) * 1000
}

/** As the product does it: a fact in the outbox, its commit, a nudge. */
async function toFirstStep(db: Database): Promise<number[]> {
  const sql = db.$client
  const told: number[] = []
  for (let n = 0; n < TOLD; n++) {
    await sql`
      insert into outbox (id, account_id, name, payload, created_at)
      values (${`fct_bench_${n}`}, 'acc_bench', 'bench.told', '{}', now())`
    const committed = Date.now()
    await sql.notify('engine_wake', '')
    const idemKey = `fct_bench_${n}`
    await until(async () => {
      const [run] = await sql<{ output: string }[]>`
        select output from engine.run where idem_key = ${idemKey} and ended_at is not null`
      if (run === undefined) return false
      told.push(Number(run.output) - committed)
      return true
    })
  }
  return told
}

/** The rows that as many runs leave when they go to sleep; waking them is the worker's. */
async function putToSleep({ $client: sql }: Database): Promise<number> {
  const first = Date.now() + SETTLE_MS * 4
  const at = (
    n: string,
  ) => `(case when ${n} < ${WOKEN} then ${first} + ${n} * ${WAKING_MS / WOKEN}.0
    else ${first} + 86400000.0 + ${n} end)::bigint`
  await sql.unsafe(`
    insert into engine.run (id, fn, idem_key, events, status, version, created_at, started_at)
    select 'sleeper' || n, 'bench-sleeper', 'sleep' || n, format(
      '[{"name":"bench/sleep","data":{"until":%s},"user":{},"id":"sleep%s","ts":%s}]', ${at('n')}, n, ${first}),
      'running', 2, now(), now()
    from generate_series(0, ${ASLEEP - 1}) n`)
  await sql.unsafe(`
    insert into engine.job (key, kind, run, fn, step, run_at)
    select 'sleeper' || n || ':${NAP}:sleep', 'sleep', 'sleeper' || n, 'bench-sleeper', '${NAP}',
      to_timestamp(${at('n')} / 1000.0)
    from generate_series(0, ${ASLEEP - 1}) n`)
  await sql.unsafe('analyze engine.run; analyze engine.job')
  return first
}

/** sha1 of `nap`, as the SDK names the step. */
const NAP = 'c2640f79b4ed481b838ce4ad75330aa3f825d4d9'

async function asleep(db: Database, memory: () => Promise<Memory>): Promise<Figure[]> {
  const before = await memory()
  const first = await putToSleep(db)
  await wait(Math.max(0, first - Date.now()) + WAKING_MS)
  await until(async () => (await ended(db, 'bench-sleeper')) >= WOKEN)
  const after = await memory()
  const rows = await db.$client<{ late: number }[]>`
    select output::float8 as late from engine.run where fn = 'bench-sleeper' and ended_at is not null`
  const late = rows.map((row) => row.late)
  return [
    { name: 'runs asleep', value: ASLEEP, unit: '' },
    {
      name: 'worker memory growth',
      value: (after.rss - before.rss) / MB,
      unit: 'MB',
      goal: { atMost: 50 },
    },
    { name: 'wake-up lateness p50', value: quantile(late, 0.5), unit: 'ms' },
    {
      name: 'wake-up lateness p99',
      value: quantile(late, 0.99),
      unit: 'ms',
      goal: { atMost: 2_000 },
    },
  ]
}

async function ratesOf(db: Database): Promise<number> {
  await twoStepRuns(db)
  const rates: number[] = []
  for (let round = 0; round < ROUNDS; round++) rates.push(await twoStepRuns(db))
  return median(rates)
}

export const bench: Bench = {
  name: 'workflows',
  about: 'the embedded engine: two-step runs, latency, 100,000 runs asleep',
  run: async ({ postgres, say }) => {
    const { database } = await postgres()
    const { url } = await database()
    const db = connect(url, { max: 4 })
    try {
      const single = await startWorker(url, false)
      const plain = await ratesOf(db)
      await single.stop()
      say('workflows: one call for each step is measured')
      const worker = await startWorker(url, true)
      const rate = await ratesOf(db)
      const told = await toFirstStep(db)
      say('workflows: 100,000 runs are put to sleep; some of them wake within a minute')
      const sleeping = await asleep(db, worker.memory)
      await worker.stop()
      return [
        { name: `two-step runs, ${SLOTS} slots`, value: rate, unit: '/s', goal: { atLeast: 200 } },
        {
          name: 'the same, a call for each step',
          value: plain,
          unit: '/s',
          goal: { atLeast: 130 },
        },
        { name: 'fact to first step p50', value: median(told), unit: 'ms', goal: { atMost: 50 } },
        { name: 'fact to first step p99', value: quantile(told, 0.99), unit: 'ms' },
        ...sleeping,
      ]
    } finally {
      await db.$client.end()
    }
  },
}
