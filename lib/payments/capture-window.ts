// lib/payments/capture-window.ts
import type { CaptureRule } from '@/db/schema/acquirers'
import { instantAt, localDateOf } from '@/lib/kernel/calendar'
import type { CardBrand } from '@/lib/kernel/card-brand'

/** Until when an authorisation may be captured. `*` is every brand without a row of its own. */
export type CaptureWindow = {
  readonly brand: CardBrand | '*'
  readonly rule: CaptureRule
  /** Days or hours; 0 for the same day. */
  readonly length: number
}

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS
const LAST_MINUTE = '23:59'

/** The row of its brand, then that of every brand; null leaves it to the acquirer's own. */
export const windowFor = (
  windows: readonly CaptureWindow[],
  brand: string | null,
): CaptureWindow | null =>
  windows.find((each) => each.brand === brand) ?? windows.find((each) => each.brand === '*') ?? null

export function windowMs({ rule, length }: CaptureWindow, at: Date): number {
  switch (rule) {
    case 'days':
      return length * DAY_MS
    case 'hours':
      return length * HOUR_MS
    case 'same_day':
      return instantAt(localDateOf(at), LAST_MINUTE).getTime() - at.getTime()
  }
}

type Own = (brand: CardBrand | null, at: Date) => number

/** What a route says of its capture window once the account's own agreements are known. */
export const agreedWindow =
  (windows: readonly CaptureWindow[], own: Own): Own =>
  (brand, at) => {
    const agreed = windowFor(windows, brand)
    return agreed === null ? own(brand, at) : windowMs(agreed, at)
  }
