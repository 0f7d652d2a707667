// components/checkout/checkout-api.ts
import type { PaymentMethod } from '@/db/schema/payments'
import type { Centavos } from '@/lib/kernel/money'
import type { Attribution } from './attribution'
import { type CheckoutAnswer, readAnswer } from './checkout-answer'
import type { CheckoutValues } from './checkout-values'
import { readExpiry } from './field-rules'
import { digitsOf } from './masks'
import { setServerClock } from './server-clock'

export type Names = { readonly checkoutId: string; readonly submitId: string }

/** What else came with the page: the total on its button, and where its visitor came from. */
export type Seen = {
  readonly method: PaymentMethod
  readonly expectedTotal: Centavos
  readonly attribution: Attribution
  readonly bumps: readonly string[]
  readonly coupon?: string
}

/** The server waits up to a minute for two acquirers; a little more, and silence is asked about. */
const PATIENCE_MS = 65_000
const ASKING_MS = 10_000

async function submit(
  code: string,
  names: Names,
  values: CheckoutValues,
  { method, expectedTotal, attribution, bumps, coupon }: Seen,
): Promise<CheckoutAnswer> {
  const body = {
    ...names,
    ...attribution,
    expectedTotal,
    ...(bumps.length > 0 && { bumps }),
    ...(coupon !== undefined && { coupon }),
    customer: {
      name: values.name.trim(),
      email: values.email.trim(),
      phone: digitsOf(values.phone),
      document: values.document,
    },
    payment: method === 'card' ? cardPayment(values) : { method },
  }
  return ask(`/api/checkout/${code}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
}

function cardPayment(values: CheckoutValues) {
  const expiry = readExpiry(values.expiry)
  return {
    method: 'card',
    installments: Number(values.installments),
    card: {
      number: digitsOf(values.number),
      holder: values.holder.trim(),
      expMonth: expiry?.month,
      expYear: expiry?.year,
      cvv: digitsOf(values.cvv),
    },
  }
}

/** What became of a click. `late` when its own answer was lost, and what is told was asked for. */
export async function submitCheckout(
  code: string,
  names: Names,
  values: CheckoutValues,
  seen: Seen,
): Promise<{ readonly answer: CheckoutAnswer; readonly late: boolean }> {
  const answer = await submit(code, names, values, seen)
  if (answer.kind !== 'unheard') return { answer, late: false }
  return { answer: await askCheckout(code, names.checkoutId), late: true }
}

const query = (checkoutId: string) => `?checkoutId=${encodeURIComponent(checkoutId)}`

/** How the sale of this checkout is now. `nothing` when the server never heard of it. */
export const askCheckout = (code: string, checkoutId: string): Promise<CheckoutAnswer> =>
  ask(`/api/checkout/${code}${query(checkoutId)}`, {
    cache: 'no-store',
    signal: AbortSignal.timeout(ASKING_MS),
  })

/** Where the server tells of its own accord. */
export const eventsOf = (code: string, checkoutId: string) =>
  `/api/checkout/${code}/events${query(checkoutId)}`

async function ask(url: string, init: RequestInit): Promise<CheckoutAnswer> {
  try {
    const response = await fetch(url, init)
    setServerClock(response.headers.get('date'))
    return readAnswer(response.status, response.headers, await response.json())
  } catch {
    return { kind: 'unheard' }
  }
}
