// inngest/functions/read-postback.ts
import { jobContext } from '@/lib/platform/job-context'
import { readPostback } from '@/lib/postbacks/read-postback'
import { inngest } from '../client'
import { readFact } from './read-fact'

/** The gateway has had its answer; from here on nobody waits. Reading twice changes nothing. */
export const readPostbackJob = inngest.createFunction(
  {
    id: 'read-postback',
    triggers: [{ event: 'postback.kept' }, { event: 'postback.changed' }],
    retries: 4,
  },
  async ({ event, step }) => {
    const { accountId, postbackId } = readFact(event, { postbackId: 'postback' })
    return step.run('read', async () => {
      const { outcome } = await readPostback(jobContext('read-postback', accountId), postbackId)
      return outcome
    })
  },
)
