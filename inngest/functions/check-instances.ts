// inngest/functions/check-instances.ts
import { checkInstance, listToCheck } from '@/lib/notifications/check-instance'
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { inngest } from '../client'

const AT_A_TIME = 10

/** Every minute each sender is asked how it stands: what a webhook forgot to say is found out here. */
export const checkInstancesJob = inngest.createFunction(
  {
    id: 'check-instances',
    triggers: [{ cron: '* * * * *' }],
    concurrency: { limit: 1 },
    singleton: { mode: 'skip' },
    retries: 1,
  },
  async ({ step }) => {
    await step.run('check', async () => {
      const waiting = [...(await listToCheck(tools))]
      const asked = waiting.length
      const next = async (): Promise<void> => {
        const one = waiting.shift()
        if (one === undefined) return
        const ctx = jobContext('check-instances', one.accountId)
        // One that cannot be asked keeps nobody else from being asked.
        await checkInstance(ctx, one.id).catch((error: unknown) =>
          log.warn('a sender could not be checked', { instanceId: one.id, error }),
        )
        return next()
      }
      await Promise.all(Array.from({ length: AT_A_TIME }, next))
      return asked
    })
  },
)
