// components/checkout/checkout-api.ts
import type { Centavos } from '@/lib/kernel/money'
import type { Attribution } from './attribution'
import type { CheckoutField, CheckoutValues } from './checkout-values'
import { type Complaint, readExpiry } from './field-rules'
import { digitsOf } from './masks'

/** The classes of refusal that have a sentence: `checkout.refusal.<class>`. */
export type RefusalClass =
  | 'limit'
  | 'card_data'
  | 'security_code'
  | 'expired'
  | 'locked'
  | 'suspected'
  | 'not_permitted'
  | 'blocked'
  | 'installments'
  | 'unavailable'
  | 'shop'
  | 'retry_limit'

export type Refusal = {
  readonly class: RefusalClass
  readonly code: string | null
  readonly card: string | null
}

export type CheckoutAnswer =
  | { readonly kind: 'approved' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'invalid'; readonly fields: Partial<Record<CheckoutField, Complaint>> }
  | { readonly kind: 'too_many'; readonly seconds: number }
  | { readonly kind: 'gone' }
  /** The offer costs another sum than the page said; nothing was charged. */
  | { readonly kind: 'repriced' }
  /** This checkout's name belongs to another purchase: it is given up for a new one. */
  | { readonly kind: 'reused' }
  | { readonly kind: 'unheard' }
  | { readonly kind: 'nothing' }

export type Names = { readonly checkoutId: string; readonly submitId: string }

/** What else came with the page: the total on its button, and where its visitor came from. */
export type Seen = { readonly expectedTotal: Centavos; readonly attribution: Attribution }

/** The server waits up to a minute for two acquirers; a little more, and silence is asked about. */
const PATIENCE_MS = 65_000

export async function submitCheckout(
  code: string,
  names: Names,
  values: CheckoutValues,
  seen: Seen,
): Promise<CheckoutAnswer> {
  const expiry = readExpiry(values.expiry)
  const body = {
    ...names,
    ...seen.attribution,
    expectedTotal: seen.expectedTotal,
    customer: {
      name: values.name.trim(),
      email: values.email.trim(),
      phone: digitsOf(values.phone),
      document: values.document,
    },
    payment: {
      method: 'card',
      installments: Number(values.installments),
      card: {
        number: digitsOf(values.number),
        holder: values.holder.trim(),
        expMonth: expiry?.month,
        expYear: expiry?.year,
        cvv: digitsOf(values.cvv),
      },
    },
  }
  return ask(`/api/checkout/${code}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
}

/** How the sale of this checkout is now. `nothing` when the server never heard of it. */
export const askCheckout = (code: string, checkoutId: string): Promise<CheckoutAnswer> =>
  ask(`/api/checkout/${code}?checkoutId=${encodeURIComponent(checkoutId)}`, { cache: 'no-store' })

async function ask(url: string, init: RequestInit): Promise<CheckoutAnswer> {
  try {
    const response = await fetch(url, init)
    return readAnswer(response.status, response.headers, await response.json())
  } catch {
    return { kind: 'unheard' }
  }
}

type Body = {
  readonly status?: string
  readonly refusal?: Refusal | null
  readonly code?: string
  readonly errors?: readonly { readonly path: string; readonly code: string }[]
}

function readAnswer(status: number, headers: Headers, body: Body): CheckoutAnswer {
  if (status === 429) return { kind: 'too_many', seconds: Number(headers.get('retry-after')) || 30 }
  if (status === 409) return CONFLICTS[body.code ?? ''] ?? { kind: 'gone' }
  if (status === 404) return body.code === 'sale_not_found' ? { kind: 'nothing' } : { kind: 'gone' }
  if (body.errors?.some(({ code }) => code === 'installments_not_offered'))
    return { kind: 'repriced' }
  if (status >= 400 && status < 500) return { kind: 'invalid', fields: fieldsOf(body.errors ?? []) }
  if (status >= 500) return { kind: 'unheard' }
  if (body.status === 'pending') return { kind: 'pending' }
  // Bought, whatever became of it since: the receipt tells the rest.
  if (body.status !== 'refused' && body.status !== 'failed') return { kind: 'approved' }
  return {
    kind: 'refused',
    refusal: body.refusal ?? { class: 'unavailable', code: null, card: null },
  }
}

const CONFLICTS: Readonly<Record<string, CheckoutAnswer>> = {
  in_flight: { kind: 'pending' },
  price_changed: { kind: 'repriced' },
  checkout_reused: { kind: 'reused' },
  no_acquirer: { kind: 'refused', refusal: { class: 'shop', code: null, card: null } },
}

/** The server's words for what it refused; any other is `invalid`. */
const COMPLAINTS: Readonly<Record<string, Complaint>> = {
  card_number_wrong: 'wrong',
  brand_not_accepted: 'brandRefused',
  card_expired: 'past',
  cvv_length: 'empty3',
  phone_missing: 'empty',
  phone_wrong: 'wrong',
}

const FIELD_OF_PATH: Readonly<Record<string, CheckoutField>> = {
  'customer.name': 'name',
  'customer.email': 'email',
  'customer.phone': 'phone',
  'customer.document': 'document',
  'payment.card.number': 'number',
  'payment.card.expMonth': 'expiry',
  'payment.card.expYear': 'expiry',
  'payment.card.cvv': 'cvv',
  'payment.card.holder': 'holder',
}

const fieldsOf = (errors: NonNullable<Body['errors']>) =>
  Object.fromEntries(
    errors.flatMap(({ path, code }) => {
      const field = FIELD_OF_PATH[path]
      return field === undefined ? [] : [[field, COMPLAINTS[code] ?? 'invalid']]
    }),
  )
