// lib/postbacks/find-in-quarantine.ts
import { and, desc, eq } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import type { OrderWords } from '@/lib/purchases/find-orders'
import { sentOf } from './sent-of'

const MOST = 300
const ENOUGH_DIGITS = 8

/**
 * Postbacks that nobody could read and that hold these words all the same. Nothing was read from
 * them, so their bytes are opened and looked through: the newest, and not for long.
 */
export async function findInQuarantine(
  ctx: Ctx,
  storeId: Id<'store'>,
  words: OrderWords,
): Promise<Id<'postback'>[]> {
  const rows = await ctx.db
    .select({
      id: postbacks.id,
      body: postbacks.body,
      headers: postbacks.headers,
      query: postbacks.query,
    })
    .from(postbacks)
    .where(
      and(
        eq(postbacks.storeId, storeId),
        eq(postbacks.accountId, ctx.actor.accountId),
        eq(postbacks.state, 'quarantined'),
      ),
    )
    .orderBy(desc(postbacks.id))
    .limit(MOST)
  return rows.filter((row) => holds(Buffer.from(sentOf(ctx, row).bytes), words)).map(({ id }) => id)
}

function holds(bytes: Buffer, { order, email, phones }: OrderWords): boolean {
  const text = bytes.toString('utf8').toLowerCase()
  if (email !== null) return text.includes(email) || text.includes(encodeURIComponent(email))
  if (text.includes(order.toLowerCase())) return true
  const digits = text.replace(/[^\d"&]/g, '')
  return phones.some((phone) => digits.includes(phone.slice(-ENOUGH_DIGITS)))
}
