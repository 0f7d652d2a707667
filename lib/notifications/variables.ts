// lib/notifications/variables.ts
import type { OrderSnapshot, SnapshotCoupon } from '@/db/schema/threads'
import { ZONE } from '@/lib/kernel/calendar'
import { centavos, formatReais, splitEvenly } from '@/lib/kernel/money'
import { cleanName, cleanValue, firstName } from './clean'
import { refusalSentence } from './refusal-words'

export type StoreWords = {
  readonly name: string
  readonly supportPhone: string | null
  readonly supportEmail: string | null
}

export type Telling = {
  readonly orderKey: string
  readonly order: OrderSnapshot
  readonly store: StoreWords
  readonly now: Date
}

/** Every variable a template may name, in the order in which the editor offers them. */
export const VARIABLES = [
  'customer.first_name',
  'customer.name',
  'customer.email',
  'customer.phone',
  'store.name',
  'store.support_phone',
  'store.support_email',
  'order.id',
  'order.total',
  'order.product_name',
  'order.installments',
  'order.installment_value',
  'order.refusal_reason',
  'payment.method_label',
  'pix.code',
  'pix.url',
  'pix.expires_at',
  'pix.expires_in',
  'boleto.line',
  'boleto.url',
  'boleto.due_date',
  'checkout.url',
  'coupon.code',
  'coupon.label',
  'coupon.expires_at',
  'delivery.tracking_code',
  'delivery.tracking_url',
  'delivery.status_label',
  'subscription.plan',
  'subscription.next_charge',
  'subscription.update_url',
  'access.url',
  'access.login',
  'access.password',
  'access.first_access_url',
  'optout.text',
] as const
export type Variable = (typeof VARIABLES)[number]

/** Names that people bring from another tool, for the same things. */
export const ALIASES: Readonly<Record<string, Variable>> = {
  'billet.url': 'boleto.url',
  'billet.barcode': 'boleto.line',
  'billet.due_date': 'boleto.due_date',
  'order.billet_url': 'boleto.url',
  'order.billet_barcode': 'boleto.line',
  'order.pix.bacen_code': 'pix.code',
  'order.pix.url': 'pix.url',
  'shipping.code': 'delivery.tracking_code',
  'shipping.url': 'delivery.tracking_url',
  'cart.url': 'checkout.url',
}

const DAY = new Intl.DateTimeFormat('pt-BR', { timeZone: ZONE, day: '2-digit', month: '2-digit' })
const HOUR = new Intl.DateTimeFormat('pt-BR', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
})
const METHODS: Readonly<Record<string, string>> = {
  pix: 'Pix',
  boleto: 'boleto',
  credit_card: 'cartão de crédito',
}

/** `05/10 às 11:01` */
const momentOf = (at: Date) => `${DAY.format(at)} às ${HOUR.format(at)}`
const dateOf = (iso: string | null | undefined) => (iso ? new Date(iso) : null)
/** A plain day has no hour and no zone: `2026-11-05` stays the fifth. */
const dayOf = (text: string) => {
  const [, month, day] = /^\d{4}-(\d\d)-(\d\d)$/.exec(text) ?? []
  return day === undefined ? DAY.format(new Date(text)) : `${day}/${month}`
}
const reais = (amount: number | null) => (amount === null ? '' : formatReais(centavos(amount)))

function timeLeft(until: Date, now: Date): string {
  const minutes = Math.max(1, Math.round((until.getTime() - now.getTime()) / 60_000))
  if (minutes < 60) return minutes === 1 ? '1 minuto' : `${minutes} minutos`
  const hours = Math.round(minutes / 60)
  if (hours < 24) return hours === 1 ? '1 hora' : `${hours} horas`
  const days = Math.round(hours / 24)
  return days === 1 ? '1 dia' : `${days} dias`
}

/** What each variable says now. What is not known is empty, so that a section can ask for it. */
export function valuesOf({ orderKey, order, store, now }: Telling): Record<Variable, string> {
  const { pix, boleto, delivery, subscription } = order
  const pixEnd = dateOf(pix?.expiresAt)
  const coupon = bestCoupon(order, now)
  const parts = order.installments ?? 0
  const perPart =
    parts > 1 && order.amount !== null
      ? reais(splitEvenly(centavos(order.amount), parts)[0] ?? null)
      : ''
  const value: Record<Variable, string | null | undefined> = {
    'customer.first_name': firstName(order.customerName),
    'customer.name': cleanName(order.customerName),
    'customer.email': order.customerEmail,
    'customer.phone': order.phone,
    'store.name': store.name,
    'store.support_phone': store.supportPhone,
    'store.support_email': store.supportEmail,
    'order.id': orderKey,
    'order.total': reais(order.amount),
    'order.product_name': order.productName ?? 'sua compra',
    'order.installments': parts > 1 ? String(parts) : '',
    'order.installment_value': perPart,
    'order.refusal_reason': refusalSentence(order.refusalReason),
    'payment.method_label': METHODS[order.method ?? ''],
    'pix.code': pix?.code,
    'pix.url': pix?.url,
    'pix.expires_at': pixEnd && momentOf(pixEnd),
    'pix.expires_in': pixEnd && timeLeft(pixEnd, now),
    'boleto.line': boleto?.line,
    'boleto.url': boleto?.url,
    'boleto.due_date': boleto?.dueAt && DAY.format(new Date(boleto.dueAt)),
    'checkout.url': order.checkoutUrl,
    'coupon.code': coupon?.code,
    'coupon.label': coupon && couponLabel(coupon),
    'coupon.expires_at': coupon?.expiresAt && DAY.format(new Date(coupon.expiresAt)),
    'delivery.tracking_code': delivery?.code,
    'delivery.tracking_url': delivery?.url,
    'delivery.status_label': null,
    'subscription.plan': subscription?.plan,
    'subscription.next_charge': subscription?.nextChargeAt && dayOf(subscription.nextChargeAt),
    'subscription.update_url': null,
    'access.url': null,
    'access.login': null,
    'access.password': null,
    'access.first_access_url': null,
    'optout.text': 'Responda SAIR para não receber mais.',
  }
  return Object.fromEntries(
    VARIABLES.map((name) => [name, cleanValue(name, value[name] ?? '')]),
  ) as Record<Variable, string>
}

const couponLabel = ({ kind, value }: SnapshotCoupon) =>
  kind === 'percentage'
    ? `${value.toLocaleString('pt-BR')}% de desconto`
    : `${reais(value)} de desconto`

/** Of those still valid, the one that takes most off this total. */
function bestCoupon({ coupons, amount }: OrderSnapshot, now: Date): SnapshotCoupon | null {
  const total = amount ?? 0
  // Times a hundred on both sides: percents and centavos without a fraction.
  const worth = ({ kind, value }: SnapshotCoupon) =>
    kind === 'percentage' ? total * value : value * 100
  const valid = coupons.filter(
    ({ expiresAt, minPrice }) =>
      (expiresAt === null || new Date(expiresAt) > now) && (total === 0 || total >= minPrice),
  )
  return valid.sort((a, b) => worth(b) - worth(a))[0] ?? null
}

/** What an event cannot be told without: one of these. Missing, the fallback is said, or nothing. */
const REQUIRED: Readonly<Record<string, readonly Variable[]>> = {
  lead_captured: ['checkout.url'],
  cart_abandoned: ['checkout.url'],
  pix_generated: ['pix.code', 'pix.url', 'checkout.url'],
  boleto_generated: ['boleto.line', 'boleto.url'],
  payment_refused: ['checkout.url'],
  pix_expired: ['checkout.url'],
  boleto_expired: ['checkout.url'],
}

/** The variable whose absence makes the message pointless, or null when it can be told. */
export function missingIn(rule: string, values: Readonly<Record<Variable, string>>) {
  const group = REQUIRED[rule]
  if (group === undefined || group.some((name) => values[name] !== '')) return null
  return group[0] ?? null
}
