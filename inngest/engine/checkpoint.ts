// inngest/engine/checkpoint.ts
import { z } from 'zod'
import { log } from '@/lib/platform/log'
import { type Engine, nowOf } from './engine'
import { effectOf, Op } from './ops'
import { lockRun, overLimit } from './run-state'
import { write } from './write'

const Checkpoint = z.object({ qi_id: z.string().regex(/^\d+:[0-9a-f-]{36}$/), steps: Op.array() })

const answer = (status: number, error?: string) => Response.json({ status, error }, { status })

/** Not ours any more: the SDK stops at once, and its answer will fail the fence. */
const STALE = 409
/** The SDK gives back what it has in an ordinary answer, which is judged as such. */
const NOT_HERE = 422

/**
 * A step that ended inside a call that goes on. The lease is extended, the attempts start again,
 * and the memo is committed before the next body runs.
 */
export async function checkpoint(engine: Engine, id: string, request: Request): Promise<Response> {
  const read = Checkpoint.safeParse(await request.json())
  if (!read.success) return answer(400, 'unreadable checkpoint')
  const [job = '', lease = ''] = read.data.qi_id.split(':')
  const { steps } = read.data
  return engine.sql.begin(async (sql) => {
    const [run, held] = await Promise.all([
      lockRun(sql, id),
      sql<{ attempt: number }[]>`
        update engine.job set attempt = 0,
          lease_until = ${nowOf(engine, sql)}
            + ${engine.settings.leaseMs}::float8 * interval '1 millisecond'
        where id = ${job} and lease = ${lease} and run = ${id}
        returning attempt`.execute(),
    ])
    if (run === undefined || run.ended || held.length === 0) {
      log.info('a step ended after its lease was lost', { run: id })
      return answer(STALE)
    }
    const asked = { run, trigger: null, attempt: 0, final: false }
    const fresh = steps.filter((step) => !run.stack.includes(step.id))
    const memos = fresh.flatMap((step) => effectOf(step, asked).memo ?? [])
    if (memos.length < fresh.length || overLimit(run, memos) !== null) return answer(NOT_HERE)
    const version = run.version === -1 ? 2 : run.version
    const { forcePlan, pending } = run
    await write(engine, sql, run, {
      version,
      forcePlan,
      pending,
      memos,
      jobs: [],
      waits: [],
      end: null,
    })
    return answer(200)
  })
}
