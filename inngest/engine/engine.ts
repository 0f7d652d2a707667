// inngest/engine/engine.ts
import type { Sql, TransactionSql } from 'postgres'
import type { Secret } from '@/lib/kernel/secret'
import type { Fn } from './config'
import type { When } from './duration'

export type Call = {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** How a function is reached: in process, or over the network. */
export type Dispatch = (url: string, call: Call) => Promise<Response>

export type Settings = {
  readonly leaseMs: number
  readonly callTimeoutMs: number
  /** Tests have no 15 s to wait for a second attempt. */
  readonly backoffScale: number
  /** Consecutive steps in one call, each committed as it ends. */
  readonly checkpointing: boolean
}

export const SETTINGS: Settings = {
  leaseMs: 30_000,
  callTimeoutMs: 15 * 60_000,
  backoffScale: 1,
  checkpointing: true,
}

export type Engine = {
  readonly sql: Sql
  /** Tests bring a clock. Without one the time is the database's: two workers' clocks differ. */
  readonly now?: () => Date
  readonly functions: Functions
  readonly dispatch: Dispatch
  readonly serveUrl: string
  readonly signingKey: Secret
  readonly settings: Settings
  /** Something is due: whoever waits in this process looks at once. */
  readonly wake: () => void
}

export type Db = Sql | TransactionSql

/** One step of one run that is to be taken, and the proof that it is ours. */
export type Job = {
  readonly id: string
  readonly key: string
  readonly kind: 'event' | 'call' | 'sleep' | 'timeout'
  readonly run: string | null
  readonly fn: string | null
  readonly step: string
  readonly attempt: number
  readonly ckeys: readonly string[]
  readonly lease: string
}

/**
 * A query fragment: now. A volatile function is no bound for an index, a sub-select is: without
 * it a claim would read every sleeping job.
 */
export const nowOf = (engine: Engine, sql: Db = engine.sql) =>
  engine.now ? sql`${engine.now().toISOString()}::timestamptz` : sql`(select clock_timestamp())`

export const whenOf = (engine: Engine, sql: Db, when: When) =>
  'at' in when
    ? sql`${when.at}::timestamptz`
    : sql`${nowOf(engine, sql)} + ${when.inMs}::float8 * interval '1 millisecond'`

/** Now in ms, for the few places that must write it into a text. */
export async function millisOf(engine: Engine, sql: Db): Promise<number> {
  if (engine.now) return engine.now().getTime()
  const [row] = await sql<{ ms: number }[]>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as ms`
  return row?.ms ?? 0
}

type Listener = { readonly fn: Fn; readonly expression: string | undefined }

export type Functions = {
  readonly all: readonly Fn[]
  readonly find: (id: string | null) => Fn | undefined
  readonly listeningTo: (event: string) => readonly Listener[]
}

/** The registered functions, by id and by what they listen to. */
export function openFunctions(all: readonly Fn[]): Functions {
  const byId = new Map(all.map((fn) => [fn.id, fn]))
  const exact = new Map<string, Listener[]>()
  const wild: { readonly prefix: string; readonly listener: Listener }[] = []
  for (const fn of all) {
    for (const { event, expression } of fn.events) {
      const listener = { fn, expression }
      if (event.endsWith('*')) wild.push({ prefix: event.slice(0, -1), listener })
      else exact.set(event, [...(exact.get(event) ?? []), listener])
    }
  }
  return {
    all,
    find: (id) => (id === null ? undefined : byId.get(id)),
    listeningTo: (event) => [
      ...(exact.get(event) ?? []),
      ...wild.filter(({ prefix }) => event.startsWith(prefix)).map(({ listener }) => listener),
    ],
  }
}
