// lib/reports/lift-report.ts
import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import { ruleTrials } from '@/db/schema/conversations'
import type { Id } from '@/lib/kernel/ids'
import { instantsOf } from '@/lib/kernel/period'
import {
  differenceOf,
  ENOUGH,
  type Interval,
  meanDifferenceOf,
  meanOf,
  moreNeeded,
  rateOf,
  type Sample,
  type Share,
  wilson,
} from '@/lib/kernel/statistics'
import type { Ctx } from '@/lib/platform/context'
import { addUp } from './add-up'
import type { MessageScope } from './message-scope'

/** The arm that hears nothing; letters are wordings. */
const CONTROL = 'control'
/** As long as `note-recovery.ts` waits for a payment: before that an arm is not settled. */
const TRIAL_DAYS = 7

export type Arm = {
  readonly arm: string
  readonly drawn: number
  readonly paid: number
  readonly rate: number
  readonly interval: Interval
  /** Centavos a buyer, on average, those who did not pay included. */
  readonly perBuyer: number
}

export type Compared = Interval & { readonly value: number }

/** A difference, and what may be said of it. */
export type Comparison = {
  /** In shares: 0.042 are 4.2 points. */
  readonly rate: Compared
  /** In centavos a buyer. */
  readonly perBuyer: Compared
  readonly verdict: 'helps' | 'harms' | 'unclear' | 'too_few'
  /** Buyers still needed before this shows; null when such a difference would hardly ever show. */
  readonly more: number | null
}

export type RuleLift = {
  readonly storeId: Id<'store'>
  readonly rule: string
  readonly arms: readonly Arm[]
  /** Those who were written to against those who were not. Null without a hold-out. */
  readonly lift:
    | (Comparison & {
        readonly treated: Arm
        readonly control: Arm
        /** Centavos that came because of it, over all who were written to. */
        readonly revenue: Compared
      })
    | null
  /** Each other wording against the first of them. */
  readonly wordings: readonly (Comparison & { readonly arm: string; readonly against: string })[]
  /** Drawn, and still with time to pay: not counted yet. */
  readonly open: number
}

type Tally = Share & Sample & { readonly arm: string; readonly open: number }

/** Every rule that is being tested, by those who were drawn in these days. */
export async function liftReport(ctx: Ctx<'member'>, scope: MessageScope): Promise<RuleLift[]> {
  const rows = await addUp(ctx, (tx) =>
    tx
      .select({
        storeId: ruleTrials.storeId,
        rule: ruleTrials.rule,
        arm: ruleTrials.arm,
        ...tallies(settledBefore(ctx.now())),
      })
      .from(ruleTrials)
      .where(drawnIn(ctx, scope))
      .groupBy(ruleTrials.storeId, ruleTrials.rule, ruleTrials.arm)
      .orderBy(ruleTrials.storeId, ruleTrials.rule, ruleTrials.arm),
  )
  const rules = new Map<string, (typeof rows)[number][]>()
  for (const row of rows) {
    const key = `${row.storeId} ${row.rule}`
    rules.set(key, [...(rules.get(key) ?? []), row])
  }
  return [...rules.values()].flatMap((found) => {
    const [one] = found
    return one === undefined ? [] : [ruleOf(one, found.map(tallyOf))]
  })
}

const DAY_MS = 86_400_000
const settledBefore = (now: Date) => new Date(now.getTime() - TRIAL_DAYS * DAY_MS).toISOString()

function drawnIn(ctx: Ctx<'member'>, { period, storeId }: MessageScope): SQL | undefined {
  const [since, until] = instantsOf(period)
  return and(
    eq(ruleTrials.accountId, ctx.actor.accountId),
    gte(ruleTrials.drawnAt, since),
    lt(ruleTrials.drawnAt, until),
    storeId && eq(ruleTrials.storeId, storeId),
  )
}

function tallies(before: string) {
  const settled = sql`${ruleTrials.drawnAt} <= ${before}::timestamptz`
  const amount = sql`coalesce(${ruleTrials.paidAmount}, 0)`
  const paid = sql`${ruleTrials.paidAt} is not null`
  return {
    of: sql<number>`(count(${ruleTrials.arm}) filter (where ${settled}))::int`,
    hits: sql<number>`(count(${ruleTrials.arm}) filter (where ${settled} and ${paid}))::int`,
    open: sql<number>`(count(${ruleTrials.arm}) filter (where not ${settled}))::int`,
    sum: sql<string>`coalesce(sum(${amount}) filter (where ${settled}), 0)::text`,
    squares: sql<string>`coalesce(sum(${amount}::numeric ^ 2) filter (where ${settled}), 0)::text`,
  }
}

type Row = Readonly<Record<'of' | 'hits' | 'open', number>> &
  Readonly<Record<'sum' | 'squares' | 'arm', string>>

const tallyOf = ({ sum, squares, ...row }: Row): Tally => ({
  ...row,
  sum: Number(sum),
  squares: Number(squares),
})

type Rule = Pick<RuleLift, 'storeId' | 'rule'>

function ruleOf({ storeId, rule }: Rule, tallies: readonly Tally[]): RuleLift {
  const control = tallies.find(({ arm }) => arm === CONTROL)
  const written = tallies.filter(({ arm }) => arm !== CONTROL)
  const [first, ...others] = written
  return {
    ...{ storeId, rule, arms: tallies.map(armOf), lift: liftOf(written, control) },
    wordings:
      first === undefined
        ? []
        : others.map((other) => ({
            ...{ arm: other.arm, against: first.arm },
            ...compare(other, first),
          })),
    open: tallies.reduce((sum, { open }) => sum + open, 0),
  }
}

function liftOf(written: readonly Tally[], control: Tally | undefined): RuleLift['lift'] {
  if (control === undefined || written.length === 0) return null
  const treated = written.reduce((a, b) => ({
    ...{ arm: 'treated', of: a.of + b.of, hits: a.hits + b.hits, open: a.open + b.open },
    ...{ sum: a.sum + b.sum, squares: a.squares + b.squares },
  }))
  const comparison = compare(treated, control)
  const times = ({ value, low, high }: Compared): Compared => ({
    value: value * treated.of,
    low: low * treated.of,
    high: high * treated.of,
  })
  return {
    ...comparison,
    treated: armOf(treated),
    control: armOf(control),
    revenue: times(comparison.perBuyer),
  }
}

const armOf = (tally: Tally): Arm => ({
  arm: tally.arm,
  drawn: tally.of,
  paid: tally.hits,
  rate: rateOf(tally),
  interval: wilson(tally),
  perBuyer: meanOf(tally),
})

/** An interval without zero in it says something; one with it says that nobody knows yet. */
function compare(one: Tally, other: Tally): Comparison {
  const rate = differenceOf(one, other)
  const told = { rate, perBuyer: meanDifferenceOf(one, other) }
  const more = moreNeeded(one, other)
  if (Math.min(one.of, other.of) < ENOUGH) return { ...told, verdict: 'too_few', more }
  if (rate.low > 0) return { ...told, verdict: 'helps', more: 0 }
  if (rate.high < 0) return { ...told, verdict: 'harms', more: 0 }
  return { ...told, verdict: 'unclear', more }
}
