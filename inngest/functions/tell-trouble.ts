// inngest/functions/tell-trouble.ts
import { TROUBLES, tellTrouble } from '@/lib/notifications/tell-trouble'
import { jobContext } from '@/lib/platform/job-context'
import { inngest } from '../client'
import { readFact } from './read-fact'

/** A courier who could not deliver, a bank that took the money back: for the store, not the buyer. */
export const tellTroubleJob = inngest.createFunction(
  {
    id: 'tell-trouble',
    triggers: TROUBLES.map((event) => ({ event: `purchase.${event}` })),
    retries: 4,
  },
  async ({ event, step }) => {
    if ('quiet' in event.data) return 'old'
    const { accountId, purchaseId } = readFact(event, { purchaseId: 'purchase' })
    return step.run('tell', () => tellTrouble(jobContext('tell-trouble', accountId), purchaseId))
  },
)
