// inngest/engine/complete.ts
import { z } from 'zod'
import type { Reply } from './call'
import { type Engine, type Job, nowOf } from './engine'
import { Op } from './ops'

const FINISHED = 'inngest/function.finished'

const RunComplete = z.tuple([Op.extend({ op: z.literal('RunComplete') })])

/** What the function returned, when the answer says that and nothing else. */
function returned({ isSdk, status, body }: Reply): string | null {
  if (!isSdk) return null
  if (status === 200) return JSON.stringify(body)
  const read = status === 206 ? RunComplete.safeParse(body) : null
  return read?.success ? JSON.stringify(read.data[0].data ?? null) : null
}

/**
 * The way nearly all runs end, in one statement with the fence of `commit`: a run of steps one after
 * the other, of which this call was all there was, and nobody wants to hear of its end. False when
 * it is any other, and then nothing was written.
 */
export async function complete(engine: Engine, job: Job, reply: Reply): Promise<boolean> {
  const output = returned(reply)
  if (output === null || job.ckeys.length > 0) return false
  if (engine.functions.listeningTo(FINISHED).length > 0) return false
  const now = nowOf(engine)
  const ended = await engine.sql`
    with live as materialized (
      select id from engine.run
      where id = ${job.run} and ended_at is null and not force_plan and pending = '{}'
        and not exists (select from engine.wait where event = ${FINISHED})
      for update
    ), taken as (
      delete from engine.job where id = ${job.id} and lease = ${job.lease}
        and exists (select from live)
      returning id
    ), jobs as (
      delete from engine.job where run = ${job.run} and id <> ${job.id}
        and exists (select from taken)
    ), waits as (
      delete from engine.wait where run = ${job.run} and exists (select from taken)
    )
    update engine.run set status = 'completed', output = ${output}, ended_at = ${now},
      started_at = coalesce(started_at, ${now}),
      version = case version when -1 then ${reply.version ?? -1}::int else version end
    where id = ${job.run} and exists (select from taken)`
  return ended.count === 1
}
