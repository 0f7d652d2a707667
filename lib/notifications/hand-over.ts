// lib/notifications/hand-over.ts
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { conversations } from '@/db/schema/conversations'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { raiseAlert } from '@/lib/alerts/raise-alert'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import type { Handover, Outgoing, Sender } from './channel'
import { FAILURES_UNTIL_REST } from './consequences'
import { openSender } from './open-sender'
import type { Instance } from './pace'
import { turnInstance } from './turn-instance'

/** Who was found is asked about again after so long. */
const FOUND_MS = 30 * 86_400_000
/** So many unknown numbers among so many messages look like a bought list: WhatsApp takes such numbers away. */
const STRANGERS = { most: 5, among: 20 } as const

/**
 * The one way out: whoever was never written to is looked for first, and a number that its owner
 * may lose is stopped before that happens.
 */
export async function handOver(
  ctx: Ctx,
  instance: Instance,
  outgoing: Outgoing,
): Promise<Handover> {
  const ready = await prepare(ctx, instance, outgoing)
  if ('handover' in ready) return ready.handover
  const { channel, sender, found } = ready
  const handover =
    'handover' in found ? found.handover : await sender.send(ctx, { ...outgoing, ...found })
  if (!channel.official) await guard(ctx, instance, handover)
  return handover
}

/** What is thrown before anything is said to its recipient surely stayed here. */
async function prepare(ctx: Ctx, instance: Instance, outgoing: Outgoing) {
  try {
    const { channel, sender } = openSender(ctx, instance)
    return { channel, sender, found: await find(ctx, sender, outgoing) }
  } catch (error) {
    log.error('a message could not be handed over', { messageId: outgoing.messageId, error })
    return { handover: { kind: 'not_sent', cause: 'failed' } as const }
  }
}

async function find(ctx: Ctx, sender: Sender, { instanceId, to }: Outgoing): Promise<Recipient> {
  if (sender.find === undefined) return {}
  const [known] = await ctx.db
    .select()
    .from(conversations)
    .where(and(eq(conversations.instanceId, instanceId), eq(conversations.phone, to)))
  const { channelKey = null, foundAt = null } = known ?? {}
  if (channelKey !== null && isFresh(foundAt, ctx.now())) return { channelKey }
  const asked = await sender.find(ctx, to)
  if (asked.kind === 'unknown') return { handover: { kind: 'not_sent', cause: asked.cause } }
  if (asked.kind === 'nobody') return { handover: NOBODY }
  await keepFound(ctx, { instanceId, phone: to, channelKey: asked.channelKey })
  return { channelKey: asked.channelKey }
}

type Recipient = { readonly channelKey?: string } | { readonly handover: Handover }

const NOBODY: Handover = {
  kind: 'refused',
  refusal: { class: 'final', code: 'not_on_whatsapp', explanation: '', unreachableDays: 30 },
}

const isFresh = (foundAt: Date | null, now: Date) =>
  foundAt !== null && now.getTime() - foundAt.getTime() < FOUND_MS

type Found = Pick<typeof conversations.$inferInsert, 'instanceId' | 'phone' | 'channelKey'>

async function keepFound(ctx: Ctx, { instanceId, phone, channelKey }: Found) {
  const told = { channelKey, foundAt: ctx.now() }
  await ctx.db
    .insert(conversations)
    .values({ accountId: ctx.actor.accountId, instanceId, phone, ...told })
    .onConflictDoUpdate({ target: [conversations.instanceId, conversations.phone], set: told })
}

async function guard(ctx: Ctx, instance: Instance, handover: Handover) {
  if (handover.kind === 'sent' || handover.kind === 'unknown') return
  if (handover.kind === 'refused' && handover.refusal.code === 'not_on_whatsapp') {
    return guardAgainstStrangers(ctx, instance)
  }
  const failed = handover.kind === 'not_sent' ? handover.cause : failureIn(handover.refusal)
  if (failed === null || instance.failuresInRow + 1 < FAILURES_UNTIL_REST) return
  await ctx.db.transaction((tx) =>
    turnInstance(ctx, tx, instance.id, { state: 'disconnected', cause: failed }),
  )
}

/** Its server is there and cannot: as good as not being there. */
const failureIn = ({ class: kind, code }: { class: string; code: string }) =>
  kind === 'retry' && code.startsWith('HTTP 5') ? code : null

async function guardAgainstStrangers(ctx: Ctx, { id, name }: Instance) {
  const last = await ctx.db
    .select({ reason: messages.reasonCode })
    .from(messages)
    .where(and(eq(messages.instanceId, id), isNotNull(messages.claimedAt)))
    .orderBy(desc(messages.id))
    .limit(STRANGERS.among)
  const strangers = last.filter(({ reason }) => reason === 'not_on_whatsapp').length + 1
  if (strangers < STRANGERS.most) return
  await ctx.db.transaction(async (tx) => {
    const paused = await tx
      .update(instances)
      .set({ pausedAt: ctx.now(), pausedCause: 'not_on_whatsapp' })
      .where(and(eq(instances.id, id), eq(instances.accountId, ctx.actor.accountId)))
      .returning({ id: instances.id })
    if (paused.length === 0) return
    const detail = { name, cause: 'not_on_whatsapp' }
    await raiseAlert(ctx, tx, { kind: 'instance_limited', key: id, instanceId: id, detail })
  })
}
