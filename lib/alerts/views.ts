// lib/alerts/views.ts
import { and, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { alerts } from '@/db/schema/alerts'
import { instances } from '@/db/schema/instances'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

export const ALERT_LISTS = ['open', 'resolved'] as const
export type AlertList = (typeof ALERT_LISTS)[number]

export type AlertView = Pick<
  typeof alerts.$inferSelect,
  | 'id'
  | 'kind'
  | 'key'
  | 'storeId'
  | 'instanceId'
  | 'detail'
  | 'times'
  | 'firstAt'
  | 'lastAt'
  | 'resolvedAt'
  | 'resolver'
> & { readonly storeName: string | null; readonly instanceName: string | null }

type Page = { readonly list: AlertList; readonly before?: Id<'alert'>; readonly limit?: number }

/** Newest first, a page by key. */
export async function listAlerts(
  ctx: Ctx<'member'>,
  { list, before, limit = 30 }: Page,
): Promise<{ rows: AlertView[]; next: Id<'alert'> | null }> {
  const rows = await ctx.db
    .select({
      ...{ id: alerts.id, kind: alerts.kind, key: alerts.key },
      ...{ storeId: alerts.storeId, instanceId: alerts.instanceId, detail: alerts.detail },
      ...{ times: alerts.times, firstAt: alerts.firstAt, lastAt: alerts.lastAt },
      ...{ resolvedAt: alerts.resolvedAt, resolver: alerts.resolver },
      ...{ storeName: stores.name, instanceName: instances.name },
    })
    .from(alerts)
    .leftJoin(stores, and(eq(stores.id, alerts.storeId), eq(stores.accountId, alerts.accountId)))
    .leftJoin(
      instances,
      and(eq(instances.id, alerts.instanceId), eq(instances.accountId, alerts.accountId)),
    )
    .where(
      and(
        eq(alerts.accountId, ctx.actor.accountId),
        list === 'open' ? isNull(alerts.resolvedAt) : isNotNull(alerts.resolvedAt),
        before && lt(alerts.id, before),
      ),
    )
    .orderBy(desc(alerts.id)) // ids sort by age
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** More than these are "many". */
const COUNTED = 100

export async function countOpenAlerts(ctx: Ctx<'member'>): Promise<number> {
  const open = ctx.db
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(eq(alerts.accountId, ctx.actor.accountId), isNull(alerts.resolvedAt)))
    .limit(COUNTED)
    .as('open')
  const [row] = await ctx.db.select({ count: sql<number>`count(${open.id})::int` }).from(open)
  return row?.count ?? 0
}
