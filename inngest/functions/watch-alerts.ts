// inngest/functions/watch-alerts.ts
import { listQueuesToWatch, watchQueue } from '@/lib/notifications/watch-queues'
import { jobContext } from '@/lib/platform/job-context'
import { tools } from '@/lib/platform/tools'
import { listStoresInQuarantine, settleQuarantine } from '@/lib/postbacks/settle-quarantine'
import { listKeyTroubles, watchKey } from '@/lib/postbacks/watch-keys'
import { inngest } from '../client'

const NAME = 'watch-alerts'

/** What nobody tells of by itself: keys that differ, queues that stand still, and what was mended. */
export const watchAlertsJob = inngest.createFunction(
  {
    id: NAME,
    triggers: [{ cron: '*/2 * * * *' }],
    concurrency: { limit: 1 },
    singleton: { mode: 'skip' },
    retries: 1,
  },
  async ({ step }) => {
    await step.run('keys', async () => {
      const stores = await listKeyTroubles(tools)
      for (const store of stores) await watchKey(jobContext(NAME, store.accountId), store)
      return stores.length
    })
    await step.run('queues', async () => {
      const queues = await listQueuesToWatch(tools)
      for (const queue of queues) await watchQueue(jobContext(NAME, queue.accountId), queue)
      return queues.length
    })
    await step.run('quarantine', async () => {
      const stores = await listStoresInQuarantine(tools)
      for (const { id, accountId } of stores)
        await settleQuarantine(jobContext(NAME, accountId), id)
      return stores.length
    })
  },
)
