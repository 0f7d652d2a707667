// components/checkout/checkout-api.ts
import type { Attribution } from './attribution'
import type { CheckoutField, CheckoutValues } from './checkout-values'
import { readExpiry } from './field-rules'
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
  | { readonly kind: 'invalid'; readonly fields: Partial<Record<CheckoutField, string>> }
  | { readonly kind: 'too_many'; readonly seconds: number }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unheard' }
  | { readonly kind: 'nothing' }

export type Names = { readonly checkoutId: string; readonly submitId: string }

/** The server waits up to a minute for two acquirers; a little more, and silence is asked about. */
const PATIENCE_MS = 65_000

export async function submitCheckout(
  code: string,
  names: Names,
  values: CheckoutValues,
  attribution: Attribution,
): Promise<CheckoutAnswer> {
  const expiry = readExpiry(values.expiry)
  const body = {
    ...names,
    ...attribution,
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
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
}

function readAnswer(status: number, headers: Headers, body: Body): CheckoutAnswer {
  if (status === 429) return { kind: 'too_many', seconds: Number(headers.get('retry-after')) || 30 }
  if (status === 409 && body.code === 'in_flight') return { kind: 'pending' }
  if (status === 404) return body.code === 'sale_not_found' ? { kind: 'nothing' } : { kind: 'gone' }
  if (status === 409 || status === 410) return { kind: 'gone' }
  if (status >= 400 && status < 500) return { kind: 'invalid', fields: fieldsOf(body.errors ?? []) }
  if (status >= 500) return { kind: 'unheard' }
  if (body.status === 'paid' || body.status === 'authorized') return { kind: 'approved' }
  if (body.status === 'pending') return { kind: 'pending' }
  return {
    kind: 'refused',
    refusal: body.refusal ?? { class: 'unavailable', code: null, card: null },
  }
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
    errors.flatMap(({ path, message }) => {
      const field = FIELD_OF_PATH[path]
      return field === undefined ? [] : [[field, message]]
    }),
  )
