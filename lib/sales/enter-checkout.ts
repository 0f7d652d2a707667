// lib/sales/enter-checkout.ts
import type { SaleStatus } from '@/db/schema/sales'
import type { Ctx } from '@/lib/platform/context'
import { givePlaceBack, type Limit, takePlace } from '@/lib/platform/rate-limit'
import type { CheckoutInput } from './submit-payment.schema'

const MINUTE_MS = 60_000

/** Against trying stolen cards: many cards from one place, or one card at many places. */
const ADDRESS: Limit = { name: 'checkout_address', burst: 20, everyMs: MINUTE_MS / 4 }
/** A Pix tries nothing, and a launch has many buyers behind one address of a phone company. */
const VOUCHER: Limit = { name: 'checkout_voucher', burst: 100, everyMs: 2_000 }
const CARD: Limit = { name: 'checkout_card', burst: 8, everyMs: 2 * MINUTE_MS }

type Entered =
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'in'; readonly leave: (status: SaleStatus) => Promise<void> }

const GOOD: readonly SaleStatus[] = ['authorized', 'paid']

/**
 * A place in the line before a card is tried or a code is issued. Who was approved gives it back, so that a school's
 * network or a shared phone is never locked out by its own purchases.
 */
export async function enterCheckout(
  ctx: Ctx<'buyer'>,
  { payment }: Pick<CheckoutInput, 'payment'>,
  address: string,
): Promise<Entered> {
  const places = placesOf(payment, address)
  const waits = await Promise.all(places.map(([limit, of]) => takePlace(ctx, limit, of)))
  const seconds = Math.max(...waits)
  if (seconds > 0) return { kind: 'wait', seconds }
  return {
    kind: 'in',
    leave: async (status) => {
      if (!GOOD.includes(status)) return
      await Promise.all(places.map(([limit, of]) => givePlaceBack(ctx, limit, of)))
    },
  }
}

function placesOf(payment: CheckoutInput['payment'], address: string) {
  if (payment.method !== 'card') return [[VOUCHER, address] as const]
  const { bin, last4, expMonth, expYear } = payment.card
  // What may be kept of a card tells enough cards apart; a hash of its number could be undone.
  return [[ADDRESS, address] as const, [CARD, `${bin}${last4} ${expMonth}/${expYear}`] as const]
}
