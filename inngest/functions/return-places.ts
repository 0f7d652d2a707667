// inngest/functions/return-places.ts
import { countPlacesAgain } from '@/lib/offers/places'
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { listHeldTooLong } from '@/lib/sales/list-held'
import { settleSale } from '@/lib/sales/settle-sale'
import { inngest } from '../client'
import { readFact } from './read-fact'

const NAME = 'return-places'

/**
 * A place, or a use of a coupon, that nobody is paying for any more is there for whoever comes next.
 * Safe to run at any time: each sale says itself what becomes of what it holds.
 */
export const returnPlacesJob = inngest.createFunction(
  { id: NAME, triggers: [{ cron: '* * * * *' }], concurrency: { limit: 1 }, retries: 0 },
  async ({ step }) =>
    step.run('return', async () => {
      const due = await listHeldTooLong(tools)
      for (const { id, accountId } of due) {
        try {
          await settleSale(jobContext(NAME, accountId), id)
        } catch (error) {
          // One that cannot be settled never keeps the others waiting.
          log.error('what a sale holds could not be looked at', { saleId: id, error })
        }
      }
      return due.length
    }),
)

/** A new limit counts what was being sold at the moment it was set. */
export const countPlacesJob = inngest.createFunction(
  { id: 'count-places', triggers: [{ event: 'offer.published' }], retries: 4 },
  async ({ event, step }) => {
    const { accountId, offerId } = readFact(event, { offerId: 'offer' })
    await step.run('count', () => countPlacesAgain(jobContext(NAME, accountId), offerId))
  },
)
