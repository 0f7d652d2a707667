// inngest/functions/reconcile-payments.ts
import { tools } from '@/lib/platform/tools'
import { listToReconcile } from '@/lib/sales/reconcile'
import { inngest } from '../client'
import { cronSlot } from './cron-slot'

/** Each night every account is compared with its acquirers, one run an account. */
export const reconcilePaymentsJob = inngest.createFunction(
  {
    id: 'reconcile-payments',
    triggers: [{ cron: 'TZ=America/Sao_Paulo 15 4 * * *' }],
    concurrency: { limit: 1 },
    retries: 4,
  },
  async ({ event, step }) => {
    const slot = cronSlot(event)
    let after = ''
    for (let page = 0; page < PAGES; page++) {
      const found = await step.run(`list ${page}`, () => listToReconcile(tools, after))
      if (found.length === 0) return
      await step.sendEvent(
        `start ${page}`,
        found.map(({ id: accountId }) => ({
          id: `reconcile:${accountId}:${slot}`,
          name: 'account.reconcile',
          data: { accountId, slot },
        })),
      )
      after = found.at(-1)?.id ?? after
    }
  },
)

const PAGES = 500
