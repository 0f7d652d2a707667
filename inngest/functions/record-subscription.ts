// inngest/functions/record-subscription.ts
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { env } from '@/lib/platform/env'
import { jobContext } from '@/lib/platform/job-context'
import {
  purchaseFromRecurrence,
  RECURRENCE_EVENTS,
  type RecurrenceFact,
} from '@/lib/purchases/from-recurrence'
import { recordPurchase } from '@/lib/purchases/record-purchase'
import { getRecurrence } from '@/lib/recurrences/read-recurrence'
import { ensureNativeStore } from '@/lib/stores/native-store'
import { NATIVE } from '@/lib/stores/views'
import { inngest } from '../client'
import { readFact } from './read-fact'

const MAPPER_VERSION = 1
const FACTS = Object.keys(RECURRENCE_EVENTS) as RecurrenceFact[]

/** A recurrence that began, was canceled or came to its end, as the event its store tells of. */
export const recordSubscriptionJob = inngest.createFunction(
  { id: 'record-subscription', triggers: FACTS.map((event) => ({ event })), retries: 8 },
  async ({ event, step }) => {
    const { id: key, data, ...told } = event
    const name = told.name as RecurrenceFact
    const { accountId, recurrenceId } = readFact({ name, data }, { recurrenceId: 'recurrence' })
    return step.run('record', () =>
      recordSubscription(jobContext('record-subscription', accountId), {
        ...{ recurrenceId, name },
        key: key ?? `${recurrenceId}/${name}`,
      }),
    )
  },
)

type Told = {
  readonly recurrenceId: Id<'recurrence'>
  readonly name: RecurrenceFact
  readonly key: string
}

export async function recordSubscription(ctx: Ctx, { recurrenceId, name, key }: Told) {
  const found = await getRecurrence(ctx, recurrenceId)
  const { id, product, offerCode, amount, buyer, tracking, status, plan, nextChargeOn } = found
  const purchase = purchaseFromRecurrence(name, {
    ...{ id, product, offerCode, amount, buyer, tracking, status },
    test: found.environment === 'sandbox',
    charges: plan.charges,
    nextChargeAt: nextChargeOn,
    checkoutUrl: `${env.APP_URL}/o/${offerCode}`,
    at: found.movedAt,
  })
  if (purchase === null) return null
  const source = {
    storeId: await ensureNativeStore(ctx),
    platform: NATIVE,
    deliveryKey: key,
    mapperVersion: MAPPER_VERSION,
    receivedAt: ctx.now(),
  }
  const recorded = await ctx.db.transaction((tx) => recordPurchase(ctx, tx, { purchase, source }))
  return recorded.outcome
}
