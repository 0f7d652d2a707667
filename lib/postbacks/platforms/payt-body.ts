// lib/postbacks/platforms/payt-body.ts
import { z } from 'zod'
import {
  Cents,
  Count,
  clean,
  FirmKey,
  Flag,
  listOf,
  MaybeKey,
  maybe,
  Parameters,
  part,
  Reais,
  Text,
} from '../fields'
import { lookUp } from '../look-up'

const LONGEST_WORD = 100

/** Older spellings, and one that is misspelled in the documentation. */
const SPELLING: Readonly<Record<string, string>> = {
  cancelled: 'canceled',
  collected_order: 'collected',
  peding_refund: 'pending_refund',
}

const Word = z
  .string()
  .transform((text) => clean(text).trim().toLowerCase())
  .pipe(z.string().max(LONGEST_WORD))
  .transform((word) => lookUp(SPELLING, word) ?? word)
const Deciding = z.preprocess(
  (word) => (word === null || word === '' ? undefined : word),
  Word.optional(),
)

const Product = maybe({ code: Text, name: Text, quantity: Count, price: Cents })

/** In reais or percent, unlike all other money here; as numbers and as text. */
const Coupon = z.object({
  code: z.string().min(1).transform(clean),
  method: Text,
  amount: Text,
  min_price: Reais,
  expires_at: Text,
})

const Transaction = part({
  total_price: Cents,
  payment_method: Deciding,
  payment_status: Deciding,
  error_message: Text,
  upsell_from: MaybeKey,
  installments: Count,
  payment_url: Text, // Of what is paid on delivery.
  pix_code: Text,
  pix_url: Text,
  bankslip_code: Text,
  bankslip_url: Text,
  expires_at: Text,
})

const Customer = maybe({
  name: Text,
  phone: Text,
  email: Text,
  doc: Text,
  ip: Text,
  fake_email: Flag,
  origin: maybe({ name: Text, code: Text, query_params: Parameters }),
  most_recent_campaign: maybe({ name: Text, code: Text, last_query_params: Parameters }),
})

/** Only the fields that are used: whatever else PayT adds passes by. */
export const Postback = z
  .object({
    transaction_id: FirmKey, // Overlooked, a paid order would be told as a cart.
    cart_id: MaybeKey,
    status: Word,
    type: Deciding,
    updated_at: Text,
    test: Flag,
    cart_recovered: Flag,
    was_lost: Flag, // Its name until 2025-09.
    shipping: part({ status: Deciding, tracking_code: Text, tracking_url: Text }),
    customer: Customer,
    product: Product,
    order_bumps: listOf(z.object({ name: Text, code: Text, product: Product })),
    link: maybe({
      url: Text,
      sources: Parameters,
      query_params: Parameters,
      available_coupons: listOf(Coupon),
    }),
    transaction: Transaction,
    subscription: maybe({
      code: MaybeKey,
      plan_name: Text,
      status: Text,
      charges: Count,
      next_charge_at: Text,
    }),
  })
  .refine((body) => (body.transaction_id ?? body.cart_id) !== undefined, {
    path: ['transaction_id'],
    error: 'neither a transaction nor a cart',
  })

export type Postback = z.infer<typeof Postback>
