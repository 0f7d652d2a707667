// lib/recurrences/sign-up-answer.ts
import { and, eq } from 'drizzle-orm'
import { offers } from '@/db/schema/offers'
import { recurrences } from '@/db/schema/recurrences'
import type { LocalDate } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import type { PlanTerms } from '@/lib/kernel/plan'
import type { Ctx } from '@/lib/platform/context'
import type { CheckoutAnswer, CheckoutRefusal } from '@/lib/sales/checkout-answer'
import { Unguessable } from '@/lib/sales/submit-payment.schema'
import type { Recurrence } from './next-charge'

/** What was agreed, as the buyer is told of it. */
export type AgreedView = {
  readonly number: number
  readonly status: Recurrence['status']
  readonly product: string
  readonly buyerName: string
  readonly cardHint: string
  readonly plan: PlanTerms
  /** Of every charge after the next one. */
  readonly amount: Centavos
  readonly next: { readonly on: LocalDate; readonly amount: Centavos } | null
  readonly chargesPaid: number
  readonly createdAt: string
}

/** A sign-up that charges nothing today has no sale: the rest is as of any payment. */
export type SignUpAnswer = Omit<CheckoutAnswer, 'saleId' | 'status'> & {
  readonly saleId: null
  readonly recurrenceId: Id<'recurrence'>
  readonly status: 'signed_up' | 'pending' | 'refused'
  readonly recurrence: AgreedView
}

type With = { readonly accessUrl: string | null; readonly now: Date }

export function toSignUpAnswer(found: Recurrence, { accessUrl, now }: With): SignUpAnswer {
  const { id, status, busyUntil, refusal, plan, cardHint } = found
  const busy = busyUntil !== null && busyUntil > now
  const began = status !== 'signing_up' && status !== 'refused'
  const said = began ? 'signed_up' : busy ? 'pending' : 'refused'
  const silent = { class: 'unavailable', code: null, card: cardHint } as const
  return {
    saleId: null,
    recurrenceId: id,
    status: said,
    method: 'card',
    amount: found.firstAmount,
    installments: 1,
    captureMode: 'automatic',
    captureBy: null,
    refusal: said === 'refused' ? ((refusal as CheckoutRefusal | null) ?? silent) : null,
    voucher: null,
    givenBack: null,
    // A trial is tried at once; what starts later is told of by who sells it.
    accessUrl: began && plan.trialDays > 0 ? accessUrl : null,
    recurrence: toAgreed(found),
  }
}

export function toAgreed(found: Recurrence): AgreedView {
  const { number, status, product, buyer, cardHint, plan, amount, firstAmount } = found
  const { nextChargeOn, chargesPaid, createdAt } = found
  return {
    ...{ number, status, product, cardHint, plan, amount, chargesPaid },
    buyerName: buyer.name,
    next:
      nextChargeOn === null
        ? null
        : { on: nextChargeOn, amount: chargesPaid === 0 ? firstAmount : amount },
    createdAt: createdAt.toISOString(),
  }
}

type Names = { readonly offerCode: string; readonly checkoutId: string }

/** For whoever holds the unguessable name of a checkout. */
export async function findSignUp(
  ctx: Ctx<'buyer'>,
  { offerCode, checkoutId }: Names,
): Promise<{ readonly recurrence: Recurrence; readonly accessUrl: string | null } | null> {
  if (!Unguessable.safeParse(checkoutId).success) return null
  const [found] = await ctx.db
    .select({ recurrence: recurrences, accessUrl: offers.accessUrl })
    .from(recurrences)
    .innerJoin(offers, eq(offers.id, recurrences.offerId))
    .where(
      and(
        eq(recurrences.accountId, ctx.actor.accountId),
        eq(recurrences.idempotencyKey, checkoutId),
        eq(recurrences.offerCode, offerCode),
      ),
    )
  return found ?? null
}
