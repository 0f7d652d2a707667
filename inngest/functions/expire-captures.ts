// inngest/functions/expire-captures.ts
import { routeOf } from '@/lib/accounts/route-of'
import { listCapturesDue, listLapsed } from '@/lib/payments/list-captures-due'
import { recordFinding } from '@/lib/payments/record-finding'
import { voidAttempt } from '@/lib/payments/void-attempt'
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { settleSale } from '@/lib/sales/settle-sale'
import { inngest } from '../client'

/** A capture by hand is reminded of a day before its time is over, and let go after it. */
export const expireCapturesJob = inngest.createFunction(
  {
    id: 'expire-captures',
    triggers: [{ cron: '*/15 * * * *' }],
    concurrency: { limit: 1 },
    retries: 0,
  },
  async ({ step }) => {
    await step.run('remind', async () => {
      for (const { id, accountId } of await listCapturesDue(tools)) {
        await recordFinding(jobContext('expire-captures', accountId), id, 'capture_due')
      }
    })
    const lapsed = await step.run('list lapsed', () => listLapsed(tools))
    for (const attempt of lapsed) {
      await step.run(`let go ${attempt.id}`, async () => {
        const ctx = jobContext('expire-captures', attempt.accountId)
        try {
          await voidAttempt(ctx, await routeOf(ctx, attempt), attempt.id)
          await settleSale(ctx, attempt.saleId)
        } catch (error) {
          log.error('an authorisation could not be let go', { attemptId: attempt.id, error })
        }
      })
    }
  },
)
