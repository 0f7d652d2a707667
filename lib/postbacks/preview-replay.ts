// lib/postbacks/preview-replay.ts
import { and, asc, eq, inArray, or } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { type MessageState, messages, type ReasonCode } from '@/db/schema/notifications'
import { postbacks } from '@/db/schema/postbacks'
import { purchaseEvents, THREAD_KINDS } from '@/db/schema/purchases'
import { threads } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { getStoreForReading } from '@/lib/stores/get-store-for-reading'
import { type CanonicalField, FIELD_VALUES, FIELDS } from './canonical-fields'
import { strangeWordIn } from './quarantine'
import { readPostback } from './read-postback'
import { inRange, OLD_MS, type ReplayRange } from './replay-range'
import { type PostbackRow, purchaseIn } from './to-postback-json'

/** Judges one recorded event as the real pipeline would; of another module, so it is handed in. */
export type Judge = (
  ctx: Ctx,
  id: Id<'purchase'>,
  how: { readonly quiet: boolean },
) => Promise<unknown>

export type PreviewedMessage = {
  readonly id: Id<'message'>
  readonly rule: string
  readonly step: number
  readonly was: MessageState | null
  readonly state: MessageState
  readonly reason: ReasonCode | null
  readonly at: Date
}

export type PreviewedPostback = {
  readonly id: Id<'postback'>
  readonly receivedAt: Date
  readonly orderKey: string | null
  readonly before: { readonly state: string; readonly event: string | null }
  readonly after: {
    readonly state: string
    readonly event: string | null
    readonly reason: string | null
  }
  /** What its event record would say differently. */
  readonly fields: readonly CanonicalField[]
  readonly messages: readonly PreviewedMessage[]
  /** Too old to be told without being asked. */
  readonly quiet: boolean
}

export type ReplayPreview = {
  readonly rows: readonly PreviewedPostback[]
  /** The range holds more than these. */
  readonly more: boolean
}

type Asked = ReplayRange & {
  readonly tellOld: boolean
  /** These alone, whatever their state. */
  readonly ids?: readonly Id<'postback'>[]
}

const MOST = 100

class NotMeant extends Error {}

/**
 * What a replay would do, by doing it: the real use cases run in one transaction, what they would
 * change is looked at, and all of it is taken back. Nothing is told and nothing leaves.
 */
export async function previewReplay(
  ctx: Ctx<'member'>,
  asked: Asked,
  judge: Judge,
): Promise<Result<ReplayPreview, { readonly code: 'not_allowed' | 'nothing_there' }>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const found = await ctx.db
    .select()
    .from(postbacks)
    .where(
      asked.ids === undefined
        ? inRange(ctx, asked)
        : and(
            eq(postbacks.accountId, ctx.actor.accountId),
            eq(postbacks.storeId, asked.storeId),
            inArray(postbacks.id, [...asked.ids]),
          ),
    )
    .orderBy(asc(postbacks.id))
    .limit(MOST + 1)
  const { settings } = await getStoreForReading(ctx, asked.storeId)
  const rows = found
    .slice(0, MOST)
    .filter((row) => asked.word === undefined || strangeWordIn(ctx, row, settings) === asked.word)
  if (rows.length === 0) return err({ code: 'nothing_there' })
  const seen: PreviewedPostback[] = []
  await ctx.db
    .transaction(async (tx) => {
      for (const row of rows) seen.push(await tryOne(inside(ctx, tx), tx, { row, asked, judge }))
      throw new NotMeant()
    })
    .catch((error: unknown) => {
      if (!(error instanceof NotMeant)) throw error
    })
  return ok({ rows: seen, more: found.length > MOST })
}

/** Use cases open transactions of their own; inside this one they become savepoints of it. */
const inside = (ctx: Ctx<'member'>, tx: Tx): Ctx<'member'> => ({
  ...ctx,
  db: tx as unknown as Ctx['db'],
})

type Trial = { readonly row: PostbackRow; readonly asked: Asked; readonly judge: Judge }

async function tryOne(ctx: Ctx<'member'>, tx: Tx, { row, asked, judge }: Trial) {
  const { settings } = await getStoreForReading(ctx, row.storeId)
  const told = purchaseIn(ctx, row, settings)
  const quiet = !asked.tellOld && ctx.now().getTime() - row.receivedAt.getTime() > OLD_MS
  const known = await knownAs(tx, row)
  const before = await messagesNear(tx, row, told?.threadKey ?? null)
  const reading = await readPostback(ctx, row.id, { again: true, tell: 'quietly' })
  const recorded = reading.outcome === 'read' ? reading.purchases : []
  for (const { id } of recorded) await judge(ctx, id, { quiet })
  const after = await messagesNear(tx, row, told?.threadKey ?? null)
  const [now] = await tx.select().from(postbacks).where(eq(postbacks.id, row.id))
  const was = new Map(before.map((each) => [each.id, each]))
  return {
    id: row.id,
    receivedAt: row.receivedAt,
    orderKey: now?.orderKey ?? row.orderKey,
    before: { state: row.state, event: known?.event ?? row.event },
    after: {
      state: now?.state ?? row.state,
      event: now?.event ?? null,
      reason: reading.outcome === 'quarantined' ? reading.reason : null,
    },
    fields: told === null || known === undefined ? [] : fieldsThatDiffer(known, told),
    messages: after
      .filter(({ id, state }) => was.get(id)?.state !== state)
      .map((each) => ({ ...each, was: was.get(each.id)?.state ?? null })),
    quiet,
  }
}

const knownAs = async (tx: Tx, { storeId, deliveryKey }: PostbackRow) => {
  const [known] = await tx
    .select()
    .from(purchaseEvents)
    .where(and(eq(purchaseEvents.storeId, storeId), eq(purchaseEvents.deliveryKey, deliveryKey)))
  return known
}

type Known = typeof purchaseEvents.$inferSelect
type Told = NonNullable<ReturnType<typeof purchaseIn>>

/** Only what a message would say otherwise. */
const COMPARED: Readonly<
  Partial<Record<CanonicalField, (known: Known) => string | number | null>>
> = {
  event: ({ event }) => event,
  orderKey: ({ orderKey }) => orderKey,
  threadKey: ({ threadKey }) => threadKey,
  name: ({ customerName }) => customerName,
  phone: ({ phone }) => phone,
  email: ({ email }) => email,
  product: ({ product }) => product,
  amount: ({ amount }) => amount,
  paymentMethod: ({ paymentMethod }) => paymentMethod,
  pixCode: ({ pix }) => pix?.code ?? null,
  boletoLine: ({ boleto }) => boleto?.line ?? null,
  checkoutUrl: ({ checkoutUrl }) => checkoutUrl,
  trackingCode: ({ delivery }) => delivery?.code ?? null,
}

const fieldsThatDiffer = (known: Known, told: Told): CanonicalField[] =>
  FIELDS.filter((field) => {
    const was = COMPARED[field]
    return was !== undefined && was(known) !== FIELD_VALUES[field](told)
  })

const threadsOf = (tx: Tx, { storeId }: PostbackRow, key: string) =>
  tx
    .select({ id: threads.id })
    .from(threads)
    .where(
      and(
        eq(threads.storeId, storeId),
        inArray(threads.kind, [...THREAD_KINDS]),
        eq(threads.key, key),
      ),
    )

/** The messages of its order and of its cart, as they are at this moment of the trial. */
const messagesNear = (tx: Tx, row: PostbackRow, threadKey: string | null) =>
  tx
    .select({
      ...{ id: messages.id, rule: messages.rule, step: messages.step, state: messages.state },
      ...{ reason: messages.reasonCode, at: messages.sendAfter },
    })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, row.accountId),
        eq(messages.storeId, row.storeId),
        or(
          row.orderKey === null ? undefined : eq(messages.orderKey, row.orderKey),
          threadKey === null
            ? undefined
            : inArray(messages.threadId, threadsOf(tx, row, threadKey)),
        ),
      ),
    )
    .orderBy(asc(messages.id))
    .limit(MOST)
