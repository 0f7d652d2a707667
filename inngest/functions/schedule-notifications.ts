// inngest/functions/schedule-notifications.ts
import { z } from 'zod'
import type { Id } from '@/lib/kernel/ids'
import { schedule } from '@/lib/notifications/schedule'
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { inngest } from '../client'

const Heard = z.object({
  accountId: z.string().transform((text) => text as Id<'account'>),
  purchaseId: z.string().transform((text) => text as Id<'purchase'>),
  /** Old news, read again: it takes messages back and makes none. */
  quiet: z.literal('yes').optional(),
})

/**
 * Every event of an order, judged once; the messages it makes are rows with a due time. What came in
 * one moment is judged in one run, one after the other; what fails is tried again, and whatever was
 * judged before is only seen to be.
 */
export const scheduleNotificationsJob = inngest.createFunction(
  {
    id: 'schedule-notifications',
    triggers: [{ event: 'purchase.*' }],
    batchEvents: { maxSize: 20, timeout: '1s' },
    retries: 8,
  },
  async ({ events, step }) =>
    step.run('schedule', async () => {
      const total = { skipped: 0, scheduled: 0, moved: 0 }
      const failures: unknown[] = []
      for (const { data } of events) {
        try {
          const { accountId, purchaseId, quiet } = Heard.parse(data)
          const ctx = jobContext('schedule-notifications', accountId)
          const made = await schedule(ctx, purchaseId, { quiet: quiet === 'yes' })
          total.skipped += made.skipped === null ? 0 : 1
          total.scheduled += made.scheduled.length
          total.moved += made.moved
        } catch (error) {
          failures.push(error)
        }
      }
      const [first] = failures
      if (first !== undefined) {
        const count = failures.length
        log.error('events of orders were not judged', { count, error: first })
        throw new AggregateError(failures, `${count} events were not judged`)
      }
      return total
    }),
)
