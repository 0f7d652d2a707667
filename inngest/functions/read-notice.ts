// inngest/functions/read-notice.ts
import { jobContext } from '@/lib/platform/job-context'
import { followNotice } from '@/lib/sales/follow-notice'
import { inngest } from '../client'
import { readFact } from './read-fact'

/** The acquirer has had its 200; now it is asked what is true. Reading twice changes nothing. */
export const readNoticeJob = inngest.createFunction(
  { id: 'read-notice', triggers: [{ event: 'acquirer.noticed' }], retries: 4 },
  async ({ event, step }) => {
    const { accountId, noticeId } = readFact(event, { noticeId: 'notice' })
    return step.run('follow', () => followNotice(jobContext('read-notice', accountId), noticeId))
  },
)
