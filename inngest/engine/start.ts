// inngest/engine/start.ts
import type { Inngest, InngestFunction } from 'inngest'
import { serve } from 'inngest/edge'
import type { Database } from '@/db/client'
import type { Secret } from '@/lib/kernel/secret'
import { keepListening, makeBell, repeat } from './bell'
import { planCrons } from './cron'
import { type Dispatch, type Engine, openFunctions, SETTINGS, type Settings } from './engine'
import { engineFetch } from './fetch'
import { pumpFacts } from './pump'
import { sync } from './sync'
import { startWorker } from './worker'

const POLL_MS = 1_000
/** Facts that arrive together are moved together. */
const GATHER_MS = 10
/** Nobody listens there: the functions are called in process. */
const SERVE_URL = 'http://worker.invalid/api/inngest'

type Options = {
  /** A pool of the engine's own: steps must not wait for its commits, nor it for theirs. */
  readonly db: Database
  readonly client: Inngest.Any
  readonly functions: readonly InngestFunction.Any[]
  readonly signingKey: Secret
  readonly setFetch: (answer: typeof fetch) => void
  readonly slots?: number
  readonly settings?: Partial<Settings>
  /** Between the function's answer and the engine; tests die here. */
  readonly between?: (dispatch: Dispatch) => Dispatch
}

export type Running = {
  readonly engine: Engine
  readonly inFlight: () => number
  /** Stops claiming, lets the calls in flight end, gives the rest back. */
  readonly stop: (graceMs?: number) => Promise<void>
}

export type Started = Running | { readonly refused: readonly string[] }

const GRACE_MS = 25_000

/** `serve()` of the SDK, called in process. Its edge adapter asks for a host header. */
function inProcess({ client, functions }: Pick<Options, 'client' | 'functions'>): Dispatch {
  const handler = serve({ client, functions: [...functions] })
  return (url, { method, headers, body }) =>
    handler(new Request(url, { method, headers: { ...headers, host: new URL(url).host }, body }))
}

/** Everything a worker process runs. Any number of them may: nobody leads. */
export async function startEngine(options: Options): Promise<Started> {
  const { db, signingKey, slots = 16, between = (dispatch) => dispatch } = options
  const dispatch = inProcess(options)
  const synced = await sync({ dispatch, serveUrl: SERVE_URL, signingKey })
  if (!synced.ok) return { refused: synced.lines }

  const jobs = makeBell()
  const facts = makeBell()
  const engine: Engine = {
    sql: db.$client,
    functions: openFunctions(synced.functions),
    dispatch: between(dispatch),
    serveUrl: SERVE_URL,
    signingKey,
    settings: { ...SETTINGS, ...options.settings },
    wake: jobs.ring,
  }
  options.setFetch(engineFetch(engine))
  await planCrons(engine)
  const worker = startWorker(engine, { bell: jobs, slots, onCalled: facts.ring })
  let called = false
  const pump = repeat(
    () =>
      worker.lend(async (places) => {
        const forJobs = called
        called = false
        // Whoever notifies has written facts, nearly always: if there are none, it was jobs.
        if ((await pumpFacts(engine, places)) === 0 && forJobs) jobs.ring()
      }),
    { everyMs: POLL_MS, bell: facts, gatherMs: GATHER_MS },
  )
  const ears = await keepListening(engine.sql, 'engine_wake', () => {
    called = true
    facts.ring()
  })
  return {
    engine,
    inFlight: worker.inFlight,
    stop: async (graceMs = GRACE_MS) => {
      await pump.stop()
      await worker.stop(graceMs)
      await ears.stop()
    },
  }
}
