// lib/sales/find-receipt.ts
import { and, asc, eq, inArray } from 'drizzle-orm'
import { offers } from '@/db/schema/offers'
import { attempts, type PaymentMethod } from '@/db/schema/payments'
import { type SaleStatus, saleItems, sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, splitEvenly } from '@/lib/kernel/money'
import { OFFER_CODE } from '@/lib/offers/offer-code'
import type { Tools } from '@/lib/platform/context'
import { ON_A_PAGE } from './find-checkout'
import type { SaleAttempt } from './sale'
import { interestIn, type SaleItem } from './sale-items'
import { tellingAttempt } from './sale-status'
import { Unguessable } from './submit-payment.schema'
import { type VoucherView, voucherOf } from './voucher-view'

export type ReceiptOutcome =
  | 'paid'
  | 'authorized'
  | 'pending'
  | 'waiting_pix'
  | 'waiting_boleto'
  /** The time of its Pix or boleto is over. */
  | 'expired'
  | 'refused'
  | 'returned'

type ReceiptLine = SaleItem & { readonly position: number }

/** The result of one purchase, for whoever holds its unguessable name. Card and CPF only as hints. */
export type ReceiptView = {
  readonly saleId: Id<'sale'>
  readonly checkoutId: string
  readonly outcome: ReceiptOutcome
  readonly number: number
  readonly buyerName: string
  readonly buyerEmail: string
  /** `***.982.247-**`; a CNPJ is public and stands whole. */
  readonly documentHint: string
  readonly product: string
  /**
   * Its lines, at their prices before the discount. None, and neither coupon nor interest, where it is
   * one thing at its price, or where a part alone was captured.
   */
  readonly items: readonly ReceiptLine[]
  readonly coupon: { readonly code: string; readonly discount: Centavos } | null
  readonly interest: Centavos
  readonly total: Centavos
  readonly installments: number
  readonly firstInstallment: Centavos
  readonly method: PaymentMethod
  readonly cardHint: string | null
  /** What there is to pay, or was until its time was over; null once it was paid. */
  readonly voucher: VoucherView | null
  /** Names the payment at both banks; null unless a Pix was paid. */
  readonly endToEndId: string | null
  /** Until when the shop may take what it holds; null unless it holds something. */
  readonly captureBy: string | null
  /** Once, on the day of buying. */
  readonly mayFixEmail: boolean
  readonly nsu: string | null
  readonly arp: string | null
  readonly at: string
  /** Null while nothing was bought. */
  readonly guaranteeUntil: string | null
  readonly accessUrl: string | null
}

const OUTCOMES: Readonly<Record<SaleStatus, ReceiptOutcome>> = {
  pending: 'pending',
  authorized: 'authorized',
  paid: 'paid',
  partially_refunded: 'paid',
  refused: 'refused',
  failed: 'refused',
  canceled: 'returned',
  refunded: 'returned',
  charged_back: 'returned',
  expired: 'returned',
}

const DAY_MS = 86_400_000

/** Null for a name nobody was given, or of another offer. */
export async function findReceipt(
  { db, now }: Pick<Tools, 'db' | 'now'>,
  { offerCode, checkoutId }: { readonly offerCode: string; readonly checkoutId: string },
): Promise<ReceiptView | null> {
  if (!OFFER_CODE.test(offerCode) || !Unguessable.safeParse(checkoutId).success) return null
  const [found] = await db
    .select({
      sale: sales,
      offer: { accessUrl: offers.accessUrl, guaranteeDays: offers.guaranteeDays },
    })
    .from(offers)
    .innerJoin(
      sales,
      and(
        eq(sales.accountId, offers.accountId),
        eq(sales.idempotencyKey, checkoutId),
        inArray(sales.source, ON_A_PAGE),
        eq(sales.offerId, offers.id),
      ),
    )
    .where(eq(offers.code, offerCode))
  if (found === undefined) return null
  const made = await db
    .select()
    .from(attempts)
    .where(eq(attempts.saleId, found.sale.id))
    .orderBy(asc(attempts.position))
  const items = await db
    .select({
      position: saleItems.position,
      kind: saleItems.kind,
      bumpId: saleItems.bumpId,
      name: saleItems.name,
      price: saleItems.price,
    })
    .from(saleItems)
    .where(eq(saleItems.saleId, found.sale.id))
    .orderBy(asc(saleItems.position))
  return toReceipt({ checkoutId, ...found, made, items, now: now() })
}

type Found = {
  readonly checkoutId: string
  readonly sale: typeof sales.$inferSelect
  readonly offer: { readonly accessUrl: string | null; readonly guaranteeDays: number }
  readonly made: readonly SaleAttempt[]
  readonly items: ReceiptView['items']
  readonly now: Date
}

function toReceipt({ checkoutId, sale, offer, made, items, now }: Found): ReceiptView {
  const names = tellingAttempt(made)
  const bought = sale.paidAt ?? sale.createdAt
  const voucher = voucherOf(sale.status, made, now)
  const outcome = outcomeOf(sale, voucher)
  const good = outcome === 'paid' || outcome === 'authorized'
  const paidWith = good ? names?.voucher : null
  const isPart =
    names !== undefined && names.capturedAmount > 0 && names.capturedAmount < names.amount
  const [first = sale.amount] = splitEvenly(sale.amount, sale.installments)
  return {
    saleId: sale.id,
    checkoutId,
    outcome,
    number: sale.number,
    buyerName: sale.buyer.name,
    buyerEmail: sale.buyer.email,
    documentHint: hintOf(sale.buyer.document),
    product: sale.product,
    ...linesOf(sale, isPart ? [] : items),
    total: sale.amount,
    installments: sale.installments,
    firstInstallment: first,
    method: sale.method,
    cardHint: sale.cardHint,
    voucher,
    endToEndId: paidWith?.kind === 'pix' ? (paidWith.endToEndId ?? null) : null,
    captureBy: outcome === 'authorized' ? (names?.captureBy?.toISOString() ?? null) : null,
    mayFixEmail:
      sale.emailFixedAt === null &&
      !['refused', 'returned', 'expired'].includes(outcome) &&
      now.getTime() - bought.getTime() < DAY_MS,
    nsu: good ? (names?.nsu ?? null) : null,
    arp: good ? (names?.arp ?? null) : null,
    at: bought.toISOString(),
    guaranteeUntil:
      good && offer.guaranteeDays > 0
        ? new Date(bought.getTime() + offer.guaranteeDays * DAY_MS).toISOString()
        : null,
    accessUrl: outcome === 'paid' ? offer.accessUrl : null,
  }
}

function linesOf(sale: Found['sale'], items: readonly ReceiptLine[]) {
  const { couponCode: code, discount } = sale
  const hasCoupon = items.length > 0 && code !== null && discount > 0
  return {
    items,
    coupon: hasCoupon ? { code, discount } : null,
    interest: interestIn(sale, items),
  }
}

/** A Pix that can still be paid says more than a card that was refused after it. */
function outcomeOf({ status, method }: Found['sale'], voucher: VoucherView | null): ReceiptOutcome {
  if (voucher?.state === 'waiting') return `waiting_${voucher.kind}`
  if (voucher !== null && status === 'pending') return 'expired'
  return status === 'expired' && method !== 'card' ? 'expired' : OUTCOMES[status]
}

const hintOf = (document: string) =>
  document.length === 11
    ? `CPF ***.${document.slice(3, 6)}.${document.slice(6, 9)}-**`
    : `CNPJ ${document.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, '$1.$2.$3/$4-$5')}`
