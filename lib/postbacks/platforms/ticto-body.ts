// lib/postbacks/platforms/ticto-body.ts
import { z } from 'zod'
import { Cents, Count, Deciding, listOf, MaybeKey, maybe, Parameters, Text, Word } from '../fields'

const Subscription = z.object({
  id: MaybeKey,
  successful_charges: Count,
  next_charge: Text,
  change_card_url: Text,
})

const Nested = z
  .object({
    status: Word,
    status_date: Text,
    payment_method: Deciding,
    checkout_url: Text,
    order: maybe({
      hash: MaybeKey,
      paid_amount: Cents,
      installments: Count,
      order_date: Text,
    }),
    item: maybe({
      product_id: MaybeKey,
      product_name: Text,
      offer_code: MaybeKey,
      offer_id: MaybeKey,
      offer_name: Text,
      quantity: Count,
      amount: Cents,
    }),
    customer: maybe({
      name: Text,
      email: Text,
      cpf: Text,
      cnpj: Text,
      phone: maybe({ ddi: Text, ddd: Text, number: Text }),
    }),
    transaction: maybe({
      pix_qr_code: Text,
      pix_url: Text,
      bank_slip_code: Text,
      bank_slip_url: Text,
    }),
    subscriptions: listOf(Subscription),
    tracking: Parameters,
    query_params: Parameters,
    url_params: maybe({ query_params: Parameters }),
    /** Every flat body was once somebody's version 1, or an abandoned cart of today. */
    flat: z.boolean(),
  })
  .refine(({ status, order }) => status === 'abandoned_cart' || order?.hash !== undefined, {
    path: ['order', 'hash'],
    error: 'an order without its hash',
  })
  .refine(({ status, item, customer }) => status !== 'abandoned_cart' || (item && customer), {
    path: ['customer'],
    error: 'a cart of nobody',
  })
export type Postback = z.infer<typeof Nested>

type Fields = Readonly<Record<string, unknown>>

/** Everything whose name begins so, without it: `order_hash` is the `hash` of the order. */
const under = (body: Fields, prefix: string): Fields =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
    ),
  )

/** Version 1 is flat, and so was an abandoned cart once: the same words without their objects. */
function nested(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const flat = body as Fields
  if ('customer' in flat || 'order' in flat || 'item' in flat) return { ...flat, flat: false }
  const customer = under(flat, 'customer_')
  const number = flat.telefone ?? flat.phone
  return {
    ...flat,
    flat: true,
    status_date: flat.status_date ?? flat.created_at ?? flat.dataCriacao,
    order: under(flat, 'order_'),
    item: {
      product_name: flat.product_name,
      product_id: flat.product_id,
      offer_code: flat.offer_code,
      ...under(flat, 'item_'),
    },
    customer: {
      name: flat.name,
      email: flat.email,
      ...customer,
      phone:
        customer.phone_number === undefined
          ? { number }
          : { ddi: customer.phone_ddi, ddd: customer.phone_ddd, number: customer.phone_number },
    },
    transaction: under(flat, 'transaction_'),
  }
}

export const Postback = z.preprocess(nested, Nested)
