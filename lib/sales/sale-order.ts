// lib/sales/sale-order.ts
import { sql } from 'drizzle-orm'
import type { Bump } from '@/db/schema/offer-content'
import type { Environment, PaymentMethod } from '@/db/schema/payments'
import type { SaleSource } from '@/db/schema/sales'
import { CARD_BRANDS, type CardBrand } from '@/lib/kernel/card-brand'
import type { Installments } from '@/lib/kernel/installments'
import { type Centavos, centavos } from '@/lib/kernel/money'
import { searchWords } from '@/lib/kernel/search-words'
import { couponKeys } from '@/lib/offers/coupon-keys'
import type { Coupon } from '@/lib/offers/find-coupon'
import type { Offer } from '@/lib/offers/find-open-offer'
import type { Ctx } from '@/lib/platform/context'
import { HELD_AFTER_REFUSAL_MS } from './hold-of'
import type { CouponUse } from './holds'
import { requestHash } from './request-hash'
import { itemsOf, type SaleItem } from './sale-items'
import { captureOf, type SubmitPayment } from './submit-payment.schema'

/** Longer than any request may take: after it, whoever was charging is gone. */
const BUSY_MS = 90_000

/** What of a request a sale is made of; of a card, what may be kept of it. */
export type SaleInput = Omit<SubmitPayment, 'payment' | 'source' | 'bumps'> & {
  readonly source: SaleSource
  readonly bumps?: readonly string[]
  readonly payment: {
    readonly method: PaymentMethod
    readonly installments: number
    readonly capture?: boolean | undefined
    readonly card?: { readonly brand: CardBrand; readonly last4: string }
  }
}

export type Order = {
  readonly offer: Offer
  readonly price: Installments
  readonly environment: Environment
  readonly input: SaleInput
  /** What was ticked besides. */
  readonly ticked?: readonly Bump[]
  readonly coupon?: Coupon | null
  /** What the coupon takes off. */
  readonly discount?: Centavos
  /** Made to try an acquirer out. */
  readonly test?: boolean
}

/** Every charge of a recurrence is one sale, and all of them have one place. */
export const takesPlace = ({ offer, input }: Order) =>
  offer.limited && input.source !== 'recurrence' && offer.id !== null

export const saleItemsOf = ({ offer, ticked = [], discount }: Order): readonly SaleItem[] =>
  itemsOf(offer, ticked, discount ?? centavos(0))

export const couponUseOf = ({ coupon, input }: Order): CouponUse | null =>
  coupon == null ? null : { coupon, keys: couponKeys(coupon.id, input.customer) }

/** What the sale is of, from its first click on. */
export const offerOf = ({ offer, input }: Order) => ({
  offerId: offer.id,
  offerCode: offer.code,
  product: offer.title,
  reference: input.reference ?? null,
  bellUrl: input.bellUrl ?? offer.bellUrl,
  affiliateCode: input.affiliateCode ?? null,
  linkCode: input.linkCode ?? null,
  tracking: input.tracking,
})

/** What a second click may change: the card, the instalments, what was ticked, what was corrected. */
export function chargeOf(ctx: Ctx, order: Order) {
  const { offer, price, environment, input } = order
  const { customer, payment } = input
  const national = customer.phone.replace(/^\+55/, '') // As people say it, and with its country.
  const words = searchWords(...Object.values(customer), national, input.reference)
  return {
    environment,
    requestHash: requestHash(input),
    submitId: input.submitId,
    busyUntil: new Date(ctx.now().getTime() + BUSY_MS),
    amount: price.total,
    installments: price.count,
    captureMode: captureOf(input, offer.captureMode),
    method: payment.method,
    status: 'pending' as const,
    buyer: customer,
    cardHint: cardHintOf(payment),
    words: sql`array_to_tsvector(string_to_array(${words.join(' ')}, ' '))`,
    movedAt: ctx.now(),
    ...holdingOf(ctx, order),
  }
}

function holdingOf(ctx: Ctx, order: Order) {
  const use = couponUseOf(order)
  const place = takesPlace(order) ? ('held' as const) : null
  const held = place !== null || use !== null
  return {
    discount: order.discount ?? centavos(0),
    couponId: use?.coupon.id ?? null,
    couponCode: order.coupon?.code ?? null,
    couponUse: use === null ? null : ('held' as const),
    couponKeys: use?.keys ?? null,
    place,
    placeUntil: held ? new Date(ctx.now().getTime() + HELD_AFTER_REFUSAL_MS) : null,
  }
}

const cardHintOf = ({ card }: SaleInput['payment']) =>
  card === undefined ? null : `${CARD_BRANDS[card.brand].label} ${card.last4}`
