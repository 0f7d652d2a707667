// lib/sales/checkout-answer.ts
import type { CaptureMode, PaymentMethod } from '@/db/schema/payments'
import type { SaleStatus } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import { describeDecline, type RefusalClass } from '@/lib/payments/decline'
import { describeAvoided } from '@/lib/payments/describe-avoided'
import type { SaleAttempt, SaleWithAttempts } from './sale'
import { tellingAttempt } from './sale-status'
import { type VoucherView, voucherOf } from './voucher-view'

export type { VoucherView } from './voucher-view'

export type CheckoutRefusal = {
  /** One sentence each: `checkout.refusal.<class>`. */
  readonly class: PageClass
  /** For whoever answers the buyer: small, and last. */
  readonly code: string | null
  /** `Mastercard 4444`. */
  readonly card: string | null
}

/** The offer page's words for what a buyer can do about a refusal. */
const PAGE_CLASS = {
  insufficient_funds: 'limit',
  card_data: 'card_data',
  security_code: 'security_code',
  expired: 'expired',
  locked: 'locked',
  issuer_declined: 'suspected',
  not_permitted: 'not_permitted',
  card_unusable: 'blocked',
  installments: 'installments',
  unavailable: 'unavailable',
  shop_setup: 'shop',
  retry_limit: 'retry_limit',
} as const satisfies Readonly<Record<RefusalClass, string>>
export type PageClass = (typeof PAGE_CLASS)[RefusalClass]

/**
 * What the offer page is told of a payment. It never names an acquirer, and its sentences are the
 * interface's: `refusal.class` chooses them.
 */
export type CheckoutAnswer = {
  readonly saleId: Id<'sale'>
  readonly status: SaleStatus
  /** Of its last attempt. */
  readonly method: PaymentMethod
  readonly amount: Centavos
  readonly installments: number
  readonly captureMode: CaptureMode
  /** Until when the shop may take what it holds; null unless it captures by hand. */
  readonly captureBy: string | null
  /** Null unless the status is `refused` or `failed`. */
  readonly refusal: CheckoutRefusal | null
  /** The Pix or the boleto that can be paid, or that ran out; null once it or anything else paid. */
  readonly voucher: VoucherView | null
  /** What came too late, and goes back by itself; null when nothing did. */
  readonly givenBack: { readonly amount: Centavos; readonly isBack: boolean } | null
  /** Where what was bought is; null until it is paid, or when the offer has none. */
  readonly accessUrl: string | null
}

export const pageClassOf = (said: RefusalClass | null): PageClass =>
  PAGE_CLASS[said ?? 'unavailable']

const REFUSED: readonly SaleStatus[] = ['refused', 'failed']

export function toCheckoutAnswer(
  { sale, attempts }: SaleWithAttempts,
  { accessUrl, now }: { readonly accessUrl: string | null; readonly now: Date },
): CheckoutAnswer {
  const busy = sale.busyUntil !== null && sale.busyUntil > now
  const status = busy ? 'pending' : sale.status
  return {
    saleId: sale.id,
    status,
    method: sale.method,
    amount: sale.amount,
    installments: sale.installments,
    captureMode: sale.captureMode,
    captureBy: tellingAttempt(attempts)?.captureBy?.toISOString() ?? null,
    refusal: REFUSED.includes(status) ? refusalOf(sale.cardHint, attempts) : null,
    voucher: voucherOf(status, attempts, now),
    givenBack: givenBackOf(attempts),
    accessUrl: status === 'paid' ? accessUrl : null,
  }
}

/** Paid when the last place was gone, or beside another payment of the same sale. */
function givenBackOf(attempts: readonly SaleAttempt[]): CheckoutAnswer['givenBack'] {
  const late = attempts.filter((attempt) => attempt.late)
  if (late.length === 0) return null
  const amount = centavos(late.reduce((sum, { capturedAmount }) => sum + capturedAmount, 0))
  return { amount, isBack: late.every(({ status }) => status === 'refunded') }
}

/**
 * The last refusal that says something; a backup out of reach says less than a bank's no, and so
 * does a card that a brand's rule kept from being sent.
 */
function refusalOf(card: string | null, attempts: readonly SaleAttempt[]): CheckoutRefusal {
  const refused = attempts.findLast(({ status }) => status === 'refused')
  const code = refused?.lr ?? null
  const said =
    refused === undefined || code === null
      ? classOfAvoided(attempts)
      : describeDecline({ ...refused, code }).class
  return { class: pageClassOf(said), code, card }
}

function classOfAvoided(attempts: readonly SaleAttempt[]): RefusalClass | null {
  const held = attempts.findLast(({ avoided }) => avoided !== null)
  if (held === undefined || held.avoided === null) return null
  return describeAvoided({ ...held, rule: held.avoided }).class
}
