// inngest/functions/tell-left-checkouts.ts
import { judgeCheckout, listLeftCheckouts } from '@/lib/leads/judge-checkout'
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { inngest } from '../client'

/** Every minute: checkouts that nobody touched for ten. Each is decided once, whoever looks. */
export const tellLeftCheckoutsJob = inngest.createFunction(
  {
    id: 'tell-left-checkouts',
    triggers: [{ cron: '* * * * *' }],
    concurrency: { limit: 1 },
    retries: 2,
  },
  async ({ step }) =>
    step.run('judge', async () => {
      let told = 0
      for (const { accountId, checkoutId } of await listLeftCheckouts(tools)) {
        // One that cannot be judged keeps nobody else waiting.
        const judged = await judgeCheckout(
          jobContext('tell-left-checkouts', accountId),
          checkoutId,
        ).catch((error: unknown) => {
          log.error('a checkout that was left could not be judged', { accountId, error })
          return null
        })
        if (judged === 'told') told++
      }
      return { told }
    }),
)
