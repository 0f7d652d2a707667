// inngest/functions/turn-offers.ts
import { listOffersToTurn, turnOffer } from '@/lib/offers/turn-offers'
import { jobContext } from '@/lib/platform/job-context'
import { tools } from '@/lib/platform/tools'
import { inngest } from '../client'

/** An offer opens and ends by the clock: whoever keeps its page is told. */
export const turnOffersJob = inngest.createFunction(
  { id: 'turn-offers', triggers: [{ cron: '* * * * *' }], concurrency: { limit: 1 }, retries: 2 },
  async ({ step }) =>
    step.run('turn', async () => {
      const due = await listOffersToTurn(tools)
      for (const { id, accountId } of due) {
        await turnOffer(jobContext('turn-offers', accountId), id)
      }
      return due.length
    }),
)
