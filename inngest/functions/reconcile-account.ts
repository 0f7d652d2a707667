// inngest/functions/reconcile-account.ts
import { z } from 'zod'
import type { Id } from '@/lib/kernel/ids'
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { add, FIRST, NONE, noteReconciliation, reconcilePage } from '@/lib/sales/reconcile'
import { inngest } from '../client'

const Wanted = z.object({
  accountId: z.string().transform((text) => text as Id<'account'>),
  slot: z.string(),
  startedAt: z.string().optional(),
  cursor: z.object({ part: z.enum(['unfinished', 'recent']), after: z.string() }).default(FIRST),
  sums: z
    .object({
      asked: z.number(),
      same: z.number(),
      differed: z.number(),
      unanswered: z.number(),
    })
    .default(NONE),
})

const PAGES_A_RUN = 40
const ASKED_AT_MOST = 20_000

/** Page by page, each a step: a process that dies goes on with the page it was at. */
export const reconcileAccountJob = inngest.createFunction(
  {
    id: 'reconcile-account',
    triggers: [{ event: 'account.reconcile' }],
    concurrency: [{ key: 'event.data.accountId', limit: 1 }, { limit: 4 }],
    retries: 4,
  },
  async ({ event, step, runId }) => {
    const { accountId, slot, startedAt: begun, ...wanted } = Wanted.parse(event.data)
    const ctx = jobContext('reconcile', accountId)
    const startedAt = begun ?? (await step.run('begin', () => ctx.now().toISOString()))
    const at = new Date(startedAt)
    let { cursor, sums } = wanted
    for (let page = 0; page < PAGES_A_RUN; page++) {
      const from = cursor
      const done = await step.run(`page ${page}`, () => reconcilePage(ctx, from, at))
      sums = add(sums, done.sums)
      const over = done.next === null || sums.asked >= ASKED_AT_MOST
      const noted = { slot, startedAt: at, sums, over }
      await step.run(`note ${page}`, () => noteReconciliation(ctx, noted))
      if (done.next === null) return sums
      if (over) {
        log.warn('a comparison ended before its end', { accountId, slot, ...sums })
        return sums
      }
      cursor = done.next
    }
    const data = { accountId, slot, startedAt, cursor, sums }
    await step.sendEvent('go on', { id: `reconcile:${runId}`, name: 'account.reconcile', data })
    return sums
  },
)
