// inngest/functions/sweep-purchases.ts
import type { Id } from '@/lib/kernel/ids'
import { listUnjudged } from '@/lib/notifications/list-unjudged'
import { schedule } from '@/lib/notifications/schedule'
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { inngest } from '../client'

/** Events of orders whose wake-up was lost. Judging one twice says nothing twice. */
export const sweepPurchasesJob = inngest.createFunction(
  {
    id: 'sweep-purchases',
    triggers: [{ cron: '*/5 * * * *' }],
    concurrency: { limit: 1 },
    retries: 2,
  },
  async ({ step }) => {
    await step.run('judge', async () => {
      const unjudged = await listUnjudged(tools)
      let failed = 0
      for (const { id, accountId } of unjudged) {
        // One that cannot be judged keeps nobody else waiting.
        await schedule(jobContext('sweep-purchases', accountId as Id<'account'>), id).catch(
          (error: unknown) => {
            failed++
            log.error('an event of an order could not be judged', { purchaseId: id, error })
          },
        )
      }
      return { judged: unjudged.length - failed, failed }
    })
  },
)
