// lib/postbacks/platforms/kiwify-body.ts
import { z } from 'zod'
import {
  Cents,
  Count,
  Deciding,
  Key,
  MaybeKey,
  MaybeWord,
  maybe,
  Parameters,
  Text,
} from '../fields'

const Order = z.object({
  order_id: Key,
  order_status: Deciding,
  webhook_event_type: Deciding,
  payment_method: Deciding,
  installments: Count,
  card_rejection_reason: Text,
  boleto_URL: Text,
  boleto_barcode: Text,
  boleto_expiry_date: Text,
  pix_code: Text,
  pix_expiration: Text,
  created_at: Text,
  updated_at: Text,
  parent_order_id: MaybeKey,
  Product: maybe({ product_id: MaybeKey, product_name: Text }),
  Customer: maybe({
    full_name: Text,
    email: Text,
    mobile: Text,
    CPF: Text,
    cnpj: Text,
    ip: Text,
  }),
  Commissions: maybe({ charge_amount: Cents, currency: Text }),
  Subscription: maybe({
    id: MaybeKey,
    status: MaybeWord,
    next_payment: Text,
    plan: maybe({ name: Text }),
  }),
  subscription_id: MaybeKey,
  TrackingParameters: Parameters,
})

const Cart = z.object({
  id: Key,
  status: z.literal('abandoned'),
  checkout_link: Text,
  created_at: Text,
  updated_at: Text,
  product_id: MaybeKey,
  product_name: Text,
  name: Text,
  email: Text,
  phone: Text,
  cpf: Text,
  cnpj: Text,
  TrackingParameters: Parameters,
})

export type Order = z.infer<typeof Order>
export type Cart = z.infer<typeof Cart>

const Each = z.unknown().transform((body, { issues, value }): Order | Cart => {
  const { status, order_id } = Object(body)
  const schema = status === 'abandoned' && order_id === undefined ? Cart : Order
  const { data, error } = schema.safeParse(body)
  if (data !== undefined) return data
  for (const { path, message } of error.issues) {
    issues.push({ code: 'custom', path: [...path], message, input: value })
  }
  return z.NEVER
})

const MOST = 50

/** Alone, in a list, or as the `order` of something: it was seen in all three ways. */
export const Postback = z.preprocess(
  (body) => [body].flat().map((each) => Object(each).order ?? each),
  z.array(Each).min(1).max(MOST),
)

export const isCart = (each: Order | Cart): each is Cart => !('order_id' in each)
