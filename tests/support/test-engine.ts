// tests/support/test-engine.ts
import { Inngest, type InngestFunction } from 'inngest'
import type { Database } from '@/db/client'
import { claim } from '@/inngest/engine/claim'
import { fireCrons, planCrons } from '@/inngest/engine/cron'
import {
  type Dispatch,
  type Engine,
  openFunctions,
  SETTINGS,
  type Settings,
} from '@/inngest/engine/engine'
import { engineFetch } from '@/inngest/engine/fetch'
import { receive } from '@/inngest/engine/ingest'
import { sync } from '@/inngest/engine/sync'
import { perform } from '@/inngest/engine/worker'
import { Secret } from '@/lib/kernel/secret'
import { setLogLevel } from '@/lib/platform/log'
import { makeHandler, SERVE_URL } from './inngest-fixtures'

export const SIGNING_KEY = new Secret(
  '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff',
)

setLogLevel('silent')

export const quiet = { debug() {}, info() {}, warn() {}, error() {} }

type Options = {
  readonly settings?: Partial<Settings>
  readonly make: (client: Inngest.Any) => InngestFunction.Any[]
  /** Between the function's answer and the engine, as a network would be. */
  readonly between?: (dispatch: Dispatch) => Dispatch
  readonly id?: string
}

/**
 * An engine on a database of its own, with a clock that is moved and never waited for, and the
 * real SDK: signed, in cloud mode, in process.
 */
export async function testEngine(
  db: Database,
  { settings, make, between, id = 'contract' }: Options,
) {
  let answer: typeof fetch = async () => Response.json({}, { status: 501 })
  const client = new Inngest({
    id,
    isDev: false,
    baseUrl: 'http://engine.invalid',
    eventKey: 'embedded',
    signingKey: SIGNING_KEY.reveal(),
    fetch: (input, init) => answer(input, init),
    logger: quiet,
  })
  const handler = makeHandler(client, make(client))
  const dispatch: Dispatch = (url, { method, headers, body }) =>
    handler(url, { method, headers: { ...headers }, body })
  const shared = { serveUrl: SERVE_URL, signingKey: SIGNING_KEY }
  const synced = await sync({ dispatch, ...shared, retriesMayBeUnsaid: true })
  if (!synced.ok) throw new Error(synced.lines.join('\n'))
  const engine = stubEngine(db, {
    functions: openFunctions(synced.functions),
    dispatch: between ? between(dispatch) : dispatch,
    settings,
  })
  answer = engineFetch(engine.engine)
  return { ...engine, client, handler }
}

type Stub = Pick<Engine, 'functions' | 'dispatch'> & { settings?: Partial<Settings> | undefined }

/** The engine alone: whatever answers its calls is the test's. */
export function stubEngine(db: Database, { functions, dispatch, settings }: Stub) {
  let offsetMs = 0
  const started = Date.now()
  const clock = { now: () => new Date(started + offsetMs) }
  const engine: Engine = {
    sql: db.$client,
    now: clock.now,
    functions,
    dispatch,
    serveUrl: SERVE_URL,
    signingKey: SIGNING_KEY,
    settings: { ...SETTINGS, checkpointing: false, ...settings },
    wake: () => {},
  }
  const advance = (ms: number) => {
    offsetMs += ms
  }
  const send = async (...events: object[]) => {
    const ids = await receive(engine, engine.sql, events)
    if ('error' in ids) throw new Error(ids.error)
    return ids
  }
  return { engine, advance, send, ...driver(engine, advance) }
}

const DAY_MS = 86_400_000

function driver(engine: Engine, advance: (ms: number) => void) {
  const { sql } = engine

  /** Everything that is due now, side by side as a worker with 16 slots would. */
  const settle = async () => {
    for (;;) {
      const { jobs, again } = await claim(engine, 16)
      if (jobs.length === 0 && !again) return
      await Promise.all(jobs.map((job) => perform(engine, job)))
    }
  }

  /** On to the next due job and the next, until nothing is left or all that is left is far away. */
  const drain = async ({ withinMs = DAY_MS } = {}) => {
    let leftMs = withinMs
    for (;;) {
      await settle()
      const [row] = await sql<{ ms: number | null }[]>`
        select extract(epoch from min(run_at) - ${engine.now?.().toISOString() ?? ''}::timestamptz)::float8 * 1000 as ms
        from engine.job where blocked_on is null`
      const ms = row?.ms ?? null
      if (ms === null || ms > leftMs) return
      advance(Math.ceil(ms) + 1)
      leftMs -= Math.ceil(ms) + 1
    }
  }

  const runs = () =>
    sql<{ id: string; fn: string; status: string; output: string | null }[]>`
      select id, fn, status, output from engine.run order by created_at, id`.then((rows) =>
      rows.map((row) => ({ ...row, output: JSON.parse(row.output ?? 'null') })),
    )

  /** Invariants 1, 2 and 5: what ended has left nothing, what lives has a job. */
  const violations = async () => {
    const rows = await sql<{ what: string; id: string }[]>`
      select 'job of an ended run' as what, run.id from engine.run join engine.job on job.run = run.id
        where ended_at is not null
      union all
      select 'wait of an ended run', run.id from engine.run join engine.wait on wait.run = run.id
        where ended_at is not null
      union all
      select 'live run without a job', id from engine.run
        where ended_at is null and not exists (select from engine.job where job.run = run.id)
      union all
      select 'step outside the stack', run.id from engine.run join engine.step on step.run = run.id
        where not step.id = any(stack)
      union all
      select 'stack with a step twice', id from engine.run
        where cardinality(stack) <> (select count(distinct s) from unnest(stack) s)`
    return [...rows]
  }

  const reset = () => sql`truncate engine.event, engine.run, engine.throttle, engine.cron cascade`

  return {
    settle,
    drain,
    runs,
    violations,
    reset,
    plan: () => planCrons(engine),
    fire: () => fireCrons(engine),
  }
}
