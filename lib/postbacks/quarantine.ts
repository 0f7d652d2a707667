// lib/postbacks/quarantine.ts
import { and, desc, eq } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import { type StoreSettings, stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { glance, QUARANTINE_REASONS, type QuarantineReason } from './glance'
import { sentOf } from './sent-of'
import type { PostbackRow } from './to-postback-json'

/** What waits for one answer: a word nobody knows, or one reason. */
export type QuarantineGroup = {
  readonly reason: QuarantineReason
  /** In the platform's own writing; null where it is not a word that is missing. */
  readonly word: string | null
  readonly count: number
  readonly firstAt: Date
  readonly lastAt: Date
  readonly lastId: Id<'postback'>
}

export type Quarantine = {
  readonly groups: readonly QuarantineGroup[]
  /** Words that were given a meaning, for whoever thinks better of it. */
  readonly mapped: readonly { readonly word: string; readonly event: string }[]
  /** There are more than were looked through. */
  readonly more: boolean
}

const LOOKED_THROUGH = 500

/** What waits in a store, the newest kind first. A word stands in a sealed body, so those are opened. */
export async function quarantineOf(ctx: Ctx, storeId: Id<'store'>): Promise<Quarantine> {
  const [store] = await ctx.db
    .select({ settings: stores.settings })
    .from(stores)
    .where(and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId)))
  const rows = await ctx.db
    .select()
    .from(postbacks)
    .where(
      and(
        eq(postbacks.storeId, storeId),
        eq(postbacks.accountId, ctx.actor.accountId),
        eq(postbacks.state, 'quarantined'),
      ),
    )
    .orderBy(desc(postbacks.id))
    .limit(LOOKED_THROUGH)
  const groups = new Map<string, QuarantineGroup>()
  for (const row of rows) {
    const reason = reasonOf(row.reason)
    const word = reason === 'unknown_event' ? strangeWordIn(ctx, row, store?.settings ?? {}) : null
    const key = `${reason} ${word ?? ''}`
    const known = groups.get(key)
    groups.set(key, {
      ...{ reason, word },
      count: (known?.count ?? 0) + 1,
      firstAt: row.receivedAt,
      lastAt: known?.lastAt ?? row.receivedAt,
      lastId: known?.lastId ?? row.id,
    })
  }
  return {
    groups: [...groups.values()],
    mapped: Object.entries(store?.settings.eventMap ?? {}).map(([word, event]) => ({
      word,
      event,
    })),
    more: rows.length === LOOKED_THROUGH,
  }
}

const reasonOf = (reason: string | null): QuarantineReason =>
  QUARANTINE_REASONS.find((each) => each === reason) ?? 'unknown_shape'

/** Read without what the store said of words: what the reader itself could not place. */
export function strangeWordIn(
  ctx: Pick<Ctx, 'keyring'>,
  row: Pick<PostbackRow, 'platform' | 'headers' | 'query' | 'body'>,
  { eventMap: _, ...settings }: StoreSettings,
): string | null {
  const { purchases } = glance({ platform: row.platform, settings }, sentOf(ctx, row))
  return purchases.find(({ event }) => event === 'unknown')?.rawEvent ?? null
}
