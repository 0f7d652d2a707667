// inngest/functions/sweep-postbacks.ts
import { jobContext } from '@/lib/platform/job-context'
import { tools } from '@/lib/platform/tools'
import { listUnread } from '@/lib/postbacks/list-unread'
import { readPostback } from '@/lib/postbacks/read-postback'
import { inngest } from '../client'

/** What was kept and never read, whatever became of the fact that told of it. */
export const sweepPostbacksJob = inngest.createFunction(
  {
    id: 'sweep-postbacks',
    triggers: [{ cron: '*/5 * * * *' }],
    concurrency: { limit: 1 },
    retries: 0,
  },
  async ({ step }) => {
    const unread = await step.run('list', () => listUnread(tools))
    for (const { id, accountId } of unread) {
      await step.run(`read ${id}`, async () => {
        const { outcome } = await readPostback(jobContext('sweep-postbacks', accountId), id)
        return outcome
      })
    }
  },
)
