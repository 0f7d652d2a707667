// inngest/functions/schedule-notifications.ts
import { z } from 'zod'
import type { Id } from '@/lib/kernel/ids'
import { schedule } from '@/lib/notifications/schedule'
import { jobContext } from '@/lib/platform/job-context'
import { inngest } from '../client'

const Heard = z.object({
  accountId: z.string().transform((text) => text as Id<'account'>),
  purchaseId: z.string().transform((text) => text as Id<'purchase'>),
  /** Old news, read again: it takes messages back and makes none. */
  quiet: z.literal('yes').optional(),
})

/** Every event of an order, judged once; the messages it makes are rows with a due time. */
export const scheduleNotificationsJob = inngest.createFunction(
  { id: 'schedule-notifications', triggers: [{ event: 'purchase.*' }], retries: 8 },
  async ({ event, step }) => {
    const { accountId, purchaseId, quiet } = Heard.parse(event.data)
    return step.run('schedule', async () => {
      const ctx = jobContext('schedule-notifications', accountId)
      const { skipped, scheduled, moved } = await schedule(ctx, purchaseId, {
        quiet: quiet === 'yes',
      })
      return { skipped, scheduled: scheduled.length, moved }
    })
  },
)
