// inngest/functions/expire-vouchers.ts
import { listVouchersToLook } from '@/lib/payments/list-vouchers'
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { followVoucher } from '@/lib/sales/look-at-vouchers'
import { inngest } from '../client'

/** Five hundred a run; what is left is first in the next, a minute later. */
const PAGES = 5
const SIDE_BY_SIDE = 10

/**
 * A Pix or a boleto whose notice never came is asked about, ever more seldom, and is given up when
 * its time is over. Safe to run at any time.
 */
export const expireVouchersJob = inngest.createFunction(
  {
    id: 'expire-vouchers',
    triggers: [{ cron: '* * * * *' }],
    concurrency: { limit: 1 },
    retries: 0,
  },
  async ({ step }) => {
    for (let page = 0; page < PAGES; page++) {
      const looked = await step.run(`look ${page}`, lookAtOnePage)
      if (looked === 0) break
    }
  },
)

type Listed = Awaited<ReturnType<typeof listVouchersToLook>>[number]

/** Each of them is put off by its look, so the next page holds others. */
async function lookAtOnePage(): Promise<number> {
  const due = await listVouchersToLook(tools)
  for (let from = 0; from < due.length; from += SIDE_BY_SIDE) {
    await Promise.all(due.slice(from, from + SIDE_BY_SIDE).map(alone))
  }
  return due.length
}

/** One that cannot be asked about never keeps the others waiting. */
async function alone(attempt: Listed) {
  const ctx = jobContext('expire-vouchers', attempt.accountId)
  try {
    await followVoucher(ctx, attempt)
  } catch (error) {
    log.error('a voucher could not be looked at', { attemptId: attempt.id, error })
  }
}
