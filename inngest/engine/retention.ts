// inngest/engine/retention.ts
import { log } from '@/lib/platform/log'
import { type Engine, nowOf } from './engine'

const BATCH = 1_000
/** At least 24 h: an event id starts no second run for as long as the first one's row is kept. */
const KEPT = '7 days'

/** What ended a week ago goes, a thousand rows at a time. Steps go with their run. */
export async function sweepOld(engine: Engine): Promise<{ runs: number; events: number }> {
  const { sql } = engine
  const runs = await inBatches(
    () => sql`
      delete from engine.run where id in (
        select id from engine.run
        where ended_at is not null and ended_at < ${nowOf(engine)} - ${KEPT}::interval
        order by ended_at limit ${BATCH} for update skip locked)`,
  )
  const events = await inBatches(
    () => sql`
      delete from engine.event where seq in (
        select seq from (
          select seq, received_at, handled_at from engine.event order by seq limit ${BATCH}
        ) oldest
        where handled_at is not null and received_at < ${nowOf(engine)} - ${KEPT}::interval)`,
  )
  await sql`delete from engine.throttle where tat < ${nowOf(engine)} - ${KEPT}::interval`
  return { runs, events }
}

async function inBatches(deleteSome: () => PromiseLike<{ count: number }>): Promise<number> {
  let total = 0
  for (;;) {
    const { count } = await deleteSome()
    total += count
    if (count < BATCH) return total
  }
}

/** Invariant 5: a live run has a job. One without would sleep for ever and is reported. */
export async function findWedged(engine: Engine): Promise<readonly string[]> {
  const rows = await engine.sql<{ id: string }[]>`
    select id from engine.run
    where ended_at is null and not exists (select from engine.job where job.run = run.id)
    order by id limit 100`
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) log.error('runs without a job', { runs: ids })
  return ids
}
