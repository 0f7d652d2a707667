// inngest/functions/sweep-postbacks.ts
import { jobContext } from '@/lib/platform/job-context'
import { tools } from '@/lib/platform/tools'
import { listUnread } from '@/lib/postbacks/list-unread'
import { readPostbacks } from '@/lib/postbacks/read-postbacks'
import { inngest } from '../client'

const TOGETHER = 50

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
    for (const accountId of new Set(unread.map((kept) => kept.accountId))) {
      const ids = unread.filter((kept) => kept.accountId === accountId).map(({ id }) => id)
      for (let from = 0; from < ids.length; from += TOGETHER) {
        // One account's trouble is not another's: what failed is found again in five minutes.
        await step.run(`read ${accountId} ${from}`, async () => {
          const ctx = jobContext('sweep-postbacks', accountId)
          const outcomes = await readPostbacks(ctx, ids.slice(from, from + TOGETHER)).catch(
            () => null,
          )
          return outcomes?.size ?? 'some failed'
        })
      }
    }
  },
)
