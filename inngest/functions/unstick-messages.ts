// inngest/functions/unstick-messages.ts
import type { Id } from '@/lib/kernel/ids'
import { listStuck, unstickMessage } from '@/lib/notifications/unstick'
import { jobContext } from '@/lib/platform/job-context'
import { tools } from '@/lib/platform/tools'
import { inngest } from '../client'

/** Hand-overs whose worker died: what became of them is unknown, and is shown to a person. */
export const unstickMessagesJob = inngest.createFunction(
  {
    id: 'unstick-messages',
    triggers: [{ cron: '* * * * *' }],
    concurrency: { limit: 1 },
    retries: 2,
  },
  async ({ step }) => {
    await step.run('unstick', async () => {
      const stuck = await listStuck(tools)
      for (const { id, accountId } of stuck) {
        const ctx = jobContext('unstick-messages', accountId as Id<'account'>)
        await unstickMessage(ctx, id as Id<'message'>)
      }
      return stuck.length
    })
  },
)
