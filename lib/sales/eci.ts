// lib/sales/eci.ts
import type { SaleAttempt } from './sale'

/** 1 authenticated · 2 the issuer does not authenticate · 3 not authenticated · 4 it failed. */
export type Eci = 1 | 2 | 3 | 4

/** What the brands call the first three. Mastercard counts from the other end. */
const OF_MASTERCARD: Readonly<Record<string, Eci>> = { '02': 1, '01': 2, '00': 3 }
const OF_OTHERS: Readonly<Record<string, Eci>> = { '05': 1, '06': 2, '07': 3 }

type Told = Pick<SaleAttempt, 'eci' | 'brand' | 'reason' | 'arp'>

/** Our own scale, which old receivers know. A card that nobody asked to authenticate is a 3. */
export function eciOf({ eci, brand, reason, arp }: Told): Eci | null {
  if (reason === 'authentication_failed') return 4
  if (eci === null) return arp === null ? null : 3
  const scale = brand === 'mastercard' ? OF_MASTERCARD : OF_OTHERS
  return scale[eci.padStart(2, '0')] ?? 3
}
