// lib/postbacks/platforms/perfectpay.ts
import { z } from 'zod'
import { centavos } from '@/lib/kernel/money'
import type { Purchase, PurchaseEvent } from '@/lib/purchases/purchase'
import { instantFrom } from '../dates'
import {
  Count,
  Deciding,
  Key,
  MaybeKey,
  MaybeWord,
  maybe,
  Parameters,
  Reais,
  Text,
  Word,
} from '../fields'
import { isKey, offeredKey } from '../keys'
import { lookUp } from '../look-up'
import { definePlatform, type Sent } from '../platform'
import { readBody } from '../read-body'
import { boletoOf, customerOf, expiredBy, productOf, purchaseOfBuyer, waitingBy } from '../telling'
import { trackingOf } from '../tracking'
import { perfectpayGuide } from './perfectpay-guide'

const Customer = maybe({
  full_name: Text,
  email: Text,
  identification_number: Text,
  phone_formated_ddi: Text, // Their own spelling.
  phone_extension: Text,
  phone_area_code: Text,
  phone_number: Text,
  ip: Text,
})

/** There is no name of an event: one sale comes again with another status. */
const Postback = z.object({
  code: Key,
  sale_status_enum: Word,
  sale_status_enum_key: Text,
  sale_status_detail: Text,
  sale_amount: Reais,
  currency_enum_key: Text,
  installments: Count,
  quantity: Count,
  payment_type_enum: Deciding,
  payment_type_enum_key: MaybeWord,
  billet_url: Text,
  billet_number: Text,
  billet_expiration: Text,
  date_created: Text,
  date_approved: Text,
  tracking: Text,
  url_tracking: Text,
  product: maybe({ code: MaybeKey, name: Text }),
  plan: maybe({ name: Text, quantity: Count }),
  customer: Customer,
  metadata: Parameters,
  subscription: maybe({ code: MaybeKey, status: Text, charges_made: Count }),
})
type Postback = z.infer<typeof Postback>

const Keyed = z.object({ token: z.string() })
const keyIn = (sent: Sent) => Keyed.safeParse(readBody(sent)).data?.token

export const perfectpay = definePlatform({
  code: 'perfectpay',
  label: 'Perfect Pay',
  category: 'infoproduct',
  guide: perfectpayGuide,
  keySource: 'theirs',
  keyTravels: true,
  mapperVersion: 1,
  schema: Postback,
  trusts: (sent, key) => isKey(keyIn(sent), key),
  keyIn: (sent) => offeredKey(keyIn(sent)),
  deliveryParts: ({ body }) => [body.code, body.sale_status_enum],
  toPurchases: ({ body }) => [purchaseFrom(body)],
})

const [PENDING, APPROVED, PRECHECKOUT, EXPIRED] = ['1', '2', '12', '13']

const STATUSES: Readonly<Record<string, PurchaseEvent>> = {
  0: 'ignored',
  [APPROVED]: 'payment_approved',
  3: 'payment_in_analysis',
  4: 'chargeback_opened',
  5: 'payment_refused',
  6: 'order_canceled',
  7: 'refunded',
  8: 'payment_in_analysis', // Authorised and not captured: no money yet.
  9: 'chargeback',
  10: 'ignored', // Complete, a month later: announcing it would repeat the approval.
  11: 'payment_refused',
  [PRECHECKOUT]: 'cart_abandoned',
  16: 'payment_in_analysis',
  17: 'chargeback_opened',
  18: 'refund_requested',
}

function eventOf(body: Postback): PurchaseEvent {
  const { sale_status_enum: status } = body
  if (status === PENDING) return waitingBy(methodOf(body))
  if (status === EXPIRED) return expiredBy(methodOf(body))
  return lookUp(STATUSES, status) ?? 'unknown'
}

const METHODS: Readonly<Record<string, NonNullable<Purchase['paymentMethod']>>> = {
  1: 'credit_card',
  2: 'boleto',
  4: 'credit_card',
  6: 'credit_card',
  7: 'pix',
  pix: 'pix',
  ticket: 'boleto',
}

function methodOf(body: Postback): Purchase['paymentMethod'] {
  const { payment_type_enum: code = '0', payment_type_enum_key: word = 'none' } = body
  const told = lookUp(METHODS, code) ?? lookUp(METHODS, word)
  return told ?? (code === '0' ? null : 'other')
}

/** A sale begins and is approved at times of its own; of what comes later nothing is told. */
function momentOf({ sale_status_enum: status, ...body }: Postback): Date | null {
  if (status === APPROVED) return instantFrom(body.date_approved)
  return status === PENDING || status === PRECHECKOUT ? instantFrom(body.date_created) : null
}

/** `+55(19) 90000-0000`; where its formatted form is empty, its parts. */
function phoneOf(customer: Postback['customer']): string {
  const whole = customer?.phone_formated_ddi ?? ''
  if (whole.replace(/\D/g, '').length > 4) return whole
  const { phone_extension: country = '55', phone_area_code = '', phone_number } = customer ?? {}
  return phone_number === undefined ? '' : `+${country}${phone_area_code}${phone_number}`
}

function purchaseFrom(body: Postback): Purchase {
  const { sale_amount: amount, customer, product, subscription } = body
  const event = eventOf(body)
  const { url_tracking: url, tracking: code } = body
  return purchaseOfBuyer({
    event,
    rawEvent: body.sale_status_enum,
    detail: body.sale_status_enum_key ?? null,
    occurredAt: momentOf(body),
    test: false,
    orderKey: body.code,
    orderKind: body.sale_status_enum === PRECHECKOUT ? 'cart' : 'transaction',
    customer: customerOf({
      name: customer?.full_name,
      email: customer?.email,
      phone: phoneOf(customer),
      document: customer?.identification_number,
      ip: customer?.ip,
    }),
    products: [
      productOf({
        id: product?.code,
        name: product?.name ?? body.plan?.name,
        quantity: body.quantity ?? body.plan?.quantity,
      }),
    ],
    paymentMethod: methodOf(body),
    amount: amount === undefined ? null : centavos(amount),
    currency: body.currency_enum_key ?? 'BRL',
    installments: body.installments ?? null,
    refusalReason: event === 'payment_refused' ? (body.sale_status_detail ?? null) : null,
    boleto: boletoOf({
      line: body.billet_number,
      url: body.billet_url,
      due: body.billet_expiration,
    }),
    delivery:
      code === undefined && url === undefined ? null : { code: code ?? null, url: url ?? null },
    subscription:
      subscription?.code === undefined
        ? null
        : {
            code: subscription.code,
            plan: body.plan?.name ?? null,
            status: subscription.status ?? 'unknown',
            charges: subscription.charges_made ?? null,
            nextChargeAt: null,
          },
    tracking: trackingOf(body.metadata),
  })
}
