// inngest/functions/sweep-payments.ts
import { routeOf } from '@/lib/accounts/route-of'
import type { Id } from '@/lib/kernel/ids'
import { listUnchecked, listUnsettled } from '@/lib/payments/list-unsettled'
import { repairAttempt } from '@/lib/payments/repair-attempt'
import type { Route } from '@/lib/payments/route'
import { checkStrays } from '@/lib/payments/undo-strays'
import type { Ctx } from '@/lib/platform/context'
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { settleSale } from '@/lib/sales/settle-sale'
import { inngest } from '../client'

/** What nobody answered is asked about, and what came late is undone. Safe to run at any time. */
export const sweepPaymentsJob = inngest.createFunction(
  {
    id: 'sweep-payments',
    triggers: [{ cron: '*/5 * * * *' }],
    concurrency: { limit: 1 },
    retries: 0,
  },
  async ({ step }) => {
    let after: Id<'attempt'> | undefined
    for (let page = 0; page < PAGES; page++) {
      const unsettled = await step.run(`list ${page}`, () => listUnsettled(tools, { after }))
      for (const attempt of unsettled) {
        await step.run(`repair ${attempt.id}`, () => alone(attempt, repairAttempt))
      }
      after = unsettled.at(-1)?.id
      if (after === undefined) break
    }
    await step.run('undo strays', async () => {
      for (const attempt of await listUnchecked(tools)) await alone(attempt, checkStrays)
    })
  },
)

/** A thousand attempts a run; the next run is five minutes away. */
const PAGES = 10

type Listed = Awaited<ReturnType<typeof listUnsettled>>[number]
type Work = (ctx: Ctx<'job'>, id: Listed['id'], route: Route) => Promise<unknown>

/** One attempt that cannot be repaired never keeps the others waiting; it is met again next time. */
async function alone(attempt: Listed, work: Work) {
  const ctx = jobContext('sweep-payments', attempt.accountId)
  try {
    await work(ctx, attempt.id, await routeOf(ctx, attempt))
    await settleSale(ctx, attempt.saleId)
  } catch (error) {
    log.error('an attempt could not be repaired', { attemptId: attempt.id, error })
  }
}
