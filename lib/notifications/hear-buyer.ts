// lib/notifications/hear-buyer.ts
import { and, asc, eq, inArray } from 'drizzle-orm'
import { messages } from '@/db/schema/notifications'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { findContact } from './find-contact'
import { moveMessage } from './move-message'
import { openSender } from './open-sender'
import type { Instance } from './pace'
import { keepContact } from './refusal-effects'

const STOP_WORDS = new Set(['SAIR', 'PARE', 'PARAR', 'STOP', 'CANCELAR'])

const CONFIRMATION = 'Pronto, você não vai mais receber lembretes nossos por aqui.'

type Said = { readonly phone: string; readonly text: string; readonly at: Date }

/**
 * A buyer wrote. A lone word of refusal ends the reminders in every store of the producer, now and
 * for what waits already; anything else from somebody who had left brings them back.
 */
export async function hearBuyer(ctx: Ctx, instance: Instance, { phone, text, at }: Said) {
  const stops = isStop(text)
  const news = await ctx.db.transaction(async (tx) => {
    const before = await findContact(tx, ctx.actor.accountId, phone)
    await keepContact(ctx, tx, phone, {
      lastInboundAt: at,
      optedOutAt: stops ? ctx.now() : null,
    })
    if (!stops) return false
    const pending = await tx
      .select({ id: messages.id, state: messages.state })
      .from(messages)
      .where(
        and(
          eq(messages.accountId, ctx.actor.accountId),
          eq(messages.to, phone),
          eq(messages.kind, 'recovery'),
          inArray(messages.state, ['scheduled', 'queued']),
        ),
      )
      .orderBy(asc(messages.id))
    for (const { id, state } of pending) {
      await moveMessage(ctx, tx, { id, from: state, to: 'suppressed', reason: 'opted_out' })
    }
    await recordFact(ctx, tx, { name: 'contact.opted_out', payload: { instanceId: instance.id } })
    return !before.optedOut // Said again, it is not confirmed again.
  })
  if (news) await confirm(ctx, instance, phone)
  return news
}

/** Accents and case are ignored; a sentence that contains the word is a conversation. */
export const isStop = (text: string) =>
  STOP_WORDS.has(
    text
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .toUpperCase(),
  )

/** One answer, at once: the window is open because they wrote. Lost, it is not repeated. */
async function confirm(ctx: Ctx, instance: Instance, to: string) {
  const { sender } = openSender(ctx, instance)
  await sender.send(ctx, {
    ...{ messageId: ctx.newId('message'), instanceId: instance.id, to },
    ...{ body: CONFIRMATION, codeApart: null, template: null },
  })
}
