// lib/accounts/swap-acquirers.ts
import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { accounts, acquirerCredentials } from '@/db/schema/accounts'
import { breakers } from '@/db/schema/acquirers'
import { attempts, type Environment } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import { firstIdAt, type Id } from '@/lib/kernel/ids'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx, Tools } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { recordFact } from '@/lib/platform/outbox'
import { connectorOf } from './connectors'
import { rateOf, type Side, SWAP, type SwapReason, swapReason } from './swap-decision'

const PAGE = 100

/** Those who let their acquirers change places by themselves. */
export const listAutoSwapping = ({ db }: Pick<Tools, 'db'>, after: Id<'account'> | undefined) =>
  db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        eq(accounts.autoSwap, true),
        isNotNull(accounts.defaultAcquirer),
        isNotNull(accounts.backupAcquirer),
        after === undefined ? undefined : gt(accounts.id, after),
      ),
    )
    .orderBy(asc(accounts.id))
    .limit(PAGE)

/** Looks at both acquirers and swaps them where the rule says so. What it did; null for nothing. */
export async function swapAcquirers(ctx: Ctx<'job'>): Promise<SwapReason | null> {
  const pair = await pairOf(ctx)
  if (pair === null) return null
  const { main, backup, swappedAt } = pair
  const [mainSide, backupSide] = await Promise.all([sideOf(ctx, main), sideOf(ctx, backup)])
  const at = ctx.now()
  const reason = swapReason({ main: mainSide, backup: backupSide, swappedAt, at })
  if (reason === null) return null
  const rates = { fromRate: percent(mainSide), toRate: percent(backupSide) }
  const swapped = await swap(ctx, pair, reason, rates)
  return swapped ? reason : null
}

type Place = {
  readonly code: string
  readonly environment: Environment
  readonly openSince: Date | null
}
type Pair = { readonly main: Place; readonly backup: Place; readonly swappedAt: Date | null }

/** Null unless both sell in one environment: a swap never moves an account out of its own. */
async function pairOf(ctx: Ctx): Promise<Pair | null> {
  const { acquirer, environment } = acquirerCredentials
  const rows = await ctx.db
    .select({
      main: accounts.defaultAcquirer,
      backup: accounts.backupAcquirer,
      swappedAt: accounts.swappedAt,
      code: acquirer,
      environment,
      openSince:
        sql<Date | null>`case when ${breakers.state} <> 'closed' then ${breakers.openedAt} end`.mapWith(
          breakers.openedAt,
        ),
    })
    .from(accounts)
    .innerJoin(
      acquirerCredentials,
      and(
        eq(acquirerCredentials.accountId, accounts.id),
        eq(acquirerCredentials.purpose, 'sales'),
        isNull(acquirerCredentials.replacedAt),
      ),
    )
    .leftJoin(
      breakers,
      and(
        eq(breakers.accountId, accounts.id),
        eq(breakers.acquirer, acquirer),
        eq(breakers.environment, environment),
      ),
    )
    .where(and(eq(accounts.id, ctx.actor.accountId), eq(accounts.autoSwap, true)))
  const main = rows.find((row) => row.code === row.main)
  const backup = rows.find((row) => row.code === row.backup)
  if (main === undefined || backup?.environment !== main.environment) return null
  return { main, backup, swappedAt: main.swappedAt }
}

const APPROVED = ['authorized', 'captured', 'voided', 'refunded'] as const

/** How its cards of the last hour fared. */
async function sideOf(ctx: Ctx, { code, environment, openSince }: Place): Promise<Side> {
  const since = firstIdAt('attempt', new Date(ctx.now().getTime() - SWAP.windowMs))
  const [row] = await ctx.db
    .select({
      tried: sql<number>`count(${attempts.id})::int`,
      approved: sql<number>`(count(${attempts.id}) filter (where ${inArray(attempts.status, [...APPROVED])}))::int`,
    })
    .from(attempts)
    .leftJoin(sales, eq(sales.id, attempts.saleId))
    .where(
      and(
        eq(attempts.accountId, ctx.actor.accountId),
        eq(attempts.acquirer, code),
        eq(attempts.environment, environment),
        gte(attempts.id, since),
        eq(attempts.method, 'card'),
        ne(attempts.status, 'sending'),
        isNull(attempts.avoided),
        sql`${sales.test} is not true`,
      ),
    )
  return { tried: row?.tried ?? 0, approved: row?.approved ?? 0, openSince }
}

const percent = (side: Side) => `${Math.round(rateOf(side) * 100)}%`

/** Only while they stand as they were judged: a person who chose meanwhile is right. */
async function swap(
  ctx: Ctx<'job'>,
  { main, backup }: Pair,
  reason: SwapReason,
  rates: { readonly fromRate: string; readonly toRate: string },
): Promise<boolean> {
  const { accountId } = ctx.actor
  const labelOf = (code: string) => connectorOf(code)?.label ?? code
  return ctx.db.transaction(async (tx) => {
    const moved = await tx
      .update(accounts)
      .set({ defaultAcquirer: backup.code, backupAcquirer: main.code, swappedAt: ctx.now() })
      .where(
        and(
          eq(accounts.id, accountId),
          eq(accounts.autoSwap, true),
          eq(accounts.defaultAcquirer, main.code),
          eq(accounts.backupAcquirer, backup.code),
        ),
      )
      .returning({ id: accounts.id })
    if (moved.length === 0) return false
    const told = { reason, ...rates }
    const details = { from: labelOf(main.code), to: labelOf(backup.code), ...told }
    await recordAudit(ctx, tx, { action: 'acquirers.swapped', subject: accountId, details })
    const payload = { from: main.code, to: backup.code, ...told }
    await recordFact(ctx, tx, { name: 'acquirers.swapped', payload })
    log.warn('default and backup acquirer changed places', { accountId, ...payload })
    return true
  })
}
