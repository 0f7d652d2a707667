// lib/recurrences/sign-up-later.ts
import { and, eq, sql } from 'drizzle-orm'
import { recurrences } from '@/db/schema/recurrences'
import { routesOf } from '@/lib/accounts/route-of'
import type { Id } from '@/lib/kernel/ids'
import { quoteOf } from '@/lib/kernel/quote'
import { err, ok, type Result } from '@/lib/kernel/result'
import { couponKeys } from '@/lib/offers/coupon-keys'
import { type Checked, checkCard } from '@/lib/payments/check-card'
import { describeDecline } from '@/lib/payments/decline'
import type { Route } from '@/lib/payments/route'
import type { Ctx } from '@/lib/platform/context'
import { pageClassOf } from '@/lib/sales/checkout-answer'
import { type Spent, spentOf, takingCoupon, takingPlace } from '@/lib/sales/holds'
import { beginKeeping, finishKeeping, keepOn, toCard } from '@/lib/sales/kept-card'
import type { SubmitPaymentError } from '@/lib/sales/submit-payment'
import { type Terms, termsOf } from '@/lib/sales/terms-of-sale'
import { moveRecurrence } from './move-recurrence'
import type { Recurrence } from './next-charge'
import { type Agreed, openRecurrence } from './open-recurrence'
import { findByKey } from './read-recurrence'

type Later = Pick<Agreed, 'offer' | 'input' | 'card'> & { readonly before: Recurrence | null }
type Answer = Result<
  { readonly kind: 'later'; readonly recurrence: Recurrence; readonly repeated: boolean },
  SubmitPaymentError
>

/**
 * Nothing is charged today: the card is checked without a charge, kept, and what was agreed begins.
 * There is no sale until the first charge. The same click is answered with what stands.
 */
export async function signUpLater(
  ctx: Ctx<'buyer'>,
  { offer, input, card, before }: Later,
): Promise<Answer> {
  const repeated = before !== null && isRepeat(ctx, before, input.submitId)
  if (repeated) return ok({ kind: 'later', recurrence: before, repeated })
  const all = await routesOf(ctx)
  const alone = { ...input, bumps: [] } // What is ticked besides would have to be charged today.
  const terms = await termsOf(ctx, { input: alone, offer, routes: all })
  if (!terms.ok) return terms
  if (terms.value.offer.isSoldOut) return err({ code: 'offer_sold_out' }) // No card is asked about in vain.
  const { environment, price, coupon } = terms.value
  const every = coupon?.everyCharge === true ? coupon.terms : null
  const amount = quoteOf({ terms: offer.terms, coupon: every }).price
  const agreed = { offer, input, card, environment, amount, firstAmount: price.total }
  const opened = await openRecurrence(ctx, agreed)
  if (opened === null) return again(ctx, input.idempotencyKey)

  const routes = all.filter((route) => route.environment === environment)
  const checked = await check(ctx, routes, { recurrence: opened, ...agreed })
  if (checked.kind !== 'kept') {
    await refuse(ctx, opened, checked)
    return again(ctx, input.idempotencyKey, false)
  }
  const spent = await begin(ctx, opened, { ...terms.value, input, keptId: checked.keptId })
  if (spent !== null) return err({ code: spent })
  return again(ctx, input.idempotencyKey, false)
}

const isRepeat = (ctx: Ctx, { status, submitId, busyUntil }: Recurrence, click: string | null) => {
  if (status !== 'signing_up' && status !== 'refused') return true
  return submitId === click || (busyUntil !== null && busyUntil > ctx.now())
}

async function again(ctx: Ctx, key: string, repeated = true): Promise<Answer> {
  const recurrence = await findByKey(ctx, key)
  if (recurrence === null) return err({ code: 'idempotency_key_reused' })
  return ok({ kind: 'later', recurrence, repeated })
}

type Kept = { readonly kind: 'kept'; readonly keptId: Id<'keptCard'> }
type Refused = { readonly kind: 'refused'; readonly class: string; readonly code: string | null }

/** Where the first acquirer cannot ask, or does not answer, the backup does: nothing is charged. */
async function check(
  ctx: Ctx,
  routes: readonly Route[],
  { recurrence, card, input }: Agreed & { readonly recurrence: Recurrence },
): Promise<Kept | Refused> {
  let last: Refused = { kind: 'refused', class: 'unavailable', code: null }
  for (const route of routes) {
    const said = await checkCard(ctx, route, toCard(card))
    if (said.kind !== 'done') {
      last = refusalOf(route, card.brand, said)
      if (said.kind === 'refused') return last
      continue
    }
    const { networkIds = null } = said.value
    const wanted = { use: 'recurrence', where: route, card, networkIds } as const
    const { id: recurrenceId } = recurrence
    const row = await beginKeeping(ctx, { ...wanted, saleId: null, recurrenceId })
    if (row === null) continue
    const isKept = await finishKeeping(ctx, row, card, input.customer)
    if (isKept) return { kind: 'kept', keptId: row.id }
  }
  return last
}

function refusalOf(
  { acquirer }: Route,
  brand: string,
  said: Exclude<Checked, { kind: 'done' }>,
): Refused {
  if (said.kind === 'avoided') return { kind: 'refused', class: 'retry_limit', code: null }
  if (said.kind !== 'refused') return { kind: 'refused', class: 'unavailable', code: null }
  const { code: returnCode, brandCode, adviceCode = null } = said.refusal
  const code = brandCode ?? returnCode
  const declined = describeDecline({ acquirer, code, brand, returnCode, adviceCode })
  return { kind: 'refused', class: pageClassOf(declined.class), code }
}

async function refuse(ctx: Ctx, { id, cardHint }: Recurrence, refused: Refused) {
  const { class: said, code } = refused
  const refusal = { class: said, code, card: cardHint }
  const set = { refusal, busyUntil: null }
  const move = { id, from: 'signing_up', to: 'refused', told: 'refused' } as const
  await ctx.db.transaction((tx) => moveRecurrence(ctx, tx, { ...move, set }))
}

type Begun = Pick<Terms, 'offer' | 'coupon'> &
  Pick<Agreed, 'input'> & { readonly keptId: Kept['keptId'] }

/** With its place and its use of the coupon, or not at all. */
async function begin(
  ctx: Ctx,
  { id, firstChargeOn }: Recurrence,
  { offer, coupon, input: { customer }, keptId }: Begun,
): Promise<Spent | null> {
  try {
    await ctx.db.transaction(async (tx) => {
      const place = offer.limited && offer.id !== null ? takingPlace(ctx, offer.id) : sql``
      const keys = coupon === null ? [] : couponKeys(coupon.id, customer)
      const use = coupon === null ? sql`` : takingCoupon(ctx, { coupon, keys })
      const holds = { place: offer.limited, couponId: coupon?.id ?? null, keys }
      const set = { nextChargeOn: firstChargeOn, busyUntil: null, holds }
      const move = { id, from: 'signing_up', to: 'active', told: 'activated' } as const
      if (!(await moveRecurrence(ctx, tx, { ...move, set }))) return
      await keepOn(ctx, tx, keptId)
      await tx.execute(sql`with sale as (select 1) ${place} ${use} select 1 as one`)
    })
    return null
  } catch (error) {
    const spent = spentOf(error)
    await ctx.db
      .update(recurrences)
      .set({ busyUntil: null })
      .where(and(eq(recurrences.id, id), eq(recurrences.status, 'signing_up')))
    return spent
  }
}
