// lib/stores/outcomes.ts
import { and, eq, inArray } from 'drizzle-orm'
import { type MessageState, messages, type ReasonCode } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

export type Outcome = {
  readonly state: MessageState
  readonly reason: ReasonCode | null
  readonly at: string
}

type Told = { readonly event: string | null; readonly orderKey: string | null }

export const outcomeKey = ({ event, orderKey }: Told) => `${orderKey} ${event}`

/** What became of the first message of each event of a page, by its order and its name. */
export async function outcomesOf(
  ctx: Ctx,
  storeId: Id<'store'>,
  told: readonly Told[],
): Promise<ReadonlyMap<string, Outcome>> {
  const orders = [...new Set(told.flatMap(({ orderKey }) => orderKey ?? []))]
  if (orders.length === 0) return new Map()
  const rows = await ctx.db
    .select({
      event: messages.event,
      orderKey: messages.orderKey,
      step: messages.step,
      state: messages.state,
      reason: messages.reasonCode,
      at: messages.sendAfter,
    })
    .from(messages)
    .where(
      and(
        eq(messages.storeId, storeId),
        eq(messages.accountId, ctx.actor.accountId),
        inArray(messages.orderKind, ['transaction', 'cart']),
        inArray(messages.orderKey, orders),
      ),
    )
    .limit(1_000)
  const first = rows.toSorted((a, b) => b.step - a.step) // The lowest step is written last.
  return new Map(
    first.map((row) => [
      outcomeKey(row),
      { state: row.state, reason: row.reason, at: row.at.toISOString() },
    ]),
  )
}
