// lib/postbacks/settle-quarantine.ts
import { and, eq, isNull } from 'drizzle-orm'
import { alerts } from '@/db/schema/alerts'
import { postbacks } from '@/db/schema/postbacks'
import { raiseAlert, resolveAlert } from '@/lib/alerts/raise-alert'
import type { Id } from '@/lib/kernel/ids'
import { nameOfActor } from '@/lib/platform/audit'
import type { Ctx, Tools } from '@/lib/platform/context'
import { getStoreForReading } from '@/lib/stores/get-store-for-reading'
import { quarantineOf, strangeWordIn } from './quarantine'

const MAX_WORD = 120

const keyOf = (storeId: string, reason: string, word: string | null) =>
  [storeId, reason, ...(word === null ? [] : [word.slice(0, MAX_WORD)])].join(' ')

/** The first of a new kind is told at once, every other one of it only counts. */
export async function tellOfQuarantine(ctx: Ctx, id: Id<'postback'>): Promise<boolean> {
  const [row] = await ctx.db
    .select()
    .from(postbacks)
    .where(and(eq(postbacks.id, id), eq(postbacks.accountId, ctx.actor.accountId)))
  if (row === undefined || row.state !== 'quarantined') return false
  const { settings } = await getStoreForReading(ctx, row.storeId)
  const reason = row.reason ?? 'unknown_shape'
  const word = reason === 'unknown_event' ? strangeWordIn(ctx, row, settings) : null
  const detail = { reason, postbackId: id, ...(word && { word: word.slice(0, MAX_WORD) }) }
  await ctx.db.transaction((tx) =>
    raiseAlert(ctx, tx, {
      ...{ kind: 'quarantine', key: keyOf(row.storeId, reason, word) },
      ...{ storeId: row.storeId, detail },
    }),
  )
  return true
}

/** Alerts about what no longer waits go away, whoever dealt with it. */
export async function settleQuarantine(ctx: Ctx, storeId: Id<'store'>): Promise<number> {
  const open = await ctx.db
    .select({ key: alerts.key })
    .from(alerts)
    .where(
      and(
        eq(alerts.accountId, ctx.actor.accountId),
        eq(alerts.kind, 'quarantine'),
        eq(alerts.storeId, storeId),
        isNull(alerts.resolvedAt),
      ),
    )
  if (open.length === 0) return 0
  const { groups, more } = await quarantineOf(ctx, storeId)
  if (more) return 0 // Nobody looked through all of it: what was not seen may still be there.
  const waiting = new Set(groups.map(({ reason, word }) => keyOf(storeId, reason, word)))
  const settled = open.filter(({ key }) => !waiting.has(key))
  const resolver = nameOfActor(ctx.actor)
  await ctx.db.transaction(async (tx) => {
    for (const { key } of settled)
      await resolveAlert(ctx, tx, { kind: 'quarantine', key, resolver })
  })
  return settled.length
}

/** Stores with an open alert of this kind. */
export async function listStoresInQuarantine({ db }: Tools) {
  const open = await db
    .selectDistinct({ id: alerts.storeId, accountId: alerts.accountId })
    .from(alerts)
    .where(and(eq(alerts.kind, 'quarantine'), isNull(alerts.resolvedAt)))
    .limit(500)
  return open.flatMap(({ id, accountId }) => (id === null ? [] : [{ id, accountId }]))
}
