// inngest/functions/forget-contact.ts
import { z } from 'zod'
import type { Id } from '@/lib/kernel/ids'
import { forgetCheckouts } from '@/lib/leads/forget-checkouts'
import { forgetLeadConsent, forgetMessagesOf } from '@/lib/notifications/forget-order'
import type { Ctx } from '@/lib/platform/context'
import { jobContext } from '@/lib/platform/job-context'
import { tools } from '@/lib/platform/tools'
import { forgetOrder } from '@/lib/purchases/forget-order'
import { NATIVE } from '@/lib/stores/views'
import { inngest } from '../client'

const BATCHES_A_RUN = 100

const Gone = z.object({
  accountId: z.string().transform((text) => text as Id<'account'>),
  leadId: z.string().min(1).optional(),
  checkoutId: z.string().min(1).optional(),
})

/** Somebody was erased where they were kept: what was written of them elsewhere goes too. */
export const forgetContactJob = inngest.createFunction(
  {
    id: 'forget-contact',
    triggers: [{ event: 'lead.erased' }, { event: 'checkout.forgotten' }],
    retries: 8,
  },
  async ({ event, step }) => {
    const { accountId, leadId, checkoutId } = Gone.parse(event.data)
    const key = leadId ?? checkoutId
    if (key === undefined) return
    await step.run('forget', () => forgetContact(jobContext('forget-contact', accountId), key))
  },
)

/** `key` is what the store knows the cart or the lead by. */
export async function forgetContact(ctx: Ctx, key: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const order = { platform: NATIVE, orderKind: 'cart', orderKey: key } as const
    const { storeIds, addresses } = await forgetOrder(ctx, tx, order)
    for (const storeId of storeIds) await forgetMessagesOf(ctx, tx, { storeId, kind: 'cart', key })
    await forgetLeadConsent(ctx, tx, addresses)
  })
}

/** Every night in São Paulo: contacts of checkouts that became nothing a month ago. */
export const forgetCheckoutsJob = inngest.createFunction(
  {
    id: 'forget-checkouts',
    triggers: [{ cron: '50 6 * * *' }],
    concurrency: { limit: 1 },
    retries: 2,
  },
  async ({ step }) => {
    for (let batch = 0; batch < BATCHES_A_RUN; batch++) {
      const { more } = await step.run(`forget ${batch}`, () => forgetCheckouts(tools))
      if (!more) return
    }
  },
)
