// lib/sales/sale-detail.ts
import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import { accounts, users } from '@/db/schema/accounts'
import { auditLog } from '@/db/schema/audit'
import type { PaymentMethod } from '@/db/schema/payments'
import type { Buyer, SaleSource, SaleStatus } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos, splitEvenly } from '@/lib/kernel/money'
import { type MayBeDone, whatMayBeDone } from '@/lib/payments/what-may-be-done'
import type { Ctx } from '@/lib/platform/context'
import { type AttemptView, type Locale, toAttemptView } from './attempt-view'
import { type OperationView, operationsOf, toOperationViews } from './operation-view'
import { findSale } from './read-sale'
import type { Sale } from './sale'
import { findingsOfSale, type SaleFinding } from './sale-findings'
import { interestIn, listItems, type SaleItem } from './sale-items'
import { kinOf, type SaleKin } from './sale-kin'
import { tellingAttempt } from './sale-status'

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
  readonly test: boolean
  readonly method: PaymentMethod
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
  readonly linkCode: string | null
  readonly bellUrl: string | null
  readonly tracking: Sale['tracking']
  /** What it is made of; null for one thing at its price. */
  readonly made: {
    readonly items: readonly SaleItem[]
    readonly coupon: string | null
    readonly discount: Centavos
    readonly interest: Centavos
    readonly amount: Centavos
  } | null
  readonly createdAt: string
  readonly paidAt: string | null
  readonly attempts: readonly AttemptView[]
  readonly operations: readonly OperationView[]
  readonly kin: SaleKin
  readonly deeds: readonly SaleDeed[]
  readonly findings: readonly SaleFinding[]
  /** What its acquirer would let a person do now, and why not the rest; null when nothing was sent. */
  readonly may: MayBeDone | null
  /** The same in short; the amounts are what it would move. */
  readonly can: {
    readonly capture: Centavos | null
    readonly cancel: boolean
    readonly refund: Centavos | null
  }
}

export async function findSaleDetail(
  ctx: Ctx<'member'>,
  id: Id<'sale'>,
  locale: Locale = 'pt-BR',
): Promise<SaleDetail | null> {
  const [found, kin, items, calls, deeds, findings, places] = await Promise.all([
    findSale(ctx, id),
    kinOf(ctx, id),
    listItems(ctx, [id]),
    operationsOf(ctx, id),
    deedsOf(ctx, id),
    findingsOfSale(ctx, id),
    placesOf(ctx),
  ])
  if (found === null) return null
  const { sale, attempts } = found
  const telling = tellingAttempt(attempts)
  const may = telling === undefined ? null : whatMayBeDone(telling, ctx.now())
  const [firstInstallment = sale.amount] = splitEvenly(sale.amount, sale.installments)
  return {
    ...pick(sale),
    offer:
      sale.offerId === null || sale.offerCode === null
        ? null
        : { id: sale.offerId, code: sale.offerCode },
    firstInstallment,
    made: madeOf(sale, items),
    captureBy: telling?.captureBy?.toISOString() ?? null,
    createdAt: sale.createdAt.toISOString(),
    paidAt: sale.paidAt?.toISOString() ?? null,
    attempts: attempts.map((attempt) => toAttemptView(attempt, places, locale)),
    operations: toOperationViews(calls, attempts, locale),
    kin,
    deeds,
    findings,
    may,
    can: canOf(may),
  }
}

function madeOf(sale: Sale, items: readonly SaleItem[]): SaleDetail['made'] {
  if (items.length === 0) return null
  // A part of it was captured, or its instalments: the lines say what was ordered.
  const { couponCode: coupon, discount, amount } = sale
  return { items, coupon, discount, interest: interestIn(sale, items), amount }
}

const pick = (sale: Sale) => ({
  id: sale.id,
  number: sale.number,
  status: sale.status,
  source: sale.source,
  environment: sale.environment,
  test: sale.test,
  method: sale.method,
  amount: sale.amount,
  refundedAmount: sale.refundedAmount,
  installments: sale.installments,
  product: sale.product,
  buyer: sale.buyer,
  cardHint: sale.cardHint,
  captureMode: sale.captureMode,
  reference: sale.reference,
  affiliateCode: sale.affiliateCode,
  linkCode: sale.linkCode,
  bellUrl: sale.bellUrl,
  tracking: sale.tracking,
})

const canOf = (may: MayBeDone | null): SaleDetail['can'] => ({
  capture: may?.capture.ok === true ? may.capture.amount : null,
  cancel: may?.cancel.ok === true,
  refund: may?.refund.ok === true ? may.refund.upTo : null,
})

const SHOWN_MAX = 50

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
