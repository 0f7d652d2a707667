// lib/postbacks/platforms/payt-body.ts
import { z } from 'zod'

/** PHP sends `[]` for an empty object and `{}` for a filled one; both must pass. */
const OrEmptyList = <S extends z.ZodType>(schema: S) =>
  z
    .union([schema, z.tuple([]), z.null()])
    .transform((value) => (Array.isArray(value) || value === null ? undefined : value))
    .optional()

const Word = z
  .string()
  .transform((text) => SPELLING[text.trim().toLowerCase()] ?? text.trim().toLowerCase())

/** Older spellings, and one that is misspelled in the documentation. */
const SPELLING: Readonly<Record<string, string>> = {
  cancelled: 'canceled',
  collected_order: 'collected',
  peding_refund: 'pending_refund',
}

const absent = (value: unknown) => (value === null || value === '' ? undefined : value)
const Maybe = <S extends z.ZodType>(schema: S) => z.preprocess(absent, schema.optional())

const Text = Maybe(z.union([z.string(), z.number().transform(String)]))
const Cents = Maybe(z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER))
const Count = Maybe(z.coerce.number().int().nonnegative().max(1_000_000))
const Flag = Maybe(
  z.union([z.boolean(), z.literal([0, 1, '0', '1']).transform((mark) => Number(mark) === 1)]),
)
const Parameters = OrEmptyList(z.record(z.string(), z.unknown()))

const Product = z.object({
  code: Text,
  name: z.string(),
  quantity: Count,
  price: Cents,
})

/** In reais or percent, unlike all other money here; as numbers and as text. */
const Amount = Maybe(z.union([z.string(), z.number()]))
const Coupon = z.object({
  code: z.string(),
  method: Maybe(z.string()),
  amount: Amount,
  min_price: Amount,
  expires_at: Text,
})

const Transaction = z.object({
  total_price: Cents,
  payment_method: Maybe(z.string()),
  payment_status: Maybe(Word),
  error_message: Text,
  upsell_from: Text,
  installments: Count,
  pix_code: Text,
  pix_url: Text,
  bankslip_code: Text,
  bankslip_url: Text,
  expires_at: Text,
})

const Subscription = z.object({
  code: z.string(),
  plan_name: Text,
  status: Maybe(z.string()),
  charges: Count,
  next_charge_at: Text,
})

/** Only the fields that are used: whatever else PayT adds passes by. */
export const Postback = z
  .object({
    transaction_id: Text,
    cart_id: Text,
    status: Word,
    type: Maybe(z.string()),
    updated_at: Text,
    test: Flag,
    cart_recovered: Flag,
    was_lost: Flag,
    shipping: OrEmptyList(
      z.object({ status: Maybe(Word), tracking_code: Text, tracking_url: Text }),
    ),
    customer: z.object({
      name: Text,
      phone: Text,
      email: Text,
      doc: Text,
      ip: Text,
      fake_email: Flag,
      origin: OrEmptyList(z.object({ name: Text, code: Text, query_params: Parameters })),
      most_recent_campaign: OrEmptyList(
        z.object({ name: Text, code: Text, last_query_params: Parameters }),
      ),
    }),
    product: Product,
    order_bumps: z
      .array(z.object({ product: Product }))
      .nullish()
      .transform((bumps) => bumps ?? []),
    link: OrEmptyList(
      z.object({
        url: Text,
        sources: Parameters,
        query_params: Parameters,
        available_coupons: z.array(Coupon).nullish(),
      }),
    ),
    transaction: OrEmptyList(Transaction),
    subscription: OrEmptyList(Subscription),
  })
  .refine((body) => (body.transaction_id ?? body.cart_id) !== undefined, {
    path: ['transaction_id'],
    error: 'neither a transaction nor a cart',
  })

export type Postback = z.infer<typeof Postback>
