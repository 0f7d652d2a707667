// inngest/functions/record-contact.ts
import { z } from 'zod'
import type { Id } from '@/lib/kernel/ids'
import { getLeftCheckout } from '@/lib/leads/checkout-view'
import { hearLead } from '@/lib/leads/hear-lead'
import type { Ctx } from '@/lib/platform/context'
import { jobContext } from '@/lib/platform/job-context'
import { purchaseFromCheckout, purchaseFromLead } from '@/lib/purchases/from-contact'
import { recordPurchase } from '@/lib/purchases/record-purchase'
import { ensureNativeStore } from '@/lib/stores/native-store'
import { NATIVE } from '@/lib/stores/views'
import { inngest } from '../client'
import { readFact } from './read-fact'

const MAPPER_VERSION = 1

const Left = z.object({
  accountId: z.string().transform((text) => text as Id<'account'>),
  checkoutId: z.string().min(1),
})

/** A cart of our own that was left is the event a gateway tells of one; its name is its key. */
export const recordCartJob = inngest.createFunction(
  { id: 'record-cart', triggers: [{ event: 'checkout.left' }], retries: 8 },
  async ({ event, step }) => {
    const { accountId, checkoutId } = Left.parse(event.data)
    return step.run('record', () => recordCart(jobContext('record-cart', accountId), checkoutId))
  },
)

/** A lead of an offer page, once, and only one that may be written to. */
export const recordLeadJob = inngest.createFunction(
  { id: 'record-lead', triggers: [{ event: 'lead.captured' }], retries: 8 },
  async ({ event, step }) => {
    const { accountId, leadId } = readFact(event, { leadId: 'lead' })
    return step.run('record', () => recordLead(jobContext('record-lead', accountId), leadId))
  },
)

const sourceOf = async (ctx: Ctx, deliveryKey: string) => ({
  storeId: await ensureNativeStore(ctx),
  platform: NATIVE,
  deliveryKey,
  mapperVersion: MAPPER_VERSION,
  receivedAt: ctx.now(),
})

export async function recordCart(ctx: Ctx, checkoutId: string) {
  const left = await getLeftCheckout(ctx, checkoutId)
  const source = await sourceOf(ctx, `cart:${checkoutId}`)
  const purchase = purchaseFromCheckout(left)
  return ctx.db.transaction(async (tx) => {
    return (await recordPurchase(ctx, tx, { purchase, source })).outcome
  })
}

export async function recordLead(ctx: Ctx, leadId: Id<'lead'>) {
  const source = await sourceOf(ctx, `lead:${leadId}`)
  return ctx.db.transaction(async (tx) => {
    const lead = await hearLead(ctx, tx, leadId)
    if (lead === null) return null
    const purchase = purchaseFromLead(lead)
    return (await recordPurchase(ctx, tx, { purchase, source })).outcome
  })
}
