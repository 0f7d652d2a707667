// inngest/functions/sweep-notices.ts
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { followNotice, forgetNotices, listUnhandledNotices } from '@/lib/sales/follow-notice'
import { inngest } from '../client'

/** What acquirers told and nobody followed, and what is too old to be of use to anybody. */
export const sweepNoticesJob = inngest.createFunction(
  {
    id: 'sweep-notices',
    triggers: [{ cron: '*/5 * * * *' }],
    concurrency: { limit: 1 },
    retries: 0,
  },
  async ({ step }) => {
    const waiting = await step.run('list', () => listUnhandledNotices(tools))
    for (const { id, accountId } of waiting) {
      await step.run(`follow ${id}`, async () => {
        try {
          return await followNotice(jobContext('sweep-notices', accountId), id)
        } catch (error) {
          log.error('a notice could not be followed', { noticeId: id, error })
          return 'failed'
        }
      })
    }
    await step.run('forget', () => forgetNotices(tools))
  },
)
