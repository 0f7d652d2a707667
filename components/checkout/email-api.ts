// components/checkout/email-api.ts

import { NOTHING_TYPED } from './checkout-values'
import { RULES } from './field-rules'

export type EmailAnswer =
  | { readonly kind: 'fixed'; readonly email: string }
  | { readonly kind: 'empty' | 'wrong' | 'same' | 'already' | 'late' | 'unheard' }
  | { readonly kind: 'tooMany'; readonly seconds: number }

type Asked = { readonly checkoutId: string; readonly email: string }

const PATIENCE_MS = 15_000

/** Puts the order under another address, once. */
export async function fixEmail(code: string, asked: Asked, before: string): Promise<EmailAnswer> {
  const { email } = asked
  const complaint = RULES.email(email, NOTHING_TYPED, new Date())
  if (complaint === 'empty' || complaint === 'wrong') return { kind: complaint }
  if (email.toLowerCase() === before.toLowerCase()) return { kind: 'same' }
  try {
    const response = await fetch(`/api/checkout/${code}/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (response.ok) return { kind: 'fixed', email }
    if (response.status === 409) {
      const { code: said } = await response.json()
      return { kind: said === 'too_late' ? 'late' : 'already' }
    }
    if (response.status === 422) return { kind: 'wrong' }
    if (response.status !== 429) return { kind: 'unheard' }
    return { kind: 'tooMany', seconds: Number(response.headers.get('retry-after')) || 30 }
  } catch {
    return { kind: 'unheard' }
  }
}
