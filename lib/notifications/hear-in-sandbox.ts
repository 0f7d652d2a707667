// lib/notifications/hear-in-sandbox.ts
import { and, eq } from 'drizzle-orm'
import { messages } from '@/db/schema/notifications'
import { sandboxBubbles } from '@/db/schema/sandbox-phone'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { hearBuyer } from './hear-buyer'
import { findRow } from './instance-views'
import { moveMessage } from './move-message'
import { findChannel } from './registry'

type Said = {
  readonly instanceId: Id<'instance'>
  readonly phone: string
  readonly text: string
}

/** The buyer of the embedded phone writes back; what it does is what a real answer does. */
export async function hearInSandbox(ctx: Ctx<'member'>, { instanceId, phone, text }: Said) {
  const instance = await findRow(ctx, instanceId)
  if (instance === null || findChannel(instance.channel)?.embedded !== true) return
  await ctx.db.insert(sandboxBubbles).values({
    id: ctx.newId('bubble'),
    accountId: ctx.actor.accountId,
    ...{ instanceId, messageId: null, phone, fromBuyer: true, body: text, at: ctx.now() },
  })
  await readAll(ctx, { instanceId, phone })
  await hearBuyer(ctx, instance, { phone, text, at: ctx.now() })
}

/** Who answers has read: their own words are below it. */
async function readAll(ctx: Ctx<'member'>, { instanceId, phone }: Omit<Said, 'text'>) {
  await ctx.db.transaction(async (tx) => {
    const unread = await tx
      .select({ id: messages.id })
      .from(messages)
      .where(
        and(
          ...[eq(messages.accountId, ctx.actor.accountId), eq(messages.instanceId, instanceId)],
          ...[eq(messages.to, phone), eq(messages.state, 'delivered')],
        ),
      )
      .limit(UNREAD_MAX)
    for (const { id } of unread) {
      const set = { readAt: ctx.now() }
      await moveMessage(ctx, tx, { id, from: 'delivered', to: 'read', reason: 'sent_ok', set })
    }
  })
}

const UNREAD_MAX = 100
