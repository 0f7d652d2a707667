// lib/recurrences/views.ts
import 'server-only'
import { and, asc, desc, eq, inArray, lt } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { auditLog } from '@/db/schema/audit'
import { keptCards } from '@/db/schema/kept-cards'
import {
  type ChargeStatus,
  type RecurrenceStatus,
  recurrenceCharges,
  recurrences,
} from '@/db/schema/recurrences'
import { type SaleStatus, sales } from '@/db/schema/sales'
import type { LocalDate } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import type { PlanTerms } from '@/lib/kernel/plan'
import type { Ctx } from '@/lib/platform/context'
import { amountOf, type Recurrence } from './next-charge'

/** Those that began; a card that was not taken is no recurrence. */
export const SHOWN_STATUSES = [
  'active',
  'past_due',
  'canceled',
  'ended',
] as const satisfies readonly RecurrenceStatus[]
export type ShownStatus = (typeof SHOWN_STATUSES)[number]

export type RecurrenceRow = {
  readonly id: Id<'recurrence'>
  readonly status: ShownStatus
  readonly buyer: string
  readonly product: string
  readonly every: PlanTerms['every']
  readonly amount: Centavos
  readonly cardHint: string
  readonly nextChargeOn: LocalDate | null
  readonly chargesPaid: number
  readonly charges: number | null
  /** Nothing was charged yet. */
  readonly inTrial: boolean
}

const PAGE = 50

type Query = {
  readonly status?: ShownStatus | undefined
  readonly before?: Id<'recurrence'> | undefined
}

/** Newest first, a page by key. */
export async function listRecurrences(ctx: Ctx<'member'>, { status, before }: Query) {
  const rows = await ctx.db
    .select()
    .from(recurrences)
    .where(
      and(
        eq(recurrences.accountId, ctx.actor.accountId),
        inArray(recurrences.status, status === undefined ? [...SHOWN_STATUSES] : [status]),
        before === undefined ? undefined : lt(recurrences.id, before),
      ),
    )
    .orderBy(desc(recurrences.id))
    .limit(PAGE + 1)
  const page = rows.slice(0, PAGE)
  return { rows: page.map(toRow), next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null }
}

const toRow = (found: Recurrence): RecurrenceRow => ({
  id: found.id,
  status: found.status as ShownStatus,
  buyer: found.buyer.name,
  product: found.product,
  every: found.plan.every,
  amount: found.amount,
  cardHint: found.cardHint,
  nextChargeOn: found.nextChargeOn,
  chargesPaid: found.chargesPaid,
  charges: found.plan.charges,
  inTrial: found.status === 'active' && found.chargesPaid === 0,
})

export type ChargeRow = {
  readonly id: Id<'charge'>
  readonly number: number
  readonly dueOn: LocalDate
  readonly status: ChargeStatus
  readonly tries: number
  readonly retryOn: LocalDate | null
  readonly reason: string | null
  readonly amount: Centavos
  readonly sale: { readonly id: Id<'sale'>; readonly status: SaleStatus } | null
}

export type RecurrenceDetail = RecurrenceRow & {
  readonly number: number
  readonly environment: Recurrence['environment']
  readonly offer: { readonly id: Id<'offer'>; readonly code: string }
  readonly buyerIs: Recurrence['buyer']
  readonly firstChargeOn: LocalDate
  readonly firstAmount: Centavos
  readonly baseDay: number
  readonly trialDays: number
  readonly couponCode: string | null
  readonly createdAt: string
  /** `forgotten` once nothing is charged any more; null when none was ever kept. */
  readonly card: 'kept' | 'keeping' | 'forgotten' | 'failed' | null
  readonly charges: number | null
  readonly history: readonly ChargeRow[]
  readonly deeds: readonly {
    readonly id: string
    readonly action: string
    readonly who: string | null
    readonly at: string
  }[]
}

const HISTORY_MAX = 120

export async function findRecurrence(
  ctx: Ctx<'member'>,
  id: Id<'recurrence'>,
): Promise<RecurrenceDetail | null> {
  const [found] = await ctx.db
    .select()
    .from(recurrences)
    .where(
      and(
        eq(recurrences.id, id),
        eq(recurrences.accountId, ctx.actor.accountId),
        inArray(recurrences.status, [...SHOWN_STATUSES]),
      ),
    )
  if (found === undefined) return null
  const [history, card, deeds] = await Promise.all([
    historyOf(ctx, found),
    cardOf(ctx, id),
    deedsOf(ctx, id),
  ])
  const { number, environment, buyer, firstChargeOn, firstAmount, baseDay, couponCode } = found
  return {
    ...toRow(found),
    ...{ number, environment, firstChargeOn, firstAmount, baseDay, couponCode },
    offer: { id: found.offerId, code: found.offerCode },
    buyerIs: buyer,
    trialDays: found.plan.trialDays,
    createdAt: found.createdAt.toISOString(),
    ...{ card, history, deeds },
  }
}

async function historyOf(ctx: Ctx, found: Recurrence): Promise<readonly ChargeRow[]> {
  const rows = await ctx.db
    .select({
      charge: recurrenceCharges,
      sale: { id: sales.id, status: sales.status, amount: sales.amount },
    })
    .from(recurrenceCharges)
    .leftJoin(sales, eq(sales.id, recurrenceCharges.saleId))
    .where(eq(recurrenceCharges.recurrenceId, found.id))
    .orderBy(desc(recurrenceCharges.number))
    .limit(HISTORY_MAX)
  return rows.map(({ charge, sale }) => ({
    id: charge.id,
    number: charge.number,
    dueOn: charge.dueOn,
    status: charge.status,
    tries: charge.tries,
    retryOn: charge.retryOn,
    reason: charge.reason,
    amount: sale?.amount ?? amountOf(found, charge.number),
    sale: sale === null ? null : { id: sale.id, status: sale.status },
  }))
}

async function cardOf(ctx: Ctx, id: Id<'recurrence'>): Promise<RecurrenceDetail['card']> {
  const [row] = await ctx.db
    .select({ status: keptCards.status })
    .from(keptCards)
    .where(and(eq(keptCards.recurrenceId, id), eq(keptCards.accountId, ctx.actor.accountId)))
    .orderBy(desc(keptCards.id))
    .limit(1)
  if (row === undefined) return null
  return row.status === 'used' ? 'forgotten' : row.status
}

async function deedsOf(ctx: Ctx, id: Id<'recurrence'>) {
  const rows = await ctx.db
    .select({ id: auditLog.id, action: auditLog.action, who: users.name, at: auditLog.createdAt })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId as never))
    .where(and(eq(auditLog.subject, id), eq(auditLog.accountId, ctx.actor.accountId)))
    .orderBy(asc(auditLog.id))
    .limit(HISTORY_MAX)
  return rows.map(({ at, ...deed }) => ({ ...deed, at: at.toISOString() }))
}
