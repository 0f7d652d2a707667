// inngest/functions/sweep-payments.ts

import { routeOf } from '@/lib/accounts/route-of'
import type { Id } from '@/lib/kernel/ids'
import { listUnsettled } from '@/lib/payments/list-unsettled'
import { repairAttempt } from '@/lib/payments/repair-attempt'
import { jobContext } from '@/lib/platform/job-context'
import { tools } from '@/lib/platform/tools'
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
    const unsettled = await step.run('list', () => listUnsettled(tools))
    for (const attempt of unsettled) {
      await step.run(`repair ${attempt.id}`, async () => {
        const ctx = jobContext('sweep-payments', attempt.accountId as Id<'account'>)
        await repairAttempt(ctx, attempt.id as Id<'attempt'>, await routeOf(ctx, attempt))
      })
    }
  },
)
