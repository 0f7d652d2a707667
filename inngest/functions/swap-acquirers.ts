// inngest/functions/swap-acquirers.ts
import { listAutoSwapping, swapAcquirers } from '@/lib/accounts/swap-acquirers'
import type { Id } from '@/lib/kernel/ids'
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { inngest } from '../client'

const PAGES = 50

/** For those who asked for it: the backup takes the default's place while the default does badly. */
export const swapAcquirersJob = inngest.createFunction(
  {
    id: 'swap-acquirers',
    triggers: [{ cron: '*/5 * * * *' }],
    concurrency: { limit: 1 },
    retries: 0,
  },
  async ({ step }) => {
    let after: Id<'account'> | undefined
    for (let page = 0; page < PAGES; page++) {
      const swapping = await step.run(`list ${page}`, () => listAutoSwapping(tools, after))
      for (const { id } of swapping) {
        await step.run(`consider ${id}`, () =>
          swapAcquirers(jobContext('swap-acquirers', id)).catch((error: unknown) => {
            log.error('an account’s acquirers could not be compared', { accountId: id, error })
          }),
        )
      }
      after = swapping.at(-1)?.id
      if (after === undefined) break
    }
  },
)
