// inngest/functions/revalidate-offer.ts
import { tellWeb, tellWebOfAll } from '@/lib/offers/tell-web'
import { env } from '@/lib/platform/env'
import { jobContext } from '@/lib/platform/job-context'
import { inngest } from '../client'
import { readFact } from './read-fact'

/** Other acquirers can do other ways to pay: every page of the account shows what is left. */
export const revalidateOffersJob = inngest.createFunction(
  {
    id: 'revalidate-offers',
    triggers: [{ event: 'acquirers.changed' }, { event: 'acquirers.swapped' }],
    retries: 8,
  },
  async ({ event, step }) => {
    const { accountId } = readFact(event, {})
    await step.run('tell', async () => {
      const ctx = jobContext('revalidate-offer', accountId)
      const web = { url: env.APP_URL, secret: env.AUTH_SECRET }
      if (!(await tellWebOfAll(ctx, web))) throw new Error('the web did not take the news')
    })
  },
)

/** Who publishes lets go of the page in its own process; the web that shows it is told here. */
export const revalidateOfferJob = inngest.createFunction(
  {
    id: 'revalidate-offer',
    triggers: [
      { event: 'offer.published' },
      { event: 'offer.archived' },
      { event: 'offer.unarchived' },
      { event: 'offer.paused' },
      { event: 'offer.resumed' },
      { event: 'offer.opened' },
      { event: 'offer.ended' },
      { event: 'offer.sold_out' },
      { event: 'offer.reopened' },
    ],
    retries: 8,
  },
  async ({ event, step }) => {
    const { accountId, offerId } = readFact(event, { offerId: 'offer' })
    await step.run('tell', async () => {
      const ctx = jobContext('revalidate-offer', accountId)
      const web = { url: env.APP_URL, secret: env.AUTH_SECRET }
      if (!(await tellWeb(ctx, web, offerId))) throw new Error('the web did not take the news')
    })
  },
)
