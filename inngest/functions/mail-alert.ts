// inngest/functions/mail-alert.ts
import { listAlertReaders, mailAlert } from '@/lib/alerts/mail-alert'
import { jobContext } from '@/lib/platform/job-context'
import { inngest } from '../client'
import { readFact } from './read-fact'

/** The first of its kind and subject, by e-mail too; while it is open the others only count. */
export const mailAlertJob = inngest.createFunction(
  { id: 'mail-alert', triggers: [{ event: 'alert.raised' }], retries: 3 },
  async ({ event, step }) => {
    const { accountId, alertId } = readFact(event, { alertId: 'alert' })
    const ctx = jobContext('mail-alert', accountId)
    const readers = await step.run('readers', () => listAlertReaders(ctx, alertId))
    for (const userId of readers) {
      await step.run(`mail ${userId}`, () => mailAlert(ctx, alertId, userId))
    }
    return readers.length
  },
)
