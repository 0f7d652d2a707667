// lib/postbacks/canonical-fields.ts
import type { Purchase } from '@/lib/purchases/purchase'

/** The fields of the canonical record that a mapping is shown for, in the order a person reads. */
export const FIELDS = [
  'event',
  'test',
  'occurredAt',
  'orderKey',
  'threadKey',
  'parentOrderKey',
  'cartRecovered',
  'name',
  'phone',
  'email',
  'document',
  'product',
  'amount',
  'paymentMethod',
  'installments',
  'refusalReason',
  'pixCode',
  'pixUrl',
  'pixExpiresAt',
  'boletoLine',
  'boletoUrl',
  'boletoDueAt',
  'checkoutUrl',
  'coupons',
  'trackingCode',
  'trackingUrl',
  'subscription',
  'nextChargeAt',
  'tracking',
] as const
export type CanonicalField = (typeof FIELDS)[number]

type Value = string | number | boolean | null

/** What was read into each of them, as text that can be shown and compared. */
export const FIELD_VALUES: Readonly<Record<CanonicalField, (told: Purchase) => Value>> = {
  event: ({ event }) => event,
  test: ({ test }) => test,
  occurredAt: ({ occurredAt }) => iso(occurredAt),
  orderKey: ({ orderKey }) => orderKey,
  threadKey: ({ threadKey }) => threadKey,
  parentOrderKey: ({ parentOrderKey }) => parentOrderKey,
  cartRecovered: ({ cartRecovered }) => cartRecovered,
  name: ({ customer }) => customer.name,
  phone: ({ customer }) => customer.phone,
  email: ({ customer }) => customer.email,
  document: ({ customer }) => customer.document.value,
  product: ({ product }) => product,
  amount: ({ amount }) => amount,
  paymentMethod: ({ paymentMethod }) => paymentMethod,
  installments: ({ installments }) => installments,
  refusalReason: ({ refusalReason }) => refusalReason,
  pixCode: ({ pix }) => pix?.code ?? null,
  pixUrl: ({ pix }) => pix?.url ?? null,
  pixExpiresAt: ({ pix }) => iso(pix?.expiresAt ?? null),
  boletoLine: ({ boleto }) => boleto?.line ?? null,
  boletoUrl: ({ boleto }) => boleto?.url ?? null,
  boletoDueAt: ({ boleto }) => iso(boleto?.dueAt ?? null),
  checkoutUrl: ({ checkoutUrl }) => checkoutUrl,
  coupons: ({ coupons }) => coupons.map(({ code }) => code).join(', ') || null,
  trackingCode: ({ delivery }) => delivery?.code ?? null,
  trackingUrl: ({ delivery }) => delivery?.url ?? null,
  subscription: ({ subscription }) => subscription?.code ?? null,
  nextChargeAt: ({ subscription }) => subscription?.nextChargeAt ?? null,
  tracking: ({ tracking }) =>
    Object.entries(tracking)
      .map(([name, word]) => `${name}=${word}`)
      .join(' ') || null,
}

const iso = (at: Date | null) => at?.toISOString() ?? null

/** Whose data it is: hidden until somebody asks for it. */
export const PERSONAL_FIELDS: ReadonlySet<CanonicalField> = new Set(['phone', 'email', 'document'])

/** What each is called in the bodies of this market: where one looks when it is missing. */
export const USUAL_NAMES: Readonly<Partial<Record<CanonicalField, RegExp>>> = {
  occurredAt:
    /(updated|created|event|creation|trans|sale)_?(at|date|time|createdate|updatedate)?$/i,
  orderKey: /(transaction|order|sale|trans|venda|codigo)_?(id|key|code|cod|ref|hash|codigo)?$/i,
  name: /^(full_?name|nome|(client|cus|customer|buyer)_?name)$|(customer|buyer|comprador)\.(name|nome)$/i,
  phone: /(phone|telefone|celular|cellphone|mobile|_cel$|ddd$)/i,
  email: /e-?mail$/i,
  document: /(cpf|cnpj|doc$|document|documment|taxnumber|identification_number)/i,
  product: /(product|produto|item|plan)\w*[._]?(name|nome|title)$/i,
  amount: /(amount|total|price|valor|value)/i,
  pixCode: /pix\w*[._]?(code|codigo|qr\w*|payload|emv)/i,
  boletoLine: /(barcode|bar_?code|linha|digitable|bankslip_code|billet_number|boleto)/i,
  boletoUrl: /(billet|boleto|bankslip|bank_slip)\w*[._]?(url|link|pdf)/i,
  checkoutUrl: /(checkout|link|cart)\w*[._]?url/i,
  trackingCode: /(tracking|rastre\w*)[._]?(code|codigo)/i,
  tracking: /(utm_|src$|sck$)/i,
}
