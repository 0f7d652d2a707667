// lib/sales/keep-for-upsell.ts
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { beginKeepingOf, finishKeeping } from './kept-card'
import type { SaleWithAttempts } from './sale'
import type { CheckoutInput } from './submit-payment.schema'

type Work = () => Promise<void>

/**
 * The receipt will offer something more: its row says at once that the card is being kept, and the
 * acquirer is asked behind the buyer's back, so that paying is no slower. Null where there is nothing
 * to keep: no card, no approval, or kept already.
 */
export async function keepForUpsell(
  ctx: Ctx<'buyer'>,
  submitted: SaleWithAttempts,
  { payment, customer }: Pick<CheckoutInput, 'payment' | 'customer'>,
): Promise<Work | null> {
  if (payment.method !== 'card') return null
  const { card } = payment
  const row = await beginKeepingOf(ctx, submitted, card, 'upsell')
  if (row === null) return null
  return async () => {
    try {
      await finishKeeping(ctx, row, card, customer)
    } catch (error) {
      log.error('a card could not be kept', { keptCardId: row.id, error })
    }
  }
}
