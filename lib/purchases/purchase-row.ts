// lib/purchases/purchase-row.ts
import type { purchaseEvents } from '@/db/schema/purchases'
import { centavos } from '@/lib/kernel/money'
import type { Coupon, Purchase } from './purchase'
import { RANKS } from './ranks'

type Row = typeof purchaseEvents.$inferSelect

const isoOf = (at: Date | null) => at?.toISOString() ?? null
const dateOf = (iso: string | null) => (iso === null ? null : new Date(iso))

export function toRow(purchase: Purchase) {
  const { customer, pix, boleto, coupons, ...rest } = purchase
  const { document, name, ...person } = customer
  return {
    ...rest,
    ...person,
    rank: RANKS[purchase.event],
    customerName: name,
    documentKind: document.kind,
    document: document.value,
    documentValid: document.valid,
    pix: pix && { ...pix, expiresAt: isoOf(pix.expiresAt) },
    boleto: boleto && { ...boleto, dueAt: isoOf(boleto.dueAt) },
    coupons: coupons.map((coupon) => ({ ...coupon, expiresAt: isoOf(coupon.expiresAt) })),
  }
}

/** A row as the canonical record it was, with what only the row knows. */
export type PurchaseView = Purchase &
  Pick<
    Row,
    'id' | 'storeId' | 'platform' | 'postbackId' | 'saleId' | 'rank' | 'receivedAt' | 'createdAt'
  >

export const toPurchase = (row: Row): PurchaseView => ({
  id: row.id,
  storeId: row.storeId,
  platform: row.platform,
  postbackId: row.postbackId,
  saleId: row.saleId,
  rank: row.rank,
  receivedAt: row.receivedAt,
  createdAt: row.createdAt,
  event: row.event,
  rawEvent: row.rawEvent,
  detail: row.detail,
  test: row.test,
  warnings: row.warnings,
  occurredAt: row.occurredAt,
  orderKey: row.orderKey,
  orderKind: row.orderKind,
  threadKey: row.threadKey,
  threadKind: row.threadKind,
  parentOrderKey: row.parentOrderKey,
  cartRecovered: row.cartRecovered,
  customer: {
    name: row.customerName,
    firstName: row.firstName,
    email: row.email,
    phone: row.phone,
    phoneIssue: row.phoneIssue,
    document: { kind: row.documentKind, value: row.document, valid: row.documentValid },
    ip: row.ip,
  },
  product: row.product,
  products: row.products,
  paymentMethod: row.paymentMethod,
  amount: row.amount,
  currency: row.currency,
  installments: row.installments,
  refusalReason: row.refusalReason,
  pix: row.pix && { ...row.pix, expiresAt: dateOf(row.pix.expiresAt) },
  boleto: row.boleto && { ...row.boleto, dueAt: dateOf(row.boleto.dueAt) },
  checkoutUrl: row.checkoutUrl,
  coupons: row.coupons.map(couponOf),
  delivery: row.delivery,
  subscription: row.subscription,
  tracking: row.tracking,
  campaign: row.campaign,
})

const couponOf = (kept: Row['coupons'][number]): Coupon => ({
  code: kept.code,
  kind: kept.kind,
  ...(kept.value !== undefined && { value: kept.value }),
  ...(kept.valueCents !== undefined && { valueCents: centavos(kept.valueCents) }),
  minPriceCents: centavos(kept.minPriceCents),
  expiresAt: dateOf(kept.expiresAt),
})
