// inngest/functions/forget-cards.ts
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { forgetCard, listToForget } from '@/lib/sales/forget-cards'
import { inngest } from '../client'

/** Tokens of cards whose use is over go, at the acquirer too where it can. Safe to run at any time. */
export const forgetCardsJob = inngest.createFunction(
  {
    id: 'forget-cards',
    triggers: [{ cron: '*/5 * * * *' }],
    concurrency: { limit: 1 },
    retries: 0,
  },
  async ({ step }) =>
    step.run('forget', async () => {
      const due = await listToForget(tools)
      for (const row of due) {
        try {
          await forgetCard(jobContext('forget-cards', row.accountId), row)
        } catch (error) {
          // One that cannot be forgotten now never keeps the others waiting.
          log.error('a kept card could not be forgotten', { keptCardId: row.id, error })
        }
      }
      return due.length
    }),
)
