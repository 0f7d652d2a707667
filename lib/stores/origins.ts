// lib/stores/origins.ts
import { and, desc, eq, sql } from 'drizzle-orm'
import { purchaseEvents } from '@/db/schema/purchases'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

export type Origin = { readonly variable: string; readonly value: string; readonly orders: number }

const LAST = 50
const SHOWN = 8

/** Where the last orders came from: each variable with its value, the most frequent first. */
export async function originsOf(ctx: Ctx, storeId: Id<'store'>): Promise<Origin[]> {
  const rows = await ctx.db
    .select({ orderKey: purchaseEvents.orderKey, tracking: purchaseEvents.tracking })
    .from(purchaseEvents)
    .where(
      and(
        eq(purchaseEvents.storeId, storeId),
        eq(purchaseEvents.accountId, ctx.actor.accountId),
        eq(purchaseEvents.test, false),
        sql`${purchaseEvents.tracking} <> '{}'::jsonb`,
      ),
    )
    .orderBy(desc(purchaseEvents.id))
    .limit(LAST)
  const orders = new Map<string, Set<string>>()
  for (const { orderKey, tracking } of rows) {
    for (const [variable, value] of Object.entries(tracking)) {
      const key = `${variable}\n${value}`
      orders.set(key, (orders.get(key) ?? new Set()).add(orderKey))
    }
  }
  return [...orders]
    .map(([key, seen]) => {
      const [variable = '', value = ''] = key.split('\n')
      return { variable, value, orders: seen.size }
    })
    .toSorted((a, b) => b.orders - a.orders || a.variable.localeCompare(b.variable))
    .slice(0, SHOWN)
}
