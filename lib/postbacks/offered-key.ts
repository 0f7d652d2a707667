// lib/postbacks/offered-key.ts
import { and, desc, eq } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import { err, type Result } from '@/lib/kernel/result'
import type { Secret } from '@/lib/kernel/secret'
import type { Ctx } from '@/lib/platform/context'
import { saveStoreKey } from '@/lib/stores/save-store-key'
import { findPlatform } from './registry'
import { sentOf } from './sent-of'

export type OfferedKey = { readonly postbackId: Id<'postback'>; readonly hint: string }

const HINT_LETTERS = 4
/** Some of what comes to an address without a key brings none either. */
const LOOKED_AT = 20

/** The key that a store without one was sent: shown by its end, saved only when the owner says so. */
export async function findOfferedKey(
  ctx: Ctx<'member'>,
  storeId: Id<'store'>,
): Promise<OfferedKey | null> {
  const rows = await ctx.db
    .select()
    .from(postbacks)
    .where(
      and(
        eq(postbacks.storeId, storeId),
        eq(postbacks.accountId, ctx.actor.accountId),
        eq(postbacks.state, 'quarantined'),
        eq(postbacks.reason, 'no_key_saved'),
      ),
    )
    .orderBy(desc(postbacks.id))
    .limit(LOOKED_AT)
  for (const row of rows) {
    const key = keyIn(ctx, row)
    if (key !== null) return { postbackId: row.id, hint: key.reveal().slice(-HINT_LETTERS) }
  }
  return null
}

type Row = typeof postbacks.$inferSelect
const keyIn = (ctx: Ctx, row: Row): Secret | null =>
  findPlatform(row.platform)?.keyIn(sentOf(ctx, row), {}) ?? null

type Offered = { readonly storeId: Id<'store'>; readonly postbackId: Id<'postback'> }
type AcceptError = { code: 'not_allowed' | 'store_not_found' | 'key_not_found' }

export async function acceptOfferedKey(
  ctx: Ctx<'member'>,
  { storeId, postbackId }: Offered,
): Promise<Result<null, AcceptError>> {
  const [row] = await ctx.db
    .select()
    .from(postbacks)
    .where(
      and(
        eq(postbacks.id, postbackId),
        eq(postbacks.storeId, storeId),
        eq(postbacks.accountId, ctx.actor.accountId),
      ),
    )
  const key = row === undefined ? null : keyIn(ctx, row)
  if (key === null) return err({ code: 'key_not_found' })
  return saveStoreKey(ctx, { storeId, key })
}
