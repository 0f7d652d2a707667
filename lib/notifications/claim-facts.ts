// lib/notifications/claim-facts.ts
import { and, countDistinct, eq, gt, inArray, min } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contacts } from '@/db/schema/contacts'
import { cloudTemplates, conversations } from '@/db/schema/conversations'
import { messages } from '@/db/schema/notifications'
import { threads } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import type { Channel } from './channel'
import type { Happening } from './happening'
import type { Instance } from './pace'
import { addressOf, type Message } from './pick-next'
import { seenByAll } from './read-thread'
import { readSources, type Source } from './render-message'

const DAY_MS = 86_400_000

export type Known = typeof contacts.$inferSelect

/** Everything the last look before a hand-over asks about, read for a whole batch at once. */
export type Facts = {
  /** Threads that nobody is judging at this moment; they are ours until the commit. */
  readonly threads: ReadonlySet<Id<'thread'>>
  readonly seen: ReadonlyMap<Id<'thread'>, readonly Happening[]>
  readonly contacts: ReadonlyMap<string, Known>
  readonly sources: ReadonlyMap<Id<'message'>, Source>
  /** Who wrote within a day, where the channel asks for that. */
  readonly inWindow: ReadonlySet<string>
  readonly templates: ReadonlyMap<string, string>
}

type Batch = {
  readonly instance: Instance
  readonly channel: Channel
  readonly waiting: readonly Message[]
}

export async function readFacts(ctx: Ctx, tx: Tx, batch: Batch): Promise<Facts> {
  const { instance, channel, waiting } = batch
  const ids = [...new Set(waiting.map(({ threadId }) => threadId))].sort()
  // One that is being judged at this moment is passed over: nobody here waits for a lock.
  const locked = await tx
    .select({ id: threads.id })
    .from(threads)
    .where(inArray(threads.id, ids))
    .orderBy(threads.id)
    .for('update', { skipLocked: true })
  const people = [...new Set(waiting.flatMap((one) => addressOf(one, channel) ?? []))]
  const [seen, known, sources, inWindow, templates] = await Promise.all([
    seenByAll(tx, ids),
    readContacts(ctx, tx, waiting),
    readSources(tx, waiting),
    channel.windowed ? readWindows(ctx, tx, instance, people) : [],
    channel.windowed ? readTemplates(tx, instance) : [],
  ])
  return {
    threads: new Set(locked.map(({ id }) => id)),
    ...{ seen, sources },
    contacts: new Map(known.map((contact) => [contact.phone, contact])),
    inWindow: new Set(inWindow.map(({ phone }) => phone)),
    templates: new Map(
      templates.map(({ name, language, state }) => [`${name}|${language}`, state]),
    ),
  }
}

/** By all their addresses: who left by a mail's link is not written to elsewhere either. */
const readContacts = (ctx: Ctx, tx: Tx, waiting: readonly Message[]) => {
  const people = waiting.flatMap(({ to, email }) => [to, email]).filter((one) => one !== null)
  const asked = [...new Set([...people, ...people.map((one) => one.toLowerCase())])]
  return tx
    .select()
    .from(contacts)
    .where(and(eq(contacts.accountId, ctx.actor.accountId), inArray(contacts.phone, asked)))
}

const readWindows = (ctx: Ctx, tx: Tx, { id }: Instance, people: readonly string[]) =>
  tx
    .select({ phone: conversations.phone })
    .from(conversations)
    .where(
      and(
        eq(conversations.instanceId, id),
        inArray(conversations.phone, [...people]),
        gt(conversations.lastInboundAt, new Date(ctx.now().getTime() - DAY_MS)),
      ),
    )

const readTemplates = (tx: Tx, { id }: Instance) =>
  tx
    .select({
      name: cloudTemplates.name,
      language: cloudTemplates.language,
      state: cloudTemplates.state,
    })
    .from(cloudTemplates)
    .where(eq(cloudTemplates.instanceId, id))
    .limit(1_000)

/** How many people a sender may still write to first, and when there will be room for more. */
export type Strangers = { left: number; readonly until: Date }

export async function readStrangers(
  ctx: Ctx,
  tx: Tx,
  { id, strangersDaily }: Instance,
): Promise<Strangers | null> {
  if (strangersDaily === null) return null
  const [told] = await tx
    .select({ people: countDistinct(messages.to), first: min(messages.claimedAt) })
    .from(messages)
    .where(
      and(
        eq(messages.instanceId, id),
        eq(messages.opensWindow, true),
        gt(messages.claimedAt, new Date(ctx.now().getTime() - DAY_MS)),
        inArray(messages.state, ['sending', 'sent', 'delivered', 'read', 'unknown']),
      ),
    )
  const first = told?.first ?? ctx.now()
  const left = Math.max(0, strangersDaily - (told?.people ?? 0))
  return { left, until: new Date(first.getTime() + DAY_MS) }
}
