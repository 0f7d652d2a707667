// lib/offers/save-coupon.ts
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { coupons } from '@/db/schema/coupons'
import { offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { CouponId, type CreateCouponInput, type EditCouponInput } from './coupon-fields'
import { mayNotEdit } from './may-not-edit'

export type SaveCouponError = {
  readonly code: 'not_allowed' | 'offer_not_found' | 'code_taken' | 'coupon_not_found'
}

export type Saved = { readonly id: Id<'coupon'>; readonly code: string }

export async function createCoupon(
  ctx: Ctx<'member'>,
  input: z.output<typeof CreateCouponInput>,
): Promise<Result<Saved, SaveCouponError>> {
  if (mayNotEdit(ctx)) return err({ code: 'not_allowed' })
  const { accountId } = ctx.actor
  const id = ctx.newId('coupon')
  const at = ctx.now()
  return ctx.db.transaction(async (tx) => {
    if (input.offerId !== null) {
      const own = and(eq(offers.id, input.offerId), eq(offers.accountId, accountId))
      const found = await tx.select({ id: offers.id }).from(offers).where(own)
      if (found.length === 0) return err({ code: 'offer_not_found' })
    }
    const made = await tx
      .insert(coupons)
      .values({ ...input, id, accountId, createdAt: at, editedAt: at })
      .onConflictDoNothing({ target: [coupons.accountId, coupons.code] })
      .returning({ id: coupons.id })
    if (made.length === 0) return err({ code: 'code_taken' })
    const { code } = input
    await recordAudit(ctx, tx, { action: 'coupon.created', subject: id, details: { code } })
    return ok({ id, code })
  })
}

/** What it takes off from now on. A Pix that waits keeps the sum it was made with. */
export async function editCoupon(
  ctx: Ctx<'member'>,
  { couponId, ...terms }: z.output<typeof EditCouponInput>,
): Promise<Result<Saved, SaveCouponError>> {
  if (mayNotEdit(ctx)) return err({ code: 'not_allowed' })
  return ctx.db.transaction(async (tx) => {
    const [edited] = await tx
      .update(coupons)
      .set({ ...terms, editedAt: ctx.now() })
      .where(and(eq(coupons.id, couponId), eq(coupons.accountId, ctx.actor.accountId)))
      .returning({ id: coupons.id, code: coupons.code })
    if (edited === undefined) return err({ code: 'coupon_not_found' })
    const { code } = edited
    await recordAudit(ctx, tx, { action: 'coupon.edited', subject: couponId, details: { code } })
    return ok(edited)
  })
}

export const EndCouponInput = z.object({ couponId: CouponId, ended: z.boolean() })

/** From now on nobody has it, or everybody again. Of two people who press at once, one did it. */
export async function endCoupon(
  ctx: Ctx<'member'>,
  { couponId, ended }: z.output<typeof EndCouponInput>,
): Promise<Result<Saved, SaveCouponError>> {
  if (mayNotEdit(ctx)) return err({ code: 'not_allowed' })
  return ctx.db.transaction(async (tx) => {
    const [moved] = await tx
      .update(coupons)
      .set({ endedAt: ended ? ctx.now() : null, editedAt: ctx.now() })
      .where(
        and(
          eq(coupons.id, couponId),
          eq(coupons.accountId, ctx.actor.accountId),
          ended ? isNull(coupons.endedAt) : isNotNull(coupons.endedAt),
        ),
      )
      .returning({ id: coupons.id, code: coupons.code })
    if (moved === undefined) return err({ code: 'coupon_not_found' })
    const action = ended ? 'coupon.ended' : 'coupon.resumed'
    await recordAudit(ctx, tx, { action, subject: couponId, details: { code: moved.code } })
    return ok(moved)
  })
}
