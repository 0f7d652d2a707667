// lib/sales/export-row.ts
import { connectorOf } from '@/lib/accounts/connectors'
import { ZONE } from '@/lib/kernel/calendar'
import { centavos, formatDecimal } from '@/lib/kernel/money'
import { eciOf } from './eci'
import type { ExportedSale } from './export-sales'
import { tellingAttempt } from './sale-status'

/** The columns of the file, in their order. A new one goes last: somebody reads them by position. */
export const EXPORT_COLUMNS = [
  'number',
  'id',
  'reference',
  'createdAt',
  'createdIso',
  'paidAt',
  'paidIso',
  'status',
  'method',
  'product',
  'offer',
  'buyer',
  'document',
  'email',
  'phone',
  'amount',
  'refunded',
  'net',
  'amountCents',
  'refundedCents',
  'netCents',
  'installments',
  'acquirer',
  'tid',
  'nsu',
  'arp',
  'brand',
  'last4',
  'eci',
  'lr',
  'attempts',
  'capture',
  'environment',
  'test',
  'affiliate',
  'utmSource',
  'utmMedium',
  'utmCampaign',
  'utmContent',
  'utmTerm',
  'tracking',
  'coupon',
  'discount',
  'discountCents',
  'bumps',
  'link',
  'source',
] as const
export type ExportColumn = (typeof EXPORT_COLUMNS)[number]

/** Long numbers that a spreadsheet would round or strip of their zeros. */
export const AS_TEXT: ReadonlySet<ExportColumn> = new Set(['tid', 'nsu', 'arp', 'last4', 'phone'])

/** How words and decimals are written: by the page's language, and for whom the file is. */
export type ExportWords = {
  readonly decimalComma: boolean
  readonly status: (word: ExportedSale['sale']['status']) => string
  readonly method: (word: ExportedSale['sale']['method']) => string
  readonly capture: (word: ExportedSale['sale']['captureMode']) => string
  readonly source: (word: ExportedSale['sale']['source']) => string
  readonly yes: string
  readonly no: string
}

const EARNED: readonly string[] = ['paid', 'partially_refunded', 'refunded']

export function exportRow(found: ExportedSale, words: ExportWords): Row {
  const { sale, attempts } = found
  const { buyer, tracking } = sale
  const telling = tellingAttempt(attempts)
  const net = centavos(EARNED.includes(sale.status) ? sale.amount - sale.refundedAmount : 0)
  const reais = (amount: typeof net) => {
    const text = formatDecimal(amount)
    return words.decimalComma ? text.replace('.', ',') : text
  }
  const { utm_source, utm_medium, utm_campaign, utm_content, utm_term, ...rest } = tracking
  return {
    number: sale.number,
    id: sale.id,
    reference: sale.reference,
    createdAt: wall(sale.createdAt),
    createdIso: sale.createdAt.toISOString(),
    paidAt: sale.paidAt === null ? null : wall(sale.paidAt),
    paidIso: sale.paidAt?.toISOString() ?? null,
    status: words.status(sale.status),
    method: words.method(sale.method),
    product: sale.product,
    offer: sale.offerCode,
    buyer: buyer.name,
    document: documentOf(buyer.document),
    email: buyer.email,
    phone: buyer.phone.replace(/^\+/, ''),
    amount: reais(sale.amount),
    refunded: reais(sale.refundedAmount),
    net: reais(net),
    amountCents: sale.amount,
    refundedCents: sale.refundedAmount,
    netCents: net,
    installments: sale.installments,
    acquirer: sale.acquirer === null ? null : (connectorOf(sale.acquirer)?.label ?? sale.acquirer),
    tid: telling?.tid ?? null,
    nsu: telling?.nsu ?? null,
    arp: telling?.arp ?? null,
    brand: sale.cardHint?.replace(/ \d{4}$/, '') ?? null,
    last4: telling?.last4 ?? null,
    eci: telling === undefined ? null : eciOf(telling),
    lr: telling?.lr ?? null,
    attempts: attempts.length,
    capture: words.capture(sale.captureMode),
    environment: sale.environment,
    test: sale.test ? words.yes : words.no,
    affiliate: sale.affiliateCode,
    utmSource: utm_source ?? null,
    utmMedium: utm_medium ?? null,
    utmCampaign: utm_campaign ?? null,
    utmContent: utm_content ?? null,
    utmTerm: utm_term ?? null,
    tracking: Object.keys(rest).length === 0 ? null : new URLSearchParams(rest).toString(),
    coupon: sale.couponCode,
    discount: reais(sale.discount),
    discountCents: sale.discount,
    bumps: sale.bumps,
    link: sale.linkCode,
    source: words.source(sale.source),
  }
}

type Row = Readonly<Record<ExportColumn, string | number | null>>

const WALL = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** `2026-03-05 12:30:00` on the clocks of São Paulo: every spreadsheet reads it as a time. */
const wall = (instant: Date) => WALL.format(instant)

/** With its dots, so that a spreadsheet keeps the zeros in front. */
const documentOf = (document: string) =>
  document.length === 11
    ? document.replace(/^(.{3})(.{3})(.{3})(.{2})$/, '$1.$2.$3-$4')
    : document.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, '$1.$2.$3/$4-$5')
