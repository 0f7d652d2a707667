// lib/postbacks/list-unread.ts
import { and, asc, inArray, isNull, lt } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import type { Id } from '@/lib/kernel/ids'
import type { Tools } from '@/lib/platform/context'

export type Unread = { readonly id: Id<'postback'>; readonly accountId: Id<'account'> }

const A_WHILE_MS = 5 * 60 * 1000

/** Kept and never read, whatever happened to the fact that told of them. */
export async function listUnread({ db, now }: Tools): Promise<Unread[]> {
  return db
    .select({ id: postbacks.id, accountId: postbacks.accountId })
    .from(postbacks)
    .where(
      and(
        isNull(postbacks.readAt),
        inArray(postbacks.state, ['accepted', 'test']),
        lt(postbacks.receivedAt, new Date(now().getTime() - A_WHILE_MS)),
      ),
    )
    .orderBy(asc(postbacks.receivedAt))
    .limit(1_000)
}
