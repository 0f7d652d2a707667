// lib/payments/retry.ts

/**
 * When the very same charge may be sent again, the loosest first. For what we repeat by ourselves;
 * a buyer who comes back is held by what a block forbids (`blocks.ts`) and by the brands' limits.
 */
export const RETRY_WORDS = [
  /** Nothing to repeat: it was done, or it was a question. */
  'none',
  'now',
  'after_query',
  'next_day',
  /** After `waitMs`. */
  'after_wait',
  'next_period',
  'other_function',
  'change_amount',
  'authenticate',
  'new_qr',
  'after_fix',
  'merchant_action',
  'holder_action',
  'new_card_data',
  'never',
  'stop_recurring',
] as const
export type RetryWord = (typeof RETRY_WORDS)[number]

export type Retry = { readonly when: RetryWord; readonly waitMs: number }

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export const retry = (when: RetryWord, waitMs = 0): Retry => ({ when, waitMs })

const rankOf = ({ when }: Retry) => RETRY_WORDS.indexOf(when)

/** Two sources disagree: the stricter is believed. */
export const stricterRetry = (one: Retry, other: Retry): Retry => {
  if (rankOf(one) !== rankOf(other)) return rankOf(one) > rankOf(other) ? one : other
  return one.waitMs >= other.waitMs ? one : other
}

/** `retry_rule` of abecs-codes.csv, behind its fee class. */
const BY_BRAND_RULE: Readonly<Record<string, Retry>> = {
  never: retry('never'),
  retry: retry('now'),
  next_day: retry('next_day'),
  next_day_or_mac: retry('next_day'),
  mac: retry('never'), // Until an advice code says otherwise.
  holder_action: retry('holder_action'),
  merchant_action: retry('merchant_action'),
  switch_function: retry('other_function'),
  stop_recurring: retry('stop_recurring'),
}

export const retryOfRule = (retryRule: string): Retry =>
  BY_BRAND_RULE[retryRule.split(':')[1] ?? ''] ?? retry('never')

type Advice = { readonly retry: string; readonly min_wait: string }

export function retryOfAdvice({ retry: said, min_wait }: Advice): Retry {
  const waitMs = lengthOf(min_wait)
  if (said === 'no') return retry('never')
  if (said === 'after_update') return retry('new_card_data')
  if (said === 'after_fix') return retry('after_fix')
  return waitMs > 0 ? retry('after_wait', waitMs) : retry('now')
}

/** `PT1H`, `PT72H`, `P10D`: what the table of advice codes has. Anything else is no wait. */
export function lengthOf(duration: string): number {
  const [, days, hours] = /^P(?:(\d+)D)?(?:T(\d+)H)?$/.exec(duration) ?? []
  return Number(days ?? 0) * DAY_MS + Number(hours ?? 0) * HOUR_MS
}
