// lib/notifications/sandbox-views.ts
import { and, asc, desc, eq, getTableColumns } from 'drizzle-orm'
import { contacts } from '@/db/schema/contacts'
import { messages } from '@/db/schema/notifications'
import { sandboxBubbles } from '@/db/schema/sandbox-phone'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

const MAX_BUBBLES = 500

export type Conversation = {
  readonly phone: string
  readonly name: string | null
  readonly last: string
  readonly at: Date
}

type Reader = Ctx<'member'>

/** Who the embedded phone was written to, the newest first. */
export async function listConversations(
  ctx: Reader,
  instanceId: Id<'instance'>,
): Promise<readonly Conversation[]> {
  const bubbles = await ctx.db
    .select({ bubble: sandboxBubbles, name: messages.customerName })
    .from(sandboxBubbles)
    .leftJoin(messages, eq(messages.id, sandboxBubbles.messageId))
    .where(ofInstance(ctx, instanceId))
    .orderBy(desc(sandboxBubbles.id))
    .limit(MAX_BUBBLES)
  const people = new Map<string, Conversation>()
  for (const { bubble, name } of bubbles) {
    const known = people.get(bubble.phone)
    if (known === undefined) {
      people.set(bubble.phone, { phone: bubble.phone, name, last: bubble.body, at: bubble.at })
    } else if (known.name === null) people.set(bubble.phone, { ...known, name })
  }
  return [...people.values()]
}

const ofInstance = (ctx: Reader, instanceId: Id<'instance'>) =>
  and(eq(sandboxBubbles.instanceId, instanceId), eq(sandboxBubbles.accountId, ctx.actor.accountId))

/** One conversation, oldest first, and whether its person opted out. */
export async function readConversation(ctx: Reader, instanceId: Id<'instance'>, phone: string) {
  const [bubbles, [contact]] = await Promise.all([
    ctx.db
      .select({ ...getTableColumns(sandboxBubbles), state: messages.state })
      .from(sandboxBubbles)
      .leftJoin(messages, eq(messages.id, sandboxBubbles.messageId))
      .where(and(ofInstance(ctx, instanceId), eq(sandboxBubbles.phone, phone)))
      .orderBy(asc(sandboxBubbles.id))
      .limit(MAX_BUBBLES),
    ctx.db
      .select({ optedOutAt: contacts.optedOutAt })
      .from(contacts)
      .where(and(eq(contacts.accountId, ctx.actor.accountId), eq(contacts.phone, phone))),
  ])
  return { bubbles, optedOut: contact?.optedOutAt != null }
}
export type Bubbles = Awaited<ReturnType<typeof readConversation>>['bubbles']
