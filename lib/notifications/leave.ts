// lib/notifications/leave.ts
import { and, asc, eq, inArray, or } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { messages } from '@/db/schema/notifications'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { findContact } from './find-contact'
import { keepContact } from './keep-contact'
import { moveMessage } from './move-message'

type Leaving = {
  /** E.164, or an e-mail address in lower case. */
  readonly address: string
  /** What they said, or where they said it. */
  readonly how: string
}

/**
 * In every store of the producer, now and for what waits already: no more reminders. What they buy
 * is still told. Only they take it back, by writing again. Gives whether this was news.
 */
export async function leave(ctx: Ctx, tx: Tx, { address, how }: Leaving): Promise<boolean> {
  const before = await findContact(tx, ctx.actor.accountId, address)
  if (before.optedOut) return false
  await keepContact(ctx, tx, address, { optedOutAt: ctx.now(), optedOutHow: how })
  const pending = await tx
    .select({ id: messages.id, state: messages.state })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, ctx.actor.accountId),
        or(eq(messages.to, address), eq(messages.email, address)),
        eq(messages.kind, 'recovery'),
        inArray(messages.state, ['scheduled', 'queued']),
      ),
    )
    .orderBy(asc(messages.id))
    // One that is being judged at this moment is asked about its buyer again before it leaves.
    .for('update', { skipLocked: true })
  for (const { id, state } of pending) {
    await moveMessage(ctx, tx, { id, from: state, to: 'suppressed', reason: 'opted_out' })
  }
  await recordFact(ctx, tx, { name: 'contact.opted_out', payload: { how } })
  return true
}
