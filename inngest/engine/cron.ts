// inngest/engine/cron.ts
import { log } from '@/lib/platform/log'
import { openCron } from './config'
import { type Db, type Engine, millisOf, nowOf } from './engine'
import { schedule } from './schedule'

/** RFC 3339 in whole seconds, as the server writes a slot. */
const slotText = (slot: Date) => slot.toISOString().replace('.000Z', 'Z')

/** At the start: new crons are planned, those that nobody registers any more are forgotten. */
export async function planCrons(engine: Engine): Promise<void> {
  await engine.sql.begin(async (sql) => {
    const now = new Date(await millisOf(engine, sql))
    const planned = engine.functions.all.flatMap(({ id, crons }) =>
      crons.map((expr) => ({ fn: id, expr, next: openCron(expr).nextRun(now) })),
    )
    const fns = planned.map(({ fn }) => fn)
    const exprs = planned.map(({ expr }) => expr)
    await sql`
      delete from engine.cron where not exists (
        select from unnest(${fns}::text[], ${exprs}::text[]) t (fn, expr)
        where t.fn = cron.fn and t.expr = cron.expr)`
    await sql`
      insert into engine.cron (fn, expr, next_at)
      select fn, expr, next_at::timestamptz from unnest(${fns}::text[], ${exprs}::text[],
        ${planned.map(({ next }) => next?.toISOString() ?? null)}::text[]) t (fn, expr, next_at)
      where next_at is not null
      on conflict do nothing`
  })
}

type Due = { readonly fn: string; readonly expr: string; readonly next_ms: number }

/** Every second, by whichever worker is first: each due row is locked by one of them. */
export async function fireCrons(engine: Engine): Promise<number> {
  const fired = await engine.sql.begin(async (sql) => {
    const due = await sql<Due[]>`
      select fn, expr, extract(epoch from next_at)::float8 * 1000 as next_ms
      from engine.cron where next_at <= ${nowOf(engine, sql)}
      order by fn, expr for update skip locked`
    for (const row of due) await fire(engine, sql, row)
    return due.length
  })
  if (fired > 0) engine.wake()
  return fired
}

async function fire(engine: Engine, sql: Db, { fn: id, expr, next_ms }: Due): Promise<void> {
  const now = new Date(await millisOf(engine, sql))
  const cron = openCron(expr)
  // After a downtime only the newest missed slot fires.
  const [previous] = cron.previousRuns(1, now)
  const slot = new Date(Math.max(next_ms, previous?.getTime() ?? 0))
  const next = cron.nextRun(now)
  await sql`
    update engine.cron set next_at = ${(next ?? new Date(8_640_000_000_000_000)).toISOString()}
    where fn = ${id} and expr = ${expr}`
  const fn = engine.functions.find(id)
  if (fn === undefined) return

  const scheduledAt = slotText(slot)
  const event = {
    name: 'inngest/scheduled.timer',
    data: { cron: expr, scheduledAt, fireAt: scheduledAt },
    user: {},
    id: scheduledAt,
    ts: slot.getTime(),
  }
  const trigger = { event, body: JSON.stringify(event), idemKey: scheduledAt }
  const started = await schedule(engine, sql, fn, trigger)
  if (!started) log.info('a cron passed over a slot', { fn: id, slot: scheduledAt })
}
