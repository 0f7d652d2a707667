// lib/stores/evidence.ts
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { postbacks, refusedPostbacks } from '@/db/schema/postbacks'
import { type PurchaseEvent, purchaseEvents } from '@/db/schema/purchases'
import { ruleSteps, rules } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import type { Expected } from './checklist'

export type SeenBuyer = {
  readonly at: Date
  readonly postbackId: Id<'postback'> | null
  readonly reachable: boolean
  readonly named: boolean
  readonly mailed: boolean
  readonly tracked: boolean
}

export type Evidence = {
  readonly lastTrustedAt: Date | null
  readonly lastTestAt: Date | null
  readonly lastRealAt: Date | null
  /** Different orders among the last tests. */
  readonly testOrders: number
  readonly wrongKeys: number
  readonly kinds: ReadonlySet<PurchaseEvent>
  /** Newest first. */
  readonly buyers: readonly SeenBuyer[]
  readonly instance: {
    readonly name: string
    readonly connected: boolean
    readonly pausedAt: Date | null
    readonly changedAt: Date
    /** When its channel was last asked; null where there is nothing to ask. */
    readonly checkedAt: Date | null
  } | null
  readonly rulesOn: number
  readonly quietRules: readonly string[]
  readonly lastSentAt: Date | null
  readonly lastDeliveredAt: Date | null
  readonly oldestQueuedAt: Date | null
}

const LAST_EVENTS = 20
const KINDS_MS = 30 * 24 * 60 * 60 * 1000

/** Every query is an index, a limit and this store; they run side by side. */
export async function evidenceOf(
  ctx: Ctx,
  storeId: Id<'store'>,
  expected: Expected,
): Promise<Evidence> {
  const [inbox, kinds, buyers, instance, heard, sent] = await Promise.all([
    inboxOf(ctx, storeId),
    kindsOf(ctx, storeId, expected),
    buyersOf(ctx, storeId),
    instanceOf(ctx, storeId),
    rulesOf(ctx, storeId),
    sentOf(ctx, storeId),
  ])
  return { ...inbox, kinds, buyers, instance, ...heard, ...sent }
}

const ofStore = (ctx: Ctx, id: Id<'store'>) =>
  and(eq(postbacks.storeId, id), eq(postbacks.accountId, ctx.actor.accountId))

async function inboxOf(ctx: Ctx, storeId: Id<'store'>) {
  const newest = (states: readonly ('accepted' | 'test')[]) =>
    ctx.db
      .select({ at: postbacks.receivedAt, orderKey: postbacks.orderKey })
      .from(postbacks)
      .where(and(ofStore(ctx, storeId), inArray(postbacks.state, [...states])))
      .orderBy(desc(postbacks.id))
  const [[trusted], [real], tests] = await Promise.all([
    newest(['accepted', 'test']).limit(1),
    newest(['accepted']).limit(1),
    ctx.db
      .select({ at: postbacks.receivedAt, orderKey: postbacks.orderKey })
      .from(postbacks)
      .where(and(ofStore(ctx, storeId), eq(postbacks.test, true)))
      .orderBy(desc(postbacks.id))
      .limit(LAST_EVENTS),
  ])
  const wrong = await ctx.db
    .select({ id: refusedPostbacks.id })
    .from(refusedPostbacks)
    .where(
      and(
        eq(refusedPostbacks.storeId, storeId),
        trusted === undefined ? undefined : gt(refusedPostbacks.receivedAt, trusted.at),
      ),
    )
    .orderBy(desc(refusedPostbacks.id))
    .limit(LAST_EVENTS)
  return {
    lastTrustedAt: trusted?.at ?? null,
    lastRealAt: real?.at ?? null,
    lastTestAt: tests[0]?.at ?? null,
    testOrders: new Set(tests.map(({ orderKey }) => orderKey)).size,
    wrongKeys: wrong.length,
  }
}

async function kindsOf(ctx: Ctx, storeId: Id<'store'>, { events }: Expected) {
  const wanted = events.flatMap(({ kinds }) => kinds)
  if (wanted.length === 0) return new Set<PurchaseEvent>()
  const since = new Date(ctx.now().getTime() - KINDS_MS).toISOString()
  const list = sql.join(
    wanted.map((kind) => sql`${kind}`),
    sql`, `,
  )
  const rows = await ctx.db.execute<{ kind: PurchaseEvent }>(sql`
    select kind from unnest(array[${list}]::text[]) kind
    where exists (
      select from ${postbacks} where store_id = ${storeId} and event = kind
        and received_at > ${since}::timestamptz and not test)`)
  return new Set(rows.map(({ kind }) => kind))
}

/** A landline may have WhatsApp too; what is repaired, has. */
async function buyersOf(ctx: Ctx, storeId: Id<'store'>): Promise<SeenBuyer[]> {
  const rows = await ctx.db
    .select({
      at: purchaseEvents.receivedAt,
      postbackId: purchaseEvents.postbackId,
      phone: purchaseEvents.phone,
      name: purchaseEvents.customerName,
      email: purchaseEvents.email,
      tracking: purchaseEvents.tracking,
    })
    .from(purchaseEvents)
    .where(
      and(
        eq(purchaseEvents.storeId, storeId),
        eq(purchaseEvents.accountId, ctx.actor.accountId),
        eq(purchaseEvents.test, false),
      ),
    )
    .orderBy(desc(purchaseEvents.id))
    .limit(LAST_EVENTS)
  return rows.map(({ at, postbackId, phone, name, email, tracking }) => ({
    at,
    postbackId,
    reachable: phone !== null,
    named: name !== null,
    mailed: email !== null,
    tracked: Object.keys(tracking).some((name) => name === 'src' || name.startsWith('utm_')),
  }))
}

async function instanceOf(ctx: Ctx, storeId: Id<'store'>) {
  const [row] = await ctx.db
    .select({
      name: instances.name,
      state: instances.state,
      pausedAt: instances.pausedAt,
      changedAt: instances.changedAt,
      checkedAt: instances.checkedAt,
    })
    .from(stores)
    .innerJoin(instances, eq(instances.id, stores.instanceId))
    .where(and(eq(stores.id, storeId), eq(instances.accountId, ctx.actor.accountId)))
  if (row === undefined) return null
  const { state, ...instance } = row
  return { ...instance, connected: state === 'connected' }
}

/** The two whose silence is rarely meant. */
const EXPECTED_RULES = ['payment_approved', 'pix_generated']

async function rulesOf(ctx: Ctx, storeId: Id<'store'>) {
  const rows = await ctx.db
    .selectDistinct({ code: rules.code })
    .from(rules)
    .innerJoin(ruleSteps, eq(ruleSteps.ruleId, rules.id))
    .where(
      and(
        eq(rules.storeId, storeId),
        eq(rules.accountId, ctx.actor.accountId),
        eq(ruleSteps.enabled, true),
      ),
    )
  const on = new Set(rows.map(({ code }) => code as string))
  return { rulesOn: on.size, quietRules: EXPECTED_RULES.filter((code) => !on.has(code)) }
}

async function sentOf(ctx: Ctx, storeId: Id<'store'>) {
  const mine = and(eq(messages.storeId, storeId), eq(messages.accountId, ctx.actor.accountId))
  const newestFirst = desc(messages.id)
  const [[sent], [delivered], [queued]] = await Promise.all([
    ctx.db
      .select({ at: messages.sentAt })
      .from(messages)
      .where(and(mine, isNotNull(messages.sentAt)))
      .orderBy(newestFirst)
      .limit(1),
    ctx.db
      .select({ at: messages.deliveredAt })
      .from(messages)
      .where(and(mine, isNotNull(messages.deliveredAt)))
      .orderBy(newestFirst)
      .limit(1),
    ctx.db
      .select({ at: messages.sendAfter, heldUntil: messages.heldUntil })
      .from(messages)
      .where(
        and(
          mine,
          eq(messages.state, 'queued'),
          // Quiet hours and limits are no standstill.
          or(isNull(messages.heldUntil), lte(messages.heldUntil, ctx.now())),
        ),
      )
      .orderBy(asc(messages.id))
      .limit(1),
  ])
  return {
    lastSentAt: sent?.at ?? null,
    lastDeliveredAt: delivered?.at ?? null,
    oldestQueuedAt: queued === undefined ? null : (queued.heldUntil ?? queued.at),
  }
}
