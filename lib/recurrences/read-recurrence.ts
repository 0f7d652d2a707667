// lib/recurrences/read-recurrence.ts
import { and, eq } from 'drizzle-orm'
import { recurrenceCharges, recurrences } from '@/db/schema/recurrences'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import type { Recurrence } from './next-charge'

export type Charge = typeof recurrenceCharges.$inferSelect
export type ChargeOf = { readonly charge: Charge; readonly recurrence: Recurrence }

const joined = (ctx: Ctx) =>
  ctx.db
    .select({ charge: recurrenceCharges, recurrence: recurrences })
    .from(recurrenceCharges)
    .innerJoin(recurrences, eq(recurrences.id, recurrenceCharges.recurrenceId))

export async function getCharge(ctx: Ctx, id: Id<'charge'>): Promise<ChargeOf> {
  const [found] = await joined(ctx).where(
    and(eq(recurrenceCharges.id, id), eq(recurrenceCharges.accountId, ctx.actor.accountId)),
  )
  invariant(found !== undefined, `charge ${id} is missing`)
  return found
}

export async function findChargeOfSale(ctx: Ctx, saleId: Id<'sale'>): Promise<ChargeOf | null> {
  const [found] = await joined(ctx).where(
    and(eq(recurrenceCharges.saleId, saleId), eq(recurrenceCharges.accountId, ctx.actor.accountId)),
  )
  return found ?? null
}

/** Of a checkout: what its buyer signed up to, or is about to. */
export async function findByKey(ctx: Ctx, idempotencyKey: string): Promise<Recurrence | null> {
  const [found] = await ctx.db
    .select()
    .from(recurrences)
    .where(
      and(
        eq(recurrences.accountId, ctx.actor.accountId),
        eq(recurrences.idempotencyKey, idempotencyKey),
      ),
    )
  return found ?? null
}

export async function getRecurrence(ctx: Ctx, id: Id<'recurrence'>): Promise<Recurrence> {
  const [found] = await ctx.db
    .select()
    .from(recurrences)
    .where(and(eq(recurrences.id, id), eq(recurrences.accountId, ctx.actor.accountId)))
  invariant(found !== undefined, `recurrence ${id} is missing`)
  return found
}
