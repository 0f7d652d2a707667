// inngest/functions/settle-sales.ts
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { listUnsettledSales } from '@/lib/sales/list-unsettled-sales'
import { settleSale } from '@/lib/sales/settle-sale'
import { inngest } from '../client'

/** A sale follows its attempts, also when nobody was left to say so. Safe to run at any time. */
export const settleSalesJob = inngest.createFunction(
  {
    id: 'settle-sales',
    triggers: [{ cron: '* * * * *' }],
    concurrency: { limit: 1 },
    retries: 2,
  },
  async ({ step }) =>
    step.run('settle', async () => {
      const unsettled = await listUnsettledSales(tools)
      for (const { id, accountId } of unsettled) {
        try {
          await settleSale(jobContext('settle-sales', accountId), id)
        } catch (error) {
          // One that cannot be settled never keeps the others waiting.
          log.error('a sale could not be settled', { saleId: id, error })
        }
      }
      return unsettled.length
    }),
)
