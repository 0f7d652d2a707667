// inngest/engine/finalize.ts
import { type Db, type Engine, millisOf } from './engine'
import { insertEvents } from './ingest'
import type { End, RunState } from './run-state'
import { ulid } from './ulid'

const WORDS = { completed: 'Completed', failed: 'Failed', cancelled: 'Cancelled' } as const

const TOLD = {
  completed: ['inngest/function.finished'],
  failed: ['inngest/function.finished', 'inngest/function.failed'],
  cancelled: ['inngest/function.finished', 'inngest/function.cancelled'],
} as const

/** Their runs tell nothing of their own end, or a failure handler could set itself off for ever. */
const SILENT = ['inngest/function.finished', 'inngest/function.failed']

export const CANCELLED: End = {
  status: 'cancelled',
  output: JSON.stringify({ name: 'CancelledError', message: 'function cancelled' }),
}

/** A run ends once. What it still planned or waited for goes with it, in the same commit. */
export async function finalize(engine: Engine, sql: Db, run: RunState, end: End): Promise<void> {
  const names = TOLD[end.status]
  const heard = await sql<{ name: string }[]>`
    with jobs as (delete from engine.job where run = ${run.id}),
      waits as (delete from engine.wait where run = ${run.id})
    select name from unnest(${[...names]}::text[]) name
    where exists (select from engine.wait where event = name)`.execute()
  const awaited = heard.map(({ name }) => name)
  // A row less per run when nobody listens.
  const told = names.filter(
    (name) => awaited.includes(name) || engine.functions.listeningTo(name).length > 0,
  )
  if (told.length > 0) await tell(engine, sql, run, end, told)
}

async function tell(engine: Engine, sql: Db, run: RunState, end: End, names: readonly string[]) {
  const [row] = await sql<{ events: string }[]>`select events from engine.run where id = ${run.id}`
  const events: { readonly name: string }[] = JSON.parse(row?.events ?? '[]')
  if (SILENT.includes(events[0]?.name ?? '')) return

  const ts = await millisOf(engine, sql)
  const data = {
    function_id: run.fn,
    run_id: run.id,
    event: events[0],
    events,
    [end.status === 'completed' ? 'result' : 'error']: JSON.parse(end.output),
    _inngest: { status: WORDS[end.status] },
  }
  const kept = names.map((name) => {
    const id = name === 'inngest/function.finished' ? ulid(ts) : run.id
    return { id, name, body: JSON.stringify({ name, data, user: {}, id, ts }) }
  })
  await insertEvents(engine, sql, kept)
}
