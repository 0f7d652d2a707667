// lib/notifications/simulate-store.ts
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { instances } from '@/db/schema/instances'
import { stores } from '@/db/schema/stores'
import { instantAt, localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { PURCHASE_EVENTS } from '@/lib/purchases/purchase'
import { ensureRules, stepsOn } from './rules'
import { type Placed, type Simulated, simulate } from './simulate'

const MONTH_MINUTES = 60 * 24 * 30
const WEEK_MINUTES = 60 * 24 * 7
export const MAX_PLACED = 12

const PlacedInput = z.object({
  event: z.enum(PURCHASE_EVENTS),
  order: z.enum(['C', '1', '2', '3', 'U']),
  at: z.number().int().min(0).max(MONTH_MINUTES),
  late: z.number().int().min(0).max(WEEK_MINUTES),
  again: z.number().int().min(0).max(3),
  lives: z.number().int().min(1).max(MONTH_MINUTES).nullable(),
})

export const SimulateInput = z.object({
  storeId: z
    .string()
    .regex(/^sto_[0-9a-z]{25}$/)
    .transform((text) => text as Id<'store'>),
  /** The hour of São Paulo at which the story begins. */
  begin: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .transform((text) => text as `${number}:${number}`),
  /** Whose quiet hours and interval are kept; null is a sender without any. */
  instanceId: z
    .string()
    .regex(/^ins_[0-9a-z]{25}$/)
    .transform((text) => text as Id<'instance'>)
    .nullable(),
  placed: z.array(PlacedInput).max(MAX_PLACED),
})
export type SimulateInput = z.output<typeof SimulateInput>

/** An ordinary buyer in São Paulo. */
const PHONE = '+5511987654321'

/** A story told to the rules a store has now. Null for a store of somebody else. */
export async function simulateStore(
  ctx: Ctx<'member'>,
  { storeId, begin, instanceId, placed }: SimulateInput,
): Promise<Simulated | null> {
  const { accountId } = ctx.actor
  const [store] = await ctx.db
    .select({ settings: stores.settings })
    .from(stores)
    .where(and(eq(stores.id, storeId), eq(stores.accountId, accountId)))
  if (store === undefined) return null
  await ensureRules(ctx, storeId)
  const [sender] =
    instanceId === null
      ? []
      : await ctx.db
          .select()
          .from(instances)
          .where(and(eq(instances.id, instanceId), eq(instances.accountId, accountId)))
  const names = [...new Set(placed.map(({ event }) => event))]
  const heard = await Promise.all(
    names.map(async (event) =>
      (await stepsOn(ctx.db, storeId, event)).map((step) => ({
        ...step,
        ...{ event, variant: null, heldOut: false, addressing: 'phone' as const },
      })),
    ),
  )
  return simulate({
    begin: instantAt(localDateOf(ctx.now()), begin),
    placed: placed satisfies readonly Placed[],
    steps: heard.flat(),
    upsellsOn: store.settings.messagesForUpsells === true,
    sender: sender ?? null,
    phone: PHONE,
  })
}
