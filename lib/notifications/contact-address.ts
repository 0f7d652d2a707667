// lib/notifications/contact-address.ts
import { z } from 'zod'
import { normalizePhone } from '@/lib/kernel/phone'

const Email = z.email()
const LONGEST = 254

export type AddressIssue = 'empty' | 'phone_invalid' | 'phone_placeholder' | 'email_invalid'
export type Address =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly issue: AddressIssue }

/** A phone as E.164 or an e-mail in lower case: how contacts are known. */
export function readAddress(text: string): Address {
  const words = text.trim()
  if (words === '') return { ok: false, issue: 'empty' }
  if (words.includes('@')) {
    const email = words.toLowerCase()
    const valid = email.length <= LONGEST && Email.safeParse(email).success
    return valid ? { ok: true, address: email } : { ok: false, issue: 'email_invalid' }
  }
  const { phone, phoneIssue } = normalizePhone(words)
  if (phone !== null) return { ok: true, address: phone }
  const issue = phoneIssue === 'placeholder' ? 'phone_placeholder' : 'phone_invalid'
  return { ok: false, issue }
}
