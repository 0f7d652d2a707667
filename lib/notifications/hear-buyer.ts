// lib/notifications/hear-buyer.ts
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contacts } from '@/db/schema/contacts'
import { conversations } from '@/db/schema/conversations'
import type { Ctx } from '@/lib/platform/context'
import { keepContact } from './keep-contact'
import { leave } from './leave'
import { openSender } from './open-sender'
import type { Instance } from './pace'

const STOP_WORDS = new Set(['SAIR', 'PARE', 'PARAR', 'STOP', 'CANCELAR'])

const CONFIRMATION = 'Pronto, você não vai mais receber lembretes nossos por aqui.'

type Said = {
  readonly phone: string
  readonly text: string
  readonly at: Date
  readonly channelKey?: string
}

/**
 * A buyer wrote: for a day we may answer freely. A lone word of refusal ends the reminders in every
 * store of the producer; anything else from somebody who had left brings them back.
 */
export async function hearBuyer(ctx: Ctx, instance: Instance, said: Said): Promise<boolean> {
  const { phone, text } = said
  const stops = isStop(text)
  const news = await ctx.db.transaction(async (tx) => {
    await keepWindow(ctx, tx, instance, said)
    // Channels repeat themselves, and out of order: what came before their last word is no news.
    if (!(await keepWord(ctx, tx, phone, said.at))) return false
    if (stops) return leave(ctx, tx, { address: phone, how: text.trim().slice(0, 40) })
    // A picture or a reaction takes nothing back: only words do.
    if (text.trim() !== '')
      await keepContact(ctx, tx, phone, { optedOutAt: null, optedOutHow: null })
    return false
  })
  if (news) await confirm(ctx, instance, said)
  return news
}

/** When they last wrote, to any sender of the producer. False when something later was heard before. */
async function keepWord(ctx: Ctx, tx: Tx, phone: string, at: Date): Promise<boolean> {
  const { lastInboundAt } = contacts
  const kept = await tx
    .insert(contacts)
    .values({ accountId: ctx.actor.accountId, phone, lastInboundAt: at })
    .onConflictDoUpdate({
      target: [contacts.accountId, contacts.phone],
      set: { lastInboundAt: at },
      setWhere: sql`${lastInboundAt} is null or ${lastInboundAt} <= ${at.toISOString()}`,
    })
    .returning({ phone: contacts.phone })
  return kept.length > 0
}

/** Of several that arrive out of order the latest counts. */
async function keepWindow(ctx: Ctx, tx: Tx, { id }: Instance, { phone, at, channelKey }: Said) {
  const known = channelKey === undefined ? {} : { channelKey, foundAt: ctx.now() }
  await tx
    .insert(conversations)
    .values({
      ...{ accountId: ctx.actor.accountId, instanceId: id, phone, lastInboundAt: at, ...known },
    })
    .onConflictDoUpdate({
      target: [conversations.instanceId, conversations.phone],
      set: {
        ...known,
        lastInboundAt: sql`greatest(${conversations.lastInboundAt}, excluded.last_inbound_at)`,
      },
    })
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
async function confirm(ctx: Ctx, instance: Instance, { phone: to, channelKey }: Said) {
  const { sender } = openSender(ctx, instance)
  await sender.send(ctx, {
    ...{ messageId: ctx.newId('message'), instanceId: instance.id, to },
    ...{ body: CONFIRMATION, codeApart: null, template: null },
    ...(channelKey !== undefined && { channelKey }),
  })
}
