// lib/reports/recovery-report.ts
import { and, eq, gte, lt, sql } from 'drizzle-orm'
import { recoveries } from '@/db/schema/conversations'
import { type LocalDate, localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import { daysOf, instantsOf } from '@/lib/kernel/period'
import type { Ctx } from '@/lib/platform/context'
import { addUp } from './add-up'
import type { OfStep } from './message-report'
import type { MessageScope } from './message-scope'

type Sum = { readonly count: number; readonly amount: Centavos }

/** Orders that were paid after a reminder. What was given back later counts no more, and is told. */
export type RecoveryReport = Sum & {
  readonly undone: Sum
  /** What the platforms themselves call recovered, whether somebody was written to or not. */
  readonly platform: Sum & { readonly alsoOurs: number }
  readonly clicked: number
  readonly byDay: readonly (Sum & { readonly day: LocalDate })[]
  readonly byStore: ReadonlyMap<string, Sum>
  readonly byInstance: ReadonlyMap<string, Sum>
  /** By `keyOfStep`. */
  readonly byStep: ReadonlyMap<string, Sum>
}

export const keyOfStep = ({ rule, step, variant }: OfStep) => JSON.stringify([rule, step, variant])

const NOTHING: Sum = { count: 0, amount: centavos(0) }

const plus = (a: Sum, b: Sum): Sum => ({
  count: a.count + b.count,
  amount: centavos(a.amount + b.amount),
})

export async function recoveryReport(
  ctx: Ctx<'member'>,
  scope: MessageScope,
): Promise<RecoveryReport> {
  const rows = await groupsOf(ctx, scope)
  const ours = rows.filter(({ written, undone }) => written && !undone)
  const by = (keyOf: (row: Group) => string) => {
    const sums = new Map<string, Sum>()
    for (const row of ours) sums.set(keyOf(row), plus(sums.get(keyOf(row)) ?? NOTHING, row))
    return sums
  }
  const sum = (found: readonly Group[]) => found.reduce(plus, NOTHING)
  const claimed = rows.filter(({ platformSays, undone }) => platformSays && !undone)
  const days = by(({ at }) => localDateOf(at))
  return {
    ...sum(ours),
    undone: sum(rows.filter(({ written, undone }) => written && undone)),
    platform: { ...sum(claimed), alsoOurs: sum(claimed.filter(({ written }) => written)).count },
    clicked: sum(ours.filter(({ clicked }) => clicked)).count,
    byDay: daysOf(scope.period).map((day) => ({ day, ...(days.get(day) ?? NOTHING) })),
    byStore: by(({ storeId }) => storeId),
    byInstance: by(({ instanceId }) => instanceId ?? ''),
    byStep: by(({ rule, step, variant }) =>
      keyOfStep({ rule: rule ?? '', step: step ?? 0, variant: variant ?? '' }),
    ),
  }
}

/** Only the count and the sum, for a comparison or a smaller card. */
export async function recoveredSum(ctx: Ctx<'member'>, scope: MessageScope): Promise<Sum> {
  const [row] = await ctx.db
    .select({
      count: sql<number>`count(${recoveries.orderKey})::int`,
      amount: sql<string>`coalesce(sum(${recoveries.amount}), 0)::text`,
    })
    .from(recoveries)
    .where(and(recoveredIn(ctx, scope), sql`message_id is not null and undone_at is null`))
  return { count: row?.count ?? 0, amount: centavos(Number(row?.amount ?? 0)) }
}

function recoveredIn(ctx: Ctx<'member'>, { period, storeId, instanceId }: MessageScope) {
  const [since, until] = instantsOf(period)
  return and(
    eq(recoveries.accountId, ctx.actor.accountId),
    gte(recoveries.recoveredAt, since),
    lt(recoveries.recoveredAt, until),
    storeId && eq(recoveries.storeId, storeId),
    instanceId && eq(recoveries.instanceId, instanceId),
  )
}

type Group = Sum & {
  readonly at: Date
  readonly storeId: Id<'store'>
  readonly instanceId: Id<'instance'> | null
  readonly rule: string | null
  readonly step: number | null
  readonly variant: string | null
  readonly clicked: boolean
  readonly written: boolean
  readonly platformSays: boolean
  readonly undone: boolean
}

async function groupsOf(ctx: Ctx<'member'>, scope: MessageScope): Promise<Group[]> {
  const { storeId, instanceId, rule, step, variant, clicked, platformSays } = recoveries
  const day = sql<string>`message_day(${recoveries.recoveredAt})`
  const written = sql<boolean>`${recoveries.messageId} is not null`
  const undone = sql<boolean>`${recoveries.undoneAt} is not null`
  const rows = await addUp(ctx, (tx) =>
    tx
      .select({
        ...{ storeId, instanceId, rule, step, variant, clicked, platformSays, written, undone },
        at: day.mapWith((text: string) => new Date(`${text}T12:00:00Z`)),
        count: sql<number>`count(${recoveries.orderKey})::int`,
        amount: sql<string>`sum(${recoveries.amount})::text`,
      })
      .from(recoveries)
      .where(recoveredIn(ctx, scope))
      .groupBy(
        day,
        ...[storeId, instanceId, rule, step, variant, clicked, platformSays, written, undone],
      ),
  )
  return rows.map((row) => ({ ...row, amount: centavos(Number(row.amount)) }))
}
