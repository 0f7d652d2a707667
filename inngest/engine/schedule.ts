// inngest/engine/schedule.ts
import { log } from '@/lib/platform/log'
import { equalityOf, keyOf, textAt } from './cel'
import type { Cancel, Fn } from './config'
import { durationMs, LONGEST_MS } from './duration'
import { type Db, type Engine, nowOf } from './engine'
import type { Json } from './sign'
import { ulid } from './ulid'

export type Trigger = {
  /** The event as it is kept, as text and as value. */
  readonly body: string
  readonly event: { readonly [key: string]: Json }
  /** The event's id; for a cron its slot. The same one starts no second run of a function. */
  readonly idemKey: string
}

/** A concurrency key names its function and its entry, so that the claim finds the limit again. */
export const ckeysOf = (fn: Fn, event: Json) =>
  fn.concurrency.map((limit, entry) => `${fn.id}|${entry}|${keyOf(limit.key, { event })}`)

export function limitOf(engine: Engine, ckey: string): number {
  const [id = '', entry] = ckey.split('|', 2)
  return engine.functions.find(id)?.concurrency[Number(entry)]?.limit ?? 1
}

/** Theoretical arrival: each start moves it on by one emission; `burst` starts may go ahead of it. */
function throttleOf(fn: Fn, event: Json) {
  if (fn.throttle === undefined) return null
  const emissionMs = (durationMs(fn.throttle.period) ?? 0) / fn.throttle.limit
  const key = `${fn.id}|${keyOf(fn.throttle.key, { event })}`
  return { key, emissionMs, toleranceMs: emissionMs * fn.throttle.burst }
}

function cancelOf({ event, if: condition, timeout }: Cancel, trigger: Json) {
  const sides = equalityOf(condition)
  const value = sides && textAt(trigger, sides.eventPath)
  // Nothing to compare with: the expression would throw on every event, which is no match.
  if (sides === null || value === null) return []
  const lastsMs = (timeout && durationMs(timeout)) || LONGEST_MS
  return [{ event, condition, path: sides.asyncPath.join('.'), value, lastsMs }]
}

/**
 * The run, what may cancel it, its turn in the throttle and its first job: one statement, so that
 * a run without a job cannot exist. False when the event has started this function before, or a
 * singleton is still at work.
 */
export async function schedule(
  engine: Engine,
  sql: Db,
  fn: Fn,
  trigger: Trigger,
): Promise<boolean> {
  const { event, body, idemKey } = trigger
  const now = nowOf(engine, sql)
  const ckeys = ckeysOf(fn, event)
  const throttle = throttleOf(fn, event)
  const cancels = fn.cancel.flatMap((cancel) => cancelOf(cancel, event))
  const id = ulid((engine.now?.() ?? new Date()).getTime())
  const ts = typeof event.ts === 'number' ? new Date(event.ts).toISOString() : null
  const singleton = fn.singleton ? `${fn.id}|${keyOf(fn.singleton.key, { event })}` : null
  const ms = sql`interval '1 millisecond'`
  const started = await sql`
    with made as (
      insert into engine.run (id, fn, idem_key, events, status, ckeys, singleton_key, created_at)
      values (${id}, ${fn.id}, ${idemKey}, ${`[${body}]`}, 'queued', ${ckeys}::text[], ${singleton}, ${now})
      on conflict do nothing
      returning id
    ), turn as (
      insert into engine.throttle as t (key, tat)
      select ${throttle?.key ?? ''}, ${now} + ${throttle?.emissionMs ?? 0}::float8 * ${ms}
      from made where ${throttle !== null}
      on conflict (key) do update
        set tat = greatest(t.tat, ${now}) + ${throttle?.emissionMs ?? 0}::float8 * ${ms}
      returning tat - ${throttle?.toleranceMs ?? 0}::float8 * ${ms} as at
    ), cancels as (
      insert into engine.wait (id, run, kind, event, expr, match_path, match_value, expires)
      select made.id || ':c' || c.n, made.id, 'cancel', c.event, c.expr, c.path, c.value, ${now} + c.lasts * ${ms}
      from made, unnest(
        ${cancels.map((cancel) => cancel.event)}::text[],
        ${cancels.map((cancel) => cancel.condition)}::text[],
        ${cancels.map((cancel) => cancel.path)}::text[],
        ${cancels.map((cancel) => cancel.value)}::text[],
        ${cancels.map((cancel) => cancel.lastsMs)}::float8[]
      ) with ordinality c (event, expr, path, value, lasts, n)
    )
    insert into engine.job (key, kind, run, fn, run_at, ckeys)
    select made.id || ':start', 'call', made.id, ${fn.id},
      greatest(${now}, ${ts}::timestamptz, (select at from turn)), ${ckeys}::text[]
    from made
    returning run`
  if (started.length > 0) return true
  log.debug('an event started no second run', { fn: fn.id, event: idemKey })
  return false
}
