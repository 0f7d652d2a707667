// lib/notifications/views.ts
import { and, desc, eq, ilike, inArray, lt, or, type SQL } from 'drizzle-orm'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { stores } from '@/db/schema/stores'
import { threadEvents } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { type Eta, type Sender, soonestOf } from './eta'
import type { MessagesQuery } from './messages-query'
import { previewBodies } from './preview-bodies'
import { reasonSentence } from './reason-sentence'
import { waitsForPerson } from './settle-unknown'

type Reader = Ctx<'member' | 'api' | 'job'>
export type MessageRow = typeof messages.$inferSelect

/** One message as a page shows it. */
export type MessageView = Omit<MessageRow, 'accountId' | 'attemptKey' | 'variables'> & {
  /** What it said, or would say now; null when a required word is missing. */
  readonly preview: string | null
  /** Nobody will tell any more whether it arrived: a person may decide. */
  readonly asksPerson: boolean
  readonly storeName: string
  readonly instanceName: string | null
  /** What keeps it besides its turn, and until when. */
  readonly soonest: Eta | null
}

export type MessagePage = {
  readonly rows: readonly MessageView[]
  readonly next: Id<'message'> | null
}

/** Newest first. */
export async function listMessages(ctx: Reader, query: MessagesQuery): Promise<MessagePage> {
  const { cursor, limit } = query
  const found = await select(ctx, and(...conditionsOf(query), cursor && lt(messages.id, cursor)))
    .orderBy(desc(messages.id)) // ids sort by age
    .limit(limit + 1)
  const page = found.slice(0, limit)
  return {
    rows: await toViews(ctx, page),
    next: found.length > limit ? (page.at(-1)?.message.id ?? null) : null,
  }
}

export async function findMessage(ctx: Reader, id: Id<'message'>): Promise<MessageView | null> {
  const [view] = await toViews(ctx, await select(ctx, eq(messages.id, id)).limit(1))
  return view ?? null
}

const SENDER = {
  name: instances.name,
  state: instances.state,
  pausedAt: instances.pausedAt,
  heldUntil: instances.heldUntil,
  quietFrom: instances.quietFrom,
  quietTo: instances.quietTo,
  quietDays: instances.quietDays,
  strangersDaily: instances.strangersDaily,
  reviewSince: instances.reviewSince,
  capResetHour: instances.capResetHour,
  warmUpPlan: instances.warmUpPlan,
  warmUpFrom: instances.warmUpFrom,
  dailyCap: instances.dailyCap,
  warmUp: instances.warmUp,
  createdAt: instances.createdAt,
  sentOn: instances.sentOn,
  sentToday: instances.sentToday,
}

export const select = (ctx: Reader, where: SQL | undefined) =>
  ctx.db
    .select({ message: messages, storeName: stores.name, instance: SENDER })
    .from(messages)
    .innerJoin(stores, eq(stores.id, messages.storeId))
    .leftJoin(instances, eq(instances.id, messages.instanceId))
    .where(and(eq(messages.accountId, ctx.actor.accountId), where))
    .$dynamic()

export function conditionsOf({ store, instance, order, state, search }: MessagesQuery) {
  const words = search?.trim() ?? ''
  const like = `%${words.replace(/[%_\\]/g, '\\$&')}%`
  const digits = words.replace(/\D/g, '')
  return [
    store && eq(messages.storeId, store),
    instance && eq(messages.instanceId, instance),
    order === undefined ? undefined : eq(messages.orderKey, order),
    state && inArray(messages.state, [...state]),
    words === ''
      ? undefined
      : or(
          ilike(messages.customerName, like),
          eq(messages.orderKey, words),
          digits.length >= 4 ? ilike(messages.to, `%${digits}%`) : undefined,
        ),
  ]
}

type Found = {
  readonly message: MessageRow
  readonly storeName: string
  readonly instance: (Sender & { readonly name: string }) | null
}

export async function toViews(ctx: Reader, found: readonly Found[]): Promise<MessageView[]> {
  const previews = await previewBodies(
    ctx,
    found.map(({ message }) => message),
  )
  const now = ctx.now()
  return found.map(({ message, storeName, instance }) => {
    const { accountId: _a, attemptKey: _k, variables: _v, ...shown } = message
    const preview = previews.get(message.id) ?? null
    const asksPerson = waitsForPerson(message, now)
    const waits = message.state === 'scheduled' || message.state === 'queued'
    const soonest = waits && instance !== null ? soonestOf(instance, message, now) : null
    const instanceName = instance?.name ?? null
    return { ...shown, preview, asksPerson, storeName, instanceName, soonest }
  })
}

export type ThreadEvent = {
  readonly event: string
  readonly occurredAt: Date
  readonly receivedAt: Date
  readonly orderKey: string
}

/** Everything that happened in a message's cart, with both clocks, oldest first. */
export async function listThreadEvents(ctx: Reader, threadId: Id<'thread'>) {
  return ctx.db
    .select({
      event: threadEvents.event,
      orderKey: threadEvents.orderKey,
      occurredAt: threadEvents.occurredAt,
      receivedAt: threadEvents.receivedAt,
    })
    .from(threadEvents)
    .where(
      and(eq(threadEvents.threadId, threadId), eq(threadEvents.accountId, ctx.actor.accountId)),
    )
    .orderBy(threadEvents.occurredAt)
    .limit(100) satisfies Promise<ThreadEvent[]>
}

/** A message in the shape of the API. */
export const toMessageJson = (view: MessageView) => ({
  id: view.id,
  storeId: view.storeId,
  instanceId: view.instanceId,
  rule: view.rule,
  step: view.step,
  orderKey: view.orderKey,
  to: view.to,
  state: view.state,
  reason: reasonSentence({
    code: view.state === 'scheduled' || view.state === 'queued' ? null : view.reasonCode,
    event: view.reasonEvent,
    detail: view.reasonDetail,
  }),
  scheduledAt: view.sendAfter.toISOString(),
  sentAt: view.sentAt?.toISOString() ?? null,
  body: view.preview,
})
