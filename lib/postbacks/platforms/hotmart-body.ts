// lib/postbacks/platforms/hotmart-body.ts
import { z } from 'zod'
import {
  Count,
  Deciding,
  Epoch,
  Flag,
  Key,
  MaybeKey,
  MaybeWord,
  maybe,
  part,
  Reais,
  Text,
} from '../fields'

const Name = Key.transform((name) => name.toUpperCase())

const Price = maybe({ value: Reais, currency_value: Text })
const Country = maybe({ iso: Text })

const Person = maybe({
  name: Text,
  email: Text,
  checkout_phone: Text,
  phone: Text,
  document: Text,
  address: maybe({ country_iso: Text }),
})

/** Of a canceled subscription; its telephones come in two halves. */
const Subscriber = maybe({
  code: MaybeKey,
  name: Text,
  email: Text,
  phone: maybe({ dddCell: Text, cell: Text, dddPhone: Text, phone: Text }),
})

const Payment = part({
  type: Deciding,
  installments_number: Count,
  refusal_reason: Text,
  pix_code: Text,
  pix_qrcode: Text,
  pix_expiration_date: Epoch,
  billet_url: Text,
  billet_barcode: Text,
})

const Purchase = part({
  transaction: MaybeKey,
  status: Deciding,
  price: Price,
  full_price: Price,
  checkout_country: Country,
  recurrence_number: Count,
  date_next_charge: Epoch,
  order_bump: maybe({ is_order_bump: Flag, parent_purchase_transaction: MaybeKey }),
  origin: maybe({ src: Text, sck: Text }),
  sckPaymentLink: Text,
  payment: Payment,
})

const Data = z.object({
  product: maybe({ id: MaybeKey, name: Text }),
  buyer: Person,
  buyer_ip: Text,
  user: maybe({ name: Text, email: Text }),
  offer: maybe({ code: MaybeKey }),
  checkout_country: Country,
  purchase: Purchase,
  subscriber: Subscriber,
  subscription: maybe({
    status: MaybeWord,
    plan: maybe({ name: Text }),
    subscriber: maybe({ code: MaybeKey }),
    subscriber_code: MaybeKey,
  }),
  date_next_charge: Epoch,
})

export const Postback = z
  .object({
    id: Key,
    event: Name,
    version: Text,
    creation_date: Epoch,
    creationDate: Epoch, // So says CLUB_FIRST_ACCESS.
    data: Data,
  })
  .refine(({ version }) => version === undefined || version.startsWith('2'), {
    path: ['version'],
    error: 'only 2.0.0 is read',
  })
  .refine(({ event, data }) => !OF_ORDERS.test(event) || data.purchase?.transaction !== undefined, {
    path: ['data', 'purchase', 'transaction'],
    error: 'a purchase without its transaction',
  })

const OF_ORDERS = /^PURCHASE_(?!OUT_OF_SHOPPING_CART$)/

export type Postback = z.infer<typeof Postback>
