// inngest/functions/wake-instances.ts
import { listWaiting } from '@/lib/notifications/list-waiting'
import { tools } from '@/lib/platform/tools'
import { inngest } from '../client'
import { cronSlot } from './cron-slot'

/** Every minute: whatever nobody was told about, or a long run left behind, is taken up again. */
export const wakeInstancesJob = inngest.createFunction(
  {
    id: 'wake-instances',
    triggers: [{ cron: '* * * * *' }],
    concurrency: { limit: 1 },
    singleton: { mode: 'skip' },
    retries: 2,
  },
  async ({ event, step }) => {
    const waiting = await step.run('list', () => listWaiting(tools))
    if (waiting.length === 0) return
    const slot = cronSlot(event)
    await step.sendEvent(
      'wake',
      waiting.map((data) => ({
        id: `instance.waiting:${data.instanceId}:${slot}`,
        name: 'instance.waiting',
        data,
      })),
    )
  },
)
