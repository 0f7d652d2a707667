// lib/notifications/hear-in-sandbox.ts
import { sandboxBubbles } from '@/db/schema/sandbox-phone'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { hearBuyer } from './hear-buyer'
import { findRow } from './instance-views'
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
  await hearBuyer(ctx, instance, { phone, text, at: ctx.now() })
}
