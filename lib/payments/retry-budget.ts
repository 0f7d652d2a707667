// lib/payments/retry-budget.ts
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { cardTries } from '@/db/schema/acquirers'
import { attempts } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import type { Block } from './blocks'
import type { TriedCard } from './card-keys'
import { decide } from './decisions'
import type { Answer, Refusal } from './outcome'
import { type Limit, LONGEST_WINDOW_MS, lastsUntil, limitsOf } from './retry-limits'

/** What holds a card at every acquirer of the account is kept under this name. */
const EVERYWHERE = '*'

const instant = (at: Date) => sql`${at.toISOString()}::timestamptz`
const ago = (now: Date, ms: number) => instant(new Date(now.getTime() - ms))

/**
 * The parts `barred` and `tried` of the statement that opens an attempt: whether a rule forbids it,
 * and its place in the count if none does, in one step. The lock of the card's row is the queue, so
 * two requests with one card never both take the last place. `tried.avoided` is the rule or null.
 */
export function countedTry(
  ctx: Ctx,
  card: TriedCard,
  sale: { readonly id: Id<'sale'>; readonly position: number } | null,
): SQL {
  const { acquirer, environment, brand, keys, at } = card
  const { accountId } = ctx.actor
  const names = Object.values(keys).filter((key) => key !== null)
  const now = instant(at)
  const kept = sql`array(select t from unnest(c.tries) t where t > ${ago(at, LONGEST_WINDOW_MS)})`
  const over = sql`coalesce((select rule from barred), ${exceeded(limitsOf(brand, at))})`
  return sql`barred as (
    select block_rule as rule, acquirer = ${EVERYWHERE} as everywhere from ${cardTries}
    where account_id = ${accountId} and acquirer in (${acquirer}, ${EVERYWHERE})
      and environment = ${environment} and fingerprint in (${sql.join(names, sql`, `)})
      and block_rule is not null and (blocked_until is null or blocked_until > ${now})
    ${tooLate(card, sale)}
    order by everywhere desc limit 1
  ), tried as (
    insert into ${cardTries} as c
      (account_id, acquirer, environment, fingerprint, brand, tries, avoided, moved_at)
    select ${accountId}, ${acquirer}, ${environment}, ${keys.card}, ${brand}::text,
      case when rule is null then array[${now}] else '{}'::timestamptz[] end, rule, ${now}
    from (select (select rule from barred) as rule) first
    on conflict (account_id, acquirer, environment, fingerprint) do update set
      tries = case when ${over} is null then ${kept} || ${now} else ${kept} end,
      avoided = ${over}, brand = coalesce(excluded.brand, c.brand), moved_at = ${now}
    returning avoided
  )`
}

/** The n-th last try is still inside the window: one more would be the n + 1st. */
function exceeded(limits: readonly Limit[]): SQL {
  const cases = limits.map(
    ({ rule, max, since }) =>
      sql`case when c.tries[cardinality(c.tries) - ${max - 1}::int] 
        >= ${instant(since)} then ${rule}::text end`,
  )
  return cases.length === 0 ? sql`null::text` : sql`coalesce(${sql.join(cases, sql`, `)})`
}

/** The same sale, tried with the same card so long ago that its brand charges every repetition. */
function tooLate(
  { brand, keys, at }: TriedCard,
  sale: { id: Id<'sale'>; position: number } | null,
) {
  const limit = sale === null || sale.position === 0 ? null : lastsUntil(brand, at)
  if (sale === null || limit === null) return sql``
  return sql`union all (select ${limit.rule}::text, false from ${attempts}
    where sale_id = ${sale.id} and fingerprint = ${keys.card} and avoided is null
      and created_at <= ${instant(limit.since)} limit 1)`
}

/**
 * The part `counted` of the statement that settles a try, to stand behind `settled`. Only what was declined or
 * is not known counts: an approval gives its place back, and so does what never arrived. A refusal
 * leaves behind what it forbids. Null when there is nothing to write. Whoever changes the attempt in
 * the same statement waits for `afterCounting`: the card's row is locked before the attempt's, as it
 * is where an attempt is opened, or the two would wait for each other.
 */
export function settledTry(ctx: Ctx, card: TriedCard, answer: Answer<unknown>): SQL | null {
  switch (answer.kind) {
    case 'unknown':
      return null
    case 'done':
    case 'not_sent':
      return sql`counted as (${givenBack(ctx, card)} returning 1 as one)`
    case 'refused':
      return forbidden(ctx, card, answer.refusal)
  }
}

const given = sql`exists (select 1 from settled)`

export const afterCounting = sql`(select count(one) from counted) >= 0`

const ofCard = (ctx: Ctx, { acquirer, environment, keys }: TriedCard) =>
  and(
    eq(cardTries.accountId, ctx.actor.accountId),
    eq(cardTries.acquirer, acquirer),
    eq(cardTries.environment, environment),
    eq(cardTries.fingerprint, keys.card),
    given,
  )

function givenBack(ctx: Ctx, card: TriedCard): SQL {
  const place = sql`array_position(tries, ${instant(card.at)})`
  return sql`update ${cardTries} set tries = tries[:${place} - 1] || tries[${place} + 1:]
    where ${ofCard(ctx, card)} and ${place} is not null`
}

function forbidden(ctx: Ctx, card: TriedCard, refusal: Refusal): SQL | null {
  const { acquirer, brand } = card
  const { blocks, limit } = decide({ acquirer, brand, ...refusal, flow: 'authorize' })
  if (blocks.length > 0) return sql`counted as (${held(ctx, card, blocks)} returning 1 as one)`
  const limited = limit === null ? undefined : limitsOf(limit, ctx.now())[0]
  return limited === undefined
    ? null
    : sql`counted as (${restedBy(ctx, card, limited)} returning 1 as one)`
}

type Row = { readonly at: string; readonly key: string; readonly rule: string; until: Date | null }

function held(ctx: Ctx, card: TriedCard, blocks: readonly Block[]): SQL {
  const rows = new Map<string, Row>()
  for (const block of blocks) {
    const row = rowOf(ctx, card, block)
    const name = `${row.at} ${row.key}`
    const known = rows.get(name)
    if (known === undefined || isLonger(row.until, known.until)) rows.set(name, row)
  }
  const now = instant(ctx.now())
  // In one order for everybody, so that two refusals of one card never wait for each other.
  const ordered = [...rows].sort(([one], [other]) => (one < other ? -1 : 1))
  const values = ordered.map(
    ([
      ,
      { at, key, rule, until },
    ]) => sql`(${ctx.actor.accountId}, ${at}, ${card.environment}, ${key},
      ${card.brand}::text, '{}'::timestamptz[], ${rule},
      ${until?.toISOString() ?? null}::timestamptz, ${now})`,
  )
  const longer = sql`b.block_rule is not null and
    coalesce(b.blocked_until, 'infinity') > coalesce(excluded.blocked_until, 'infinity')`
  return sql`insert into ${cardTries} as b (account_id, acquirer, environment, fingerprint, brand,
      tries, block_rule, blocked_until, moved_at)
    select v.* from (values ${sql.join(values, sql`, `)}) v where ${given}
    on conflict (account_id, acquirer, environment, fingerprint) do update set
      block_rule = case when ${longer} then b.block_rule else excluded.block_rule end,
      blocked_until = case when ${longer} then b.blocked_until else excluded.blocked_until end,
      moved_at = excluded.moved_at`
}

const isLonger = (one: Date | null, other: Date | null) =>
  other !== null && (one === null || one > other)

/** Without the card at hand what it forbids is held against its number, and not for ever. */
function rowOf(ctx: Ctx, { acquirer, keys }: TriedCard, { subject, where, rule, lengthMs }: Block) {
  const key = keys[subject]
  const ms = key === null ? Math.min(lengthMs ?? LONGEST_WINDOW_MS, LONGEST_WINDOW_MS) : lengthMs
  const until = ms === null ? null : new Date(ctx.now().getTime() + ms)
  return { at: where === 'here' ? acquirer : EVERYWHERE, key: key ?? keys.card, rule, until }
}

/** An acquirer's own advice, kept only after a code it gives it for: so many tries, then a rest. */
function restedBy(ctx: Ctx, card: TriedCard, { rule, max, since, lengthMs }: Limit): SQL {
  const nth = sql`tries[cardinality(tries) - ${max - 1}::int]`
  return sql`update ${cardTries} set block_rule = ${rule},
      blocked_until = ${nth} + ${`${lengthMs} milliseconds`}::interval
    where ${ofCard(ctx, card)} and ${nth} > ${instant(since)}
      and (block_rule is null or blocked_until < ${nth} + ${`${lengthMs} milliseconds`}::interval)`
}
