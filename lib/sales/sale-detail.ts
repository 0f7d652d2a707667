// lib/sales/sale-detail.ts
import 'server-only'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { accounts, users } from '@/db/schema/accounts'
import { auditLog } from '@/db/schema/audit'
import { type OperationKind, type OperationStatus, operations } from '@/db/schema/payments'
import type { Buyer, SaleSource, SaleStatus } from '@/db/schema/sales'
import { connectorOf } from '@/lib/accounts/connectors'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos, splitEvenly } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import { type AttemptView, toAttemptView } from './attempt-view'
import { findSale } from './read-sale'
import type { Sale, SaleAttempt } from './sale'
import { tellingAttempt } from './sale-status'

/** A capture, a void or a refund, as it went. */
export type OperationView = {
  readonly id: Id<'operation'>
  readonly kind: Extract<OperationKind, 'capture' | 'void' | 'refund'>
  readonly status: OperationStatus
  readonly acquirer: string
  readonly amount: Centavos
  readonly startedAt: string
  readonly ms: number | null
  /** The acquirer's own words when it refused. */
  readonly said: string | null
}

export type SaleDeed = {
  readonly id: Id<'audit'>
  readonly action: string
  /** Null when a program did it. */
  readonly who: string | null
  readonly amount: Centavos | null
  readonly at: string
}

/** Everything the page of one sale shows. */
export type SaleDetail = {
  readonly id: Id<'sale'>
  readonly number: number
  readonly status: SaleStatus
  readonly source: SaleSource
  readonly environment: Sale['environment']
  readonly amount: Centavos
  readonly refundedAmount: Centavos
  readonly installments: number
  readonly firstInstallment: Centavos
  readonly product: string
  readonly offer: { readonly id: Id<'offer'>; readonly code: string } | null
  readonly buyer: Buyer
  readonly cardHint: string | null
  readonly captureMode: Sale['captureMode']
  readonly captureBy: string | null
  readonly reference: string | null
  readonly affiliateCode: string | null
  readonly bellUrl: string | null
  readonly tracking: Sale['tracking']
  readonly createdAt: string
  readonly paidAt: string | null
  readonly attempts: readonly AttemptView[]
  readonly operations: readonly OperationView[]
  readonly deeds: readonly SaleDeed[]
  /** What a person may do now; the amounts are what it would move. */
  readonly can: {
    readonly capture: Centavos | null
    readonly cancel: boolean
    readonly refund: Centavos | null
  }
}

export async function findSaleDetail(
  ctx: Ctx<'member'>,
  id: Id<'sale'>,
): Promise<SaleDetail | null> {
  const [found, calls, deeds, places] = await Promise.all([
    findSale(ctx, id),
    operationsOf(ctx, id),
    deedsOf(ctx, id),
    placesOf(ctx),
  ])
  if (found === null) return null
  const { sale, attempts } = found
  const telling = tellingAttempt(attempts)
  const [firstInstallment = sale.amount] = splitEvenly(sale.amount, sale.installments)
  return {
    ...pick(sale),
    offer:
      sale.offerId === null || sale.offerCode === null
        ? null
        : { id: sale.offerId, code: sale.offerCode },
    firstInstallment,
    captureBy: telling?.captureBy?.toISOString() ?? null,
    createdAt: sale.createdAt.toISOString(),
    paidAt: sale.paidAt?.toISOString() ?? null,
    attempts: attempts.map((attempt) => toAttemptView(attempt, places)),
    operations: calls.map((call) => toOperation(call, attempts)),
    deeds,
    can: canOf(telling),
  }
}

const pick = (sale: Sale) => ({
  id: sale.id,
  number: sale.number,
  status: sale.status,
  source: sale.source,
  environment: sale.environment,
  amount: sale.amount,
  refundedAmount: sale.refundedAmount,
  installments: sale.installments,
  product: sale.product,
  buyer: sale.buyer,
  cardHint: sale.cardHint,
  captureMode: sale.captureMode,
  reference: sale.reference,
  affiliateCode: sale.affiliateCode,
  bellUrl: sale.bellUrl,
  tracking: sale.tracking,
})

function canOf(telling: SaleAttempt | undefined): SaleDetail['can'] {
  const left = telling?.status === 'captured' ? telling.capturedAmount - telling.refundedAmount : 0
  const held = telling?.status === 'authorized'
  return {
    capture: held ? telling.amount : null,
    cancel: held,
    refund: left > 0 ? centavos(left) : null,
  }
}

const SHOWN: readonly OperationKind[] = ['capture', 'void', 'refund']
const SHOWN_MAX = 50

const operationsOf = (ctx: Ctx, saleId: Id<'sale'>) =>
  ctx.db
    .select()
    .from(operations)
    .where(
      and(
        eq(operations.saleId, saleId),
        eq(operations.accountId, ctx.actor.accountId),
        inArray(operations.kind, [...SHOWN]),
      ),
    )
    .orderBy(asc(operations.id))
    .limit(SHOWN_MAX)

type Call = Awaited<ReturnType<typeof operationsOf>>[number]

function toOperation(call: Call, attempts: readonly SaleAttempt[]): OperationView {
  const { startedAt, answeredAt } = call
  const code = attempts.find(({ id }) => id === call.attemptId)?.acquirer ?? ''
  return {
    id: call.id,
    kind: call.kind as OperationView['kind'],
    status: call.status,
    acquirer: connectorOf(code)?.label ?? code,
    amount: call.amount,
    startedAt: startedAt.toISOString(),
    ms: answeredAt === null ? null : answeredAt.getTime() - startedAt.getTime(),
    said: call.status === 'refused' ? wordsOf(call.said) : null,
  }
}

function wordsOf(said: unknown): string | null {
  const refusal = (said as { refusal?: { code?: string; message?: string } } | null)?.refusal
  return refusal === undefined ? null : `${refusal.code ?? ''} ${refusal.message ?? ''}`.trim()
}

async function deedsOf(ctx: Ctx, saleId: Id<'sale'>): Promise<readonly SaleDeed[]> {
  const rows = await ctx.db
    .select({
      id: auditLog.id,
      action: auditLog.action,
      who: users.name,
      details: auditLog.details,
      at: auditLog.createdAt,
    })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId as never))
    .where(and(eq(auditLog.subject, saleId), eq(auditLog.accountId, ctx.actor.accountId)))
    .orderBy(asc(auditLog.id))
    .limit(SHOWN_MAX)
  return rows.map(({ details, at, ...deed }) => ({
    ...deed,
    amount: details.amount === undefined ? null : centavos(Number(details.amount)),
    at: at.toISOString(),
  }))
}

async function placesOf({ db, actor }: Ctx) {
  const [places] = await db
    .select({ main: accounts.defaultAcquirer, backup: accounts.backupAcquirer })
    .from(accounts)
    .where(eq(accounts.id, actor.accountId))
  return places ?? { main: null, backup: null }
}
