// inngest/functions/check-payment-pages.ts
import { env } from '@/lib/platform/env'
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { CHECK_NAME, checkPage, checkRelease, listPages } from '@/lib/security/check-pages'
import { readInventory } from '@/lib/security/inventory'
import { forgetReports } from '@/lib/security/keep-reports'
import { inngest } from '../client'

const BATCHES_A_RUN = 200

/** Every morning in São Paulo each payment page is looked at as a buyer gets it (PCI DSS 11.6.1). */
export const checkPaymentPagesJob = inngest.createFunction(
  {
    id: CHECK_NAME,
    triggers: [{ cron: '10 9 * * *' }],
    concurrency: { limit: 1 },
    singleton: { mode: 'skip' },
    retries: 2,
  },
  async ({ step }) => {
    const release = await step.run('files', async () => {
      const inventory = await readInventory(env.NEXT_DIST_DIR)
      return inventory === null ? null : checkRelease(tools, inventory)
    })
    if (release === null) return 'nothing was built'
    let after: string | null = null
    for (let batch = 0; batch < BATCHES_A_RUN; batch++) {
      after = await step.run(`pages ${batch}`, async () => {
        const pages = await listPages(tools, after === null ? {} : { after })
        for (const page of pages) {
          const found = await checkPage(jobContext(CHECK_NAME, page.accountId), page, release)
          if (found.length > 0) log.warn('a payment page differs', { code: page.code, found })
        }
        return pages.at(-1)?.id ?? null
      })
      if (after === null) break
    }
    await step.run('forget', () => forgetReports(tools))
    return null
  },
)
