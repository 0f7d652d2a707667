// inngest/functions/expire-captures.ts
import { routeOf } from '@/lib/accounts/route-of'
import { expireAttempt } from '@/lib/payments/expire-attempt'
import {
  listAnswered,
  listCapturesDue,
  listLapsed,
  type Warning,
} from '@/lib/payments/list-captures-due'
import { closeFindings } from '@/lib/payments/record-finding'
import { warnOfLapse } from '@/lib/payments/warn-of-lapse'
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { settleSale } from '@/lib/sales/settle-sale'
import { inngest } from '../client'

const NAME = 'expire-captures'
const WARNINGS: readonly Warning[] = ['24h', '2h']

/** A capture by hand is reminded of a day and two hours before its time is over, and let go after it. */
export const expireCapturesJob = inngest.createFunction(
  { id: NAME, triggers: [{ cron: '*/5 * * * *' }], concurrency: { limit: 1 }, retries: 0 },
  async ({ step }) => {
    for (const warning of WARNINGS) {
      await step.run(`remind ${warning}`, async () => {
        for (const due of await listCapturesDue(tools, warning)) {
          await alone(due.id, () => warnOfLapse(jobContext(NAME, due.accountId), due, warning))
        }
      })
    }
    await step.run('forget what was done', async () => {
      for (const { id, accountId, status } of await listAnswered(tools)) {
        const ctx = jobContext(NAME, accountId)
        const kinds = ['capture_due', 'capture_refused', 'void_refused'] as const
        await alone(id, () => closeFindings(ctx, id, kinds, status))
      }
    })
    const lapsed = await step.run('list lapsed', () => listLapsed(tools))
    for (const attempt of lapsed) {
      await step.run(`let go ${attempt.id}`, async () => {
        const ctx = jobContext(NAME, attempt.accountId)
        await alone(attempt.id, async () => {
          await expireAttempt(ctx, await routeOf(ctx, attempt), attempt)
          await settleSale(ctx, attempt.saleId)
        })
      })
    }
  },
)

/** One that fails keeps no other waiting; it is met again next time. */
async function alone(attemptId: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    log.error('an authorisation could not be looked after', { attemptId, error })
  }
}
