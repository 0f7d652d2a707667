// lib/notifications/unstick.ts
import { and, asc, eq, lt } from 'drizzle-orm'
import { messages } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx, Tools } from '@/lib/platform/context'
import { moveMessage } from './move-message'

/** Nobody works this long on one hand-over: its worker is gone, and so is the answer. */
export const STUCK_AFTER_MS = 120_000

export async function listStuck({ db, now }: Tools) {
  return db
    .select({ id: messages.id, accountId: messages.accountId })
    .from(messages)
    .where(
      and(
        eq(messages.state, 'sending'),
        lt(messages.claimedAt, new Date(now().getTime() - STUCK_AFTER_MS)),
      ),
    )
    .orderBy(asc(messages.claimedAt))
    .limit(500)
}

/** It may have left: it is shown to a person and never sent again by itself. */
export const unstickMessage = (ctx: Ctx, id: Id<'message'>): Promise<boolean> =>
  ctx.db.transaction((tx) =>
    moveMessage(ctx, tx, {
      ...{ id, from: 'sending', to: 'unknown' },
      ...{ reason: 'answer_lost', detail: null },
    }),
  )
