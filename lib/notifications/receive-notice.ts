// lib/notifications/receive-notice.ts
import { and, eq, or } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { instances } from '@/db/schema/instances'
import { type MessageState, messages } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import { canMove } from '@/lib/kernel/machine'
import { normalizePhone } from '@/lib/kernel/phone'
import type { Ctx } from '@/lib/platform/context'
import type { Notice } from './channel'
import { hearBuyer } from './hear-buyer'
import { messageMachine } from './message-status'
import { moveMessage } from './move-message'
import type { Instance } from './pace'
import { optOut, stopRule, stopSender, wordsOf } from './refusal-effects'
import { reasonOf } from './settle-message'

type Status = Extract<Notice, { kind: 'status' }>

/** What a channel tells us by itself: receipts, replies, and that a number came or went. */
export async function receiveNotice(ctx: Ctx, instance: Instance, notice: Notice): Promise<void> {
  switch (notice.kind) {
    case 'status':
      return ctx.db.transaction((tx) => receiveStatus(ctx, tx, instance, notice))
    case 'inbound': {
      const phone = normalizePhone(notice.from).phone ?? notice.from
      await hearBuyer(ctx, instance, { phone, text: notice.text, at: notice.at })
      return
    }
    case 'connection':
      return ctx.db.transaction((tx) => receiveConnection(ctx, tx, instance, notice))
    default:
      return
  }
}

/** Receipts only go forward, in any order and with gaps; a phone number never identifies one. */
async function receiveStatus(ctx: Ctx, tx: Tx, instance: Instance, status: Status) {
  const { messageId, channelMessageId, state, at, refusal } = status
  const [message] = await tx
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.instanceId, instance.id),
        or(
          messageId === null ? undefined : eq(messages.id, messageId as Id<'message'>),
          channelMessageId === null ? undefined : eq(messages.channelMessageId, channelMessageId),
        ),
      ),
    )
    .for('update')
  if (message === undefined) return
  const { id, state: from } = message
  if (from === state || !canMove(messageMachine, from, state)) return
  const known = { channelMessageId: message.channelMessageId ?? channelMessageId }
  const set = { ...known, ...timesOf(message, state, at) }
  if (state !== 'failed') {
    await moveMessage(ctx, tx, { id, from, to: state, reason: 'sent_ok', set })
    return
  }
  const told = refusal ?? { class: 'final' as const, code: 'failed', explanation: '' }
  const ended = { reason: reasonOf(told), detail: wordsOf(told) }
  await moveMessage(ctx, tx, { id, from, to: 'failed', ...ended, set })
  if (told.class === 'opted_out' && message.to !== null) await optOut(ctx, tx, message.to)
  if (told.class === 'template_wrong') await stopRule(ctx, tx, id, told)
  if (told.class === 'sender_stopped') await stopSender(ctx, tx, instance, told)
}

/** A receipt that was skipped happened all the same, at the latest now. */
function timesOf(message: typeof messages.$inferSelect, state: MessageState, at: Date) {
  if (state === 'failed') return {}
  const sentAt = message.sentAt ?? at
  if (state === 'sent') return { sentAt }
  const deliveredAt = message.deliveredAt ?? at
  return state === 'delivered' ? { sentAt, deliveredAt } : { sentAt, deliveredAt, readAt: at }
}

/** Logged out by WhatsApp itself: reconnecting by ourselves would cost the number. */
const BANNED = new Set(['401', '403'])

async function receiveConnection(
  ctx: Ctx,
  tx: Tx,
  instance: Instance,
  { state: told, cause }: Extract<Notice, { kind: 'connection' }>,
) {
  const open = told === 'connected'
  const gone = BANNED.has(cause ?? '') ? 'logged_out' : 'disconnected'
  const state = open ? 'connected' : gone
  if (instance.state === state) return
  await tx
    .update(instances)
    .set({ state, stateCause: open ? null : cause, changedAt: ctx.now() })
    .where(eq(instances.id, instance.id))
}
