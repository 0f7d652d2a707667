// lib/reports/message-that-recovered.ts
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { recoveries } from '@/db/schema/conversations'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

/** The reminder after which this order was paid, while the money stayed; null when there was none. */
export async function messageThatRecovered(
  ctx: Ctx<'member'>,
  orderKey: string,
): Promise<Id<'message'> | null> {
  const [found] = await ctx.db
    .select({ messageId: recoveries.messageId })
    .from(recoveries)
    .where(
      and(
        eq(recoveries.accountId, ctx.actor.accountId),
        eq(recoveries.orderKey, orderKey),
        eq(recoveries.orderKind, 'transaction'),
        isNotNull(recoveries.messageId),
        isNull(recoveries.undoneAt),
      ),
    )
    .limit(1)
  return found?.messageId ?? null
}
