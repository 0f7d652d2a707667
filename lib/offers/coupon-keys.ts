// lib/offers/coupon-keys.ts
import { createHash } from 'node:crypto'
import type { Id } from '@/lib/kernel/ids'

type Person = { readonly document: string; readonly email: string }

/**
 * Under what names a coupon counts its buyer: the document and the e-mail, so that a second address
 * is no second person. Sorted, so that two sales of one buyer take them in the same order.
 */
export const couponKeys = (couponId: Id<'coupon'>, { document, email }: Person) =>
  [`document ${document}`, `email ${email.trim().toLowerCase()}`]
    .map((name) => createHash('sha256').update(`${couponId} ${name}`).digest('base64url'))
    .map((hash) => hash.slice(0, 22))
    .sort()
