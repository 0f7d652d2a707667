// lib/recurrences/sign-up.ts
import { localDateOf } from '@/lib/kernel/calendar'
import { firstChargeOn } from '@/lib/kernel/plan'
import { quoteOf } from '@/lib/kernel/quote'
import { err, ok, type Result } from '@/lib/kernel/result'
import { findOpenOffer } from '@/lib/offers/find-open-offer'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { beginKeepingOf, finishKeeping } from '@/lib/sales/kept-card'
import { type SubmitPaymentError, type Submitted, submitPayment } from '@/lib/sales/submit-payment'
import type { SubmitPayment } from '@/lib/sales/submit-payment.schema'
import type { Terms } from '@/lib/sales/terms-of-sale'
import { activateBySale } from './activate'
import type { Recurrence } from './next-charge'
import { type Agreed, openRecurrence } from './open-recurrence'
import { findByKey } from './read-recurrence'
import { signUpLater } from './sign-up-later'

/**
 * What a click on a recurring offer came to. Its first charge is a sale like any other; where nothing
 * is charged yet there is no sale, and the recurrence alone says what was agreed.
 */
export type SignedUp =
  | {
      readonly kind: 'sale'
      readonly submitted: Submitted
      /** Null until it was approved. */
      readonly recurrence: Recurrence | null
      /** Keeps the card: to be done behind the buyer's back. */
      readonly keep: (() => Promise<void>) | null
    }
  | { readonly kind: 'later'; readonly recurrence: Recurrence; readonly repeated: boolean }

export async function signUp(
  ctx: Ctx<'buyer'>,
  input: SubmitPayment,
): Promise<Result<SignedUp, SubmitPaymentError>> {
  const { payment } = input
  const [offer, before] = await Promise.all([
    findOpenOffer(ctx, input.asked),
    findByKey(ctx, input.idempotencyKey),
  ])
  if (payment.method !== 'card' || offer === null) return submitAlone(ctx, input)
  const { id, code, plan } = offer
  if (id === null || code === null || plan === null) return submitAlone(ctx, input)
  if (payment.installments !== 1) return err({ code: 'installments_not_offered' })
  const recurring = { ...offer, id, code, plan }
  const today = localDateOf(ctx.now())
  const later = before === null ? firstChargeOn(plan, today) > today : isLater(before)
  return later
    ? signUpLater(ctx, { offer: recurring, input, card: payment.card, before })
    : signUpNow(ctx, { offer: recurring, input, card: payment.card })
}

/** As it was on the day of its first click: another day's click goes on as it began. */
function isLater({ plan, createdAt }: Recurrence): boolean {
  const began = localDateOf(createdAt)
  return firstChargeOn(plan, began) > began
}

/** Refused with the words of any sale: closed, not sold by Pix, a card that is over. */
async function submitAlone(ctx: Ctx<'buyer'>, input: SubmitPayment) {
  const submitted = await submitPayment(ctx, input)
  if (!submitted.ok) return submitted
  return ok({ kind: 'sale', submitted: submitted.value, recurrence: null, keep: null } as const)
}

type Now = Pick<Agreed, 'offer' | 'input' | 'card'>

async function signUpNow(
  ctx: Ctx<'buyer'>,
  { offer, input, card }: Now,
): Promise<Result<SignedUp, SubmitPaymentError>> {
  // What is agreed to is what this very click is charged by: a click that is only answered changes nothing.
  const agree = ({ offer: sold, environment, price, coupon }: Terms) => {
    const every = coupon?.everyCharge === true ? coupon.terms : null
    const amount = quoteOf({ terms: sold.terms, coupon: every }).price
    const named = { ...sold, id: offer.id, code: offer.code, plan: sold.plan ?? offer.plan }
    const sums = { amount, firstAmount: price.total }
    return openRecurrence(ctx, { offer: named, input, card, environment, ...sums, charged: true })
  }
  const submitted = await submitPayment(ctx, input, agree)
  if (!submitted.ok) return submitted
  const { sale } = submitted.value
  const recurrence = await activateBySale(ctx, sale)
  const approved = { ...submitted.value, sale: { ...sale, recurrenceId: recurrence?.id ?? null } }
  const row = recurrence === null ? null : await beginKeepingOf(ctx, approved, card, 'recurrence')
  const keep = async () => {
    if (row === null) return
    try {
      await finishKeeping(ctx, row, card, input.customer)
    } catch (error) {
      log.error('a card could not be kept', { keptCardId: row.id, error })
    }
  }
  return ok({ kind: 'sale', submitted: approved, recurrence, keep: row === null ? null : keep })
}
