// lib/reports/message-report.ts
import { and, between, eq, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { MessageState, ReasonCode } from '@/db/schema/notifications'
import { messageChanges, messageDays } from '@/db/schema/reports'
import type { LocalDate } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { daysOf } from '@/lib/kernel/period'
import type { Ctx } from '@/lib/platform/context'
import { addUp } from './add-up'
import type { MessageScope } from './message-scope'

/**
 * What became of the messages that were asked for. A message that was read was delivered and sent
 * as well; the others are in one place each: together they are all that were asked for.
 */
export type MessageCounts = {
  readonly asked: number
  /** Asked for and not held back at once: all but the suppressed. */
  readonly scheduled: number
  readonly waiting: number
  readonly sent: number
  readonly delivered: number
  readonly read: number
  readonly clicked: number
  readonly failed: number
  readonly unknown: number
  readonly superseded: number
  readonly canceled: number
  readonly suppressed: number
}

export type NotSent = {
  readonly stage: 'failed' | 'superseded' | 'canceled' | 'suppressed'
  readonly reason: ReasonCode
  readonly count: number
}

export type OfStep = {
  readonly rule: string
  readonly step: number
  /** Of a wording; empty where there is only one. */
  readonly variant: string
}

export type MessageReport = {
  readonly all: MessageCounts
  readonly byDay: readonly (MessageCounts & { readonly day: LocalDate })[]
  readonly byStore: readonly (MessageCounts & { readonly storeId: Id<'store'> })[]
  /** Null: the store had no sender. */
  readonly byInstance: readonly (MessageCounts & { readonly instanceId: Id<'instance'> | null })[]
  readonly byStep: readonly (MessageCounts & OfStep)[]
  /** Why the others did not go, the most frequent first. */
  readonly notSent: readonly NotSent[]
}

type Stage = Exclude<MessageState, 'scheduled' | 'queued' | 'sending'> | 'waiting'
type Row = { readonly stage: Stage; readonly clicked: boolean; readonly count: number }

export async function messageReport(
  ctx: Ctx<'member'>,
  scope: MessageScope,
): Promise<MessageReport> {
  const counted = await addUp(ctx, (tx) => countMessages(tx, ctx, scope))
  const of = (dimension: Dimension) => counted.rest.filter(({ by }) => by === dimension)
  const days = groupBy(counted.days, ({ day }) => day)
  return {
    all: sumOf(counted.days),
    byDay: daysOf(scope.period).map((day) => ({ day, ...sumOf(days.get(day) ?? []) })),
    byStore: [...groupBy(of('store'), ({ storeId }) => storeId ?? '')]
      .map(([storeId, found]) => ({ storeId: storeId as Id<'store'>, ...sumOf(found) }))
      .toSorted(byAsked),
    byInstance: [...groupBy(of('instance'), ({ instanceId }) => instanceId ?? '')]
      .map(([id, found]) => ({
        instanceId: id === '' ? null : (id as Id<'instance'>),
        ...sumOf(found),
      }))
      .toSorted(byAsked),
    byStep: stepsOf(of('step')),
    notSent: [...groupBy(of('reason'), ({ stage, reason }) => `${stage} ${reason}`).values()]
      .flatMap((found) => {
        const [{ stage, reason } = {}] = found
        const count = found.reduce((sum, row) => sum + row.count, 0)
        return reason ? [{ stage, reason, count } as NotSent] : []
      })
      .toSorted((a, b) => b.count - a.count || a.reason.localeCompare(b.reason)),
  }
}

/** Only the sums, for a comparison. */
export async function messageSums(ctx: Ctx<'member'>, scope: MessageScope): Promise<MessageCounts> {
  const rows = await addUp(ctx, (tx) =>
    tx
      .select({
        stage: sql<Stage>`stage`,
        clicked: sql<boolean>`clicked`,
        count: sql<number>`sum(n)::int`,
      })
      .from(allOf(ctx, scope))
      .groupBy(sql`stage`, sql`clicked`),
  )
  return sumOf(rows)
}

const byAsked = (a: MessageCounts, b: MessageCounts) => b.asked - a.asked

function stepsOf(rows: readonly (Row & Partial<Found>)[]) {
  const groups = groupBy(rows, ({ rule, step, variant }) => JSON.stringify([rule, step, variant]))
  return [...groups.values()]
    .map((found) => ({
      rule: found[0]?.rule ?? '',
      step: found[0]?.step ?? 0,
      variant: found[0]?.variant ?? '',
      ...sumOf(found),
    }))
    .toSorted(byAsked)
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}

/** From the counts of each stage to what they mean for people. */
function sumOf(rows: readonly Row[]): MessageCounts {
  const at = (...stages: readonly Stage[]) =>
    rows.reduce((sum, row) => (stages.includes(row.stage) ? sum + row.count : sum), 0)
  const asked = rows.reduce((sum, { count }) => sum + count, 0)
  const suppressed = at('suppressed')
  return {
    ...{ asked, suppressed, scheduled: asked - suppressed },
    waiting: at('waiting'),
    sent: at('sent', 'delivered', 'read'),
    delivered: at('delivered', 'read'),
    read: at('read'),
    clicked: rows.reduce((sum, row) => (row.clicked ? sum + row.count : sum), 0),
    failed: at('failed'),
    unknown: at('unknown'),
    superseded: at('superseded'),
    canceled: at('canceled'),
  }
}

type Dimension = 'store' | 'instance' | 'step' | 'reason'
type Found = Readonly<Record<'rule' | 'variant', string | null>> & { readonly step: number | null }

/** The days that are added up and what has changed since: one moment, so nothing counts twice. */
function allOf(ctx: Ctx<'member'>, { period, storeId, instanceId }: MessageScope) {
  const within = (table: typeof messageDays | typeof messageChanges): SQL | undefined =>
    and(
      eq(table.accountId, ctx.actor.accountId),
      between(table.day, period.from, period.to),
      storeId && eq(table.storeId, storeId),
      instanceId && eq(table.instanceId, instanceId),
    )
  const dimensions = sql`day, store_id, instance_id, rule, step, variant, stage, reason, clicked`
  return sql`(
    select ${dimensions}, count as n from ${messageDays} where ${within(messageDays)}
    union all
    select ${dimensions}, delta as n from ${messageChanges} where ${within(messageChanges)}
  ) as all_of`
}

/**
 * The days by themselves; the rest is first added up over the days, which leaves a few rows for each of
 * the other groupings.
 */
async function countMessages(tx: Tx, ctx: Ctx<'member'>, scope: MessageScope) {
  const days = await tx
    .select({
      day: sql<LocalDate>`day::text`,
      stage: sql<Stage>`stage`,
      clicked: sql<boolean>`clicked`,
      count: sql<number>`sum(n)::int`,
    })
    .from(allOf(ctx, scope))
    .groupBy(sql`day, stage, clicked`)
    .having(sql`sum(n) <> 0`)
  const rest = await tx
    .select({
      group: sql<number>`grouping(store_id, instance_id, rule, reason)::int`,
      storeId: sql<string | null>`store_id`,
      instanceId: sql<string | null>`instance_id`,
      rule: sql<string | null>`rule`,
      step: sql<number | null>`step`,
      variant: sql<string | null>`variant`,
      reason: sql<string | null>`reason`,
      stage: sql<Stage>`stage`,
      clicked: sql<boolean>`clicked`,
      count: sql<number>`sum(n)::int`,
    })
    .from(sql`(
      select ${OTHERS}, sum(n) as n from ${allOf(ctx, scope)} group by ${OTHERS}
    ) as over_days`)
    .groupBy(sql`grouping sets (
      (store_id, stage, clicked), (instance_id, stage, clicked),
      (rule, step, variant, stage, clicked), (reason, stage, clicked))`)
    .having(sql`sum(n) <> 0`)
  return { days, rest: rest.map(({ group, ...row }) => ({ ...row, by: DIMENSIONS.get(group) })) }
}

const OTHERS = sql.raw('store_id, instance_id, rule, step, variant, stage, reason, clicked')

/** Of `grouping`: the bit of what a row is grouped by is the one that is not set. */
const DIMENSIONS: ReadonlyMap<number, Dimension> = new Map([
  [0b0111, 'store'],
  [0b1011, 'instance'],
  [0b1101, 'step'],
  [0b1110, 'reason'],
])
