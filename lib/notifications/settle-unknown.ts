// lib/notifications/settle-unknown.ts
import { and, eq } from 'drizzle-orm'
import { messages } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import { moveMessage } from './move-message'

export type UnknownError = {
  readonly code:
    | 'message_not_found'
    | 'not_allowed'
    | 'not_unknown'
    | 'still_listening'
    | 'too_late_to_send'
}
type Done = Result<null, UnknownError>
type Asked = { readonly messageId: Id<'message'> }

/** The channel may still tell by itself what became of a hand-over; after that a person decides. */
const LISTENED_MS = 10 * 60_000

type Unknown = { readonly state: string; readonly claimedAt: Date | null }

/** Whether it is a person's turn to say what became of this message. */
export const waitsForPerson = ({ state, claimedAt }: Unknown, now: Date): boolean =>
  state === 'unknown' && now.getTime() - (claimedAt?.getTime() ?? 0) >= LISTENED_MS

/** Somebody looked at the phone and it is there. */
export async function markSent(
  ctx: Ctx<'member'>,
  { messageId: id, by }: Asked & { readonly by: string },
): Promise<Done> {
  const found = await findUnknown(ctx, id)
  if (!found.ok) return found
  const moved = await ctx.db.transaction(async (tx) => {
    const set = { sentAt: found.value.claimedAt ?? ctx.now() }
    const told = { reason: 'sent_ok', detail: by } as const
    if (!(await moveMessage(ctx, tx, { id, from: 'unknown', to: 'sent', set, ...told }))) {
      return false
    }
    await recordAudit(ctx, tx, { action: 'message.marked_sent', subject: id })
    return true
  })
  return moved ? ok(null) : err({ code: 'not_unknown' })
}

/**
 * Back to the queue, though it may be the second time: who asks for it was told so. Pace, hours
 * and the buyer's wishes hold as for any other; a receipt that still comes takes it out again.
 */
export async function sendAgain(ctx: Ctx<'member'>, { messageId: id }: Asked): Promise<Done> {
  const found = await findUnknown(ctx, id)
  if (!found.ok) return found
  if (found.value.validUntil < ctx.now()) return err({ code: 'too_late_to_send' })
  const moved = await ctx.db.transaction(async (tx) => {
    const set = { attemptKey: null, heldUntil: null }
    const afresh = { reason: null, set } as const
    if (!(await moveMessage(ctx, tx, { id, from: 'unknown', to: 'queued', ...afresh }))) {
      return false
    }
    await recordAudit(ctx, tx, { action: 'message.sent_again', subject: id })
    const { instanceId } = found.value
    if (instanceId) await recordFact(ctx, tx, { name: 'instance.waiting', payload: { instanceId } })
    return true
  })
  return moved ? ok(null) : err({ code: 'not_unknown' })
}

async function findUnknown(ctx: Ctx<'member'>, id: Id<'message'>) {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' as const })
  const [found] = await ctx.db
    .select({
      state: messages.state,
      claimedAt: messages.claimedAt,
      validUntil: messages.validUntil,
      instanceId: messages.instanceId,
    })
    .from(messages)
    .where(and(eq(messages.id, id), eq(messages.accountId, ctx.actor.accountId)))
  if (found === undefined) return err({ code: 'message_not_found' as const })
  if (found.state !== 'unknown') return err({ code: 'not_unknown' as const })
  return waitsForPerson(found, ctx.now()) ? ok(found) : err({ code: 'still_listening' as const })
}
