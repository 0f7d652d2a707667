// lib/recurrences/open-recurrence.ts
import { and, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Plan } from '@/db/schema/offer-content'
import type { Environment } from '@/db/schema/payments'
import { recurrences } from '@/db/schema/recurrences'
import { localDateOf } from '@/lib/kernel/calendar'
import { CARD_BRANDS } from '@/lib/kernel/card-brand'
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import { baseDayOf, firstChargeOn } from '@/lib/kernel/plan'
import type { Offer } from '@/lib/offers/find-open-offer'
import type { Ctx } from '@/lib/platform/context'
import type { CardInput } from '@/lib/sales/card.schema'
import type { SubmitPayment } from '@/lib/sales/submit-payment.schema'
import type { Recurrence } from './next-charge'

/** Longer than any request may take. */
const BUSY_MS = 90_000

export type Agreed = {
  readonly offer: Offer & { readonly id: Id<'offer'>; readonly code: string; readonly plan: Plan }
  readonly input: SubmitPayment
  readonly card: CardInput
  readonly environment: Environment
  /** Of every charge, and of the first. */
  readonly amount: Centavos
  readonly firstAmount: Centavos
  /** By a sale, which says itself whose click it is. */
  readonly charged?: boolean
}

/**
 * What a buyer agrees to, as the offer says it at this moment, before anything is charged. A click
 * that follows a refusal goes on with the same row. Null where another request has it, or it began.
 */
export async function openRecurrence(ctx: Ctx, agreed: Agreed): Promise<Recurrence | null> {
  const { input } = agreed
  const at = ctx.now()
  const { submitId } = input
  const again = { status: 'signing_up', refusal: null, submitId } as const
  const [opened] = await ctx.db
    .insert(recurrences)
    .values({
      id: ctx.newId('recurrence'),
      accountId: ctx.actor.accountId,
      idempotencyKey: input.idempotencyKey,
      ...again,
      ...termsOf(ctx, agreed),
      createdAt: at,
    })
    .onConflictDoUpdate({
      target: [recurrences.accountId, recurrences.idempotencyKey],
      set: { ...again, ...termsOf(ctx, agreed) },
      setWhere: sql`${and(
        inArray(recurrences.status, ['signing_up', 'refused']),
        eq(recurrences.offerId, agreed.offer.id),
        agreed.charged === true
          ? undefined
          : or(isNull(recurrences.busyUntil), lte(recurrences.busyUntil, at)),
      )}`,
    })
    .returning()
  return opened ?? null
}

function termsOf(ctx: Ctx, { charged = false, ...agreed }: Agreed) {
  const { offer, input, card, environment, amount, firstAmount } = agreed
  const { customer } = input
  const { name, email, phone, document } = customer
  const first = firstChargeOn(offer.plan, localDateOf(ctx.now()))
  return {
    ...{ environment, amount, firstAmount, plan: offer.plan },
    ...{ offerId: offer.id, offerCode: offer.code, product: offer.title },
    statementName: offer.statementName,
    bellUrl: input.bellUrl ?? offer.bellUrl,
    buyer: { name, email, phone, document },
    cardHint: `${CARD_BRANDS[card.brand].label} ${card.last4}`,
    affiliateCode: input.affiliateCode ?? null,
    linkCode: input.linkCode ?? null,
    couponCode: input.coupon?.toUpperCase() ?? null,
    tracking: input.tracking,
    ...{ baseDay: baseDayOf(first), firstChargeOn: first },
    busyUntil: charged ? null : new Date(ctx.now().getTime() + BUSY_MS),
    movedAt: ctx.now(),
  }
}
