// inngest/functions/deliver-webhook.ts
import type { Id } from '@/lib/kernel/ids'
import { jobContext } from '@/lib/platform/job-context'
import { findBell } from '@/lib/sales/bell-view'
import { statusTold } from '@/lib/sales/sale-status'
import { openDelivery } from '@/lib/webhooks/open-delivery'
import { RETRY_AFTER_MS } from '@/lib/webhooks/retry-plan'
import { sendDelivery } from '@/lib/webhooks/send-delivery'
import { inngest } from '../client'
import { readFact } from './read-fact'

/**
 * The bell: each change of a sale, told to the producer's address until somebody hears it. A step
 * is one call; the pauses between them are slept, so that a restart forgets none.
 */
export const deliverWebhookJob = inngest.createFunction(
  {
    id: 'deliver-webhook',
    // Most sales have nobody to tell: no run is made to find that out.
    triggers: [
      { event: 'sale.*', if: 'event.data.bell == "yes"' },
      { event: 'delivery.requested' },
    ],
    retries: 4,
  },
  async ({ event, step }) => {
    const { id, data, name } = event as Event
    const deliveryId = await step.run('open', () => open({ id, data, name }))
    if (deliveryId === null) return null
    const { accountId } = readFact({ name, data }, {})
    const ctx = jobContext('deliver-webhook', accountId)
    for (let call = 0; call <= RETRY_AFTER_MS.length; call++) {
      const { state, retryAfterMs } = await step.run(`ring ${call}`, () =>
        sendDelivery(ctx, deliveryId as Id<'delivery'>),
      )
      if (retryAfterMs === null) return state
      await step.sleep(`pause ${call}`, retryAfterMs)
    }
    return null
  },
)

type Event = { readonly name: string; readonly id?: string | undefined; readonly data: unknown }

async function open(event: Event): Promise<Id<'delivery'> | null> {
  if (event.name === 'delivery.requested')
    return readFact(event, { deliveryId: 'delivery' }).deliveryId
  const status = statusTold(event.name)
  // A sale that waits has nothing to tell yet: whatever it becomes will be told.
  if (status === null || status === 'pending') return null
  const { accountId, saleId } = readFact(event, { saleId: 'sale' })
  const ctx = jobContext('deliver-webhook', accountId)
  const bell = await findBell(ctx, saleId, status)
  if (bell === null) return null
  return openDelivery(ctx, { ...bell, saleId, factId: event.id as Id<'fact'> })
}
