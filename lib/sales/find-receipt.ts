// lib/sales/find-receipt.ts
import { and, asc, eq } from 'drizzle-orm'
import { offers } from '@/db/schema/offers'
import { attempts } from '@/db/schema/payments'
import { type SaleStatus, sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, splitEvenly } from '@/lib/kernel/money'
import { OFFER_CODE } from '@/lib/offers/offer-code'
import type { Tools } from '@/lib/platform/context'
import { tellingAttempt } from './sale-status'
import { Unguessable } from './submit-payment.schema'

export type ReceiptOutcome = 'paid' | 'authorized' | 'pending' | 'refused' | 'returned'

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
  readonly total: Centavos
  readonly installments: number
  readonly firstInstallment: Centavos
  readonly cardHint: string | null
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
  { db }: Pick<Tools, 'db'>,
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
        eq(sales.source, 'checkout'),
        eq(sales.offerId, offers.id),
      ),
    )
    .where(eq(offers.code, offerCode))
  if (found === undefined) return null
  const made = await db
    .select({ status: attempts.status, nsu: attempts.nsu, arp: attempts.arp })
    .from(attempts)
    .where(eq(attempts.saleId, found.sale.id))
    .orderBy(asc(attempts.position))
  return toReceipt(checkoutId, found.sale, found.offer, tellingAttempt(made))
}

type Offer = { readonly accessUrl: string | null; readonly guaranteeDays: number }
type Names = { readonly nsu: string | null; readonly arp: string | null }

function toReceipt(
  checkoutId: string,
  sale: typeof sales.$inferSelect,
  offer: Offer,
  names: Names | undefined,
): ReceiptView {
  const bought = sale.paidAt ?? sale.createdAt
  const outcome = OUTCOMES[sale.status]
  const good = outcome === 'paid' || outcome === 'authorized'
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
    total: sale.amount,
    installments: sale.installments,
    firstInstallment: first,
    cardHint: sale.cardHint,
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

const hintOf = (document: string) =>
  document.length === 11
    ? `CPF ***.${document.slice(3, 6)}.${document.slice(6, 9)}-**`
    : `CNPJ ${document.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, '$1.$2.$3/$4-$5')}`
