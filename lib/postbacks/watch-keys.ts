// lib/postbacks/watch-keys.ts
import { and, eq, isNull, sql } from 'drizzle-orm'
import { alerts } from '@/db/schema/alerts'
import { postbacks, refusedPostbacks } from '@/db/schema/postbacks'
import { raiseAlert, resolveAlert } from '@/lib/alerts/raise-alert'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx, Tools } from '@/lib/platform/context'

/** One is a stranger's guess; so many in a row is a key that was changed over there. */
const IN_A_ROW = 5
const LOOKED_BACK_MS = 24 * 60 * 60 * 1000

type Store = { readonly id: Id<'store'>; readonly accountId: Id<'account'> }

/** Stores that were sent a wrong key lately, and those somebody was told about. */
export async function listKeyTroubles({ db, now }: Tools): Promise<Store[]> {
  const since = new Date(now().getTime() - LOOKED_BACK_MS).toISOString()
  const recent = await db.execute<{ id: Id<'store'>; accountId: Id<'account'> }>(sql`
    select store_id as "id", account_id as "accountId" from ${refusedPostbacks}
    where received_at > ${since}::timestamptz
    group by 1, 2 having count(id) >= ${IN_A_ROW} limit 1000`)
  const told = await db
    .select({ id: alerts.storeId, accountId: alerts.accountId })
    .from(alerts)
    .where(and(eq(alerts.kind, 'wrong_key'), isNull(alerts.resolvedAt)))
    .limit(1_000)
  const all = [...recent, ...told.flatMap(({ id, accountId }) => (id ? [{ id, accountId }] : []))]
  return [...new Map(all.map((store) => [store.id, store])).values()]
}

/** Five in a row since the last delivery that was believed: told once, and over with the next good one. */
export async function watchKey(ctx: Ctx<'job'>, { id: storeId }: Store): Promise<'told' | 'fine'> {
  const [row] = await ctx.db.execute<{ wrong: number; lastId: string | null }>(sql`
    select count(wrong.id)::int as wrong, max(wrong.id) as "lastId" from (
      select id from ${refusedPostbacks}
      where store_id = ${storeId} and account_id = ${ctx.actor.accountId}
        and id > coalesce((
          select max(id) from ${postbacks}
          where store_id = ${storeId} and state <> 'quarantined'), '')
      order by id desc limit 100) wrong`)
  const wrong = row?.wrong ?? 0
  const key = storeId
  const [open] = await ctx.db
    .select({ detail: alerts.detail })
    .from(alerts)
    .where(
      and(
        eq(alerts.accountId, ctx.actor.accountId),
        eq(alerts.kind, 'wrong_key'),
        eq(alerts.key, key),
        isNull(alerts.resolvedAt),
      ),
    )
  if (wrong === 0 && open !== undefined) {
    await ctx.db.transaction((tx) =>
      resolveAlert(ctx, tx, { kind: 'wrong_key', key, resolver: ctx.actor.name }),
    )
  }
  if (wrong < IN_A_ROW || open?.detail.postbackId === row?.lastId) return 'fine'
  const detail = { postbackId: row?.lastId ?? '', count: String(wrong) }
  await ctx.db.transaction((tx) => raiseAlert(ctx, tx, { kind: 'wrong_key', key, storeId, detail }))
  return 'told'
}
