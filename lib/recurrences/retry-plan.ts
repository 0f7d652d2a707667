// lib/recurrences/retry-plan.ts
import { type LocalDate, localDateOf } from '@/lib/kernel/calendar'
import { addDays } from '@/lib/kernel/plan'
import type { Retry, RetryWord } from '@/lib/payments/retry'

/**
 * Days after the first try on which a refused charge is tried again; then another card is asked for.
 * Four tries in all: the strictest rule of the acquirers allows no more in sixteen days.
 */
export const RETRY_DAYS = [1, 3, 7] as const

export type RetryPlan =
  | { readonly kind: 'retry'; readonly on: LocalDate }
  /** Only another card, or the buyer, can help. */
  | { readonly kind: 'give_up' }
  /** The buyer told their bank to stop it: it is canceled, and never asked again. */
  | { readonly kind: 'stop' }

/** What each word about repeating means to who repeats by themselves, days apart. */
const MEANS: Readonly<Record<RetryWord, RetryPlan['kind']>> = {
  none: 'retry',
  now: 'retry',
  after_query: 'retry',
  next_day: 'retry',
  after_wait: 'retry',
  next_period: 'retry',
  after_fix: 'retry',
  merchant_action: 'retry',
  new_qr: 'retry',
  other_function: 'give_up',
  change_amount: 'give_up',
  authenticate: 'give_up',
  holder_action: 'give_up',
  new_card_data: 'give_up',
  never: 'give_up',
  stop_recurring: 'stop',
}

type Asked = {
  /** The day of the first try. */
  readonly triedFirstOn: LocalDate
  /** How many there were, this one too. */
  readonly tries: number
  readonly now: Date
  readonly retry: Retry
}

/** The next try: on the day of the plan, or later where the brand or the bank asks for more. */
export function planRetry({ triedFirstOn, tries, now, retry }: Asked): RetryPlan {
  const kind = MEANS[retry.when]
  if (kind !== 'retry') return { kind }
  const days = RETRY_DAYS[tries - 1]
  if (days === undefined) return { kind: 'give_up' }
  const planned = addDays(triedFirstOn, days)
  const tomorrow = addDays(localDateOf(now), 1)
  // A wait that ends during a day is over on the next.
  const waited =
    retry.waitMs > 0 ? addDays(localDateOf(new Date(now.getTime() + retry.waitMs)), 1) : tomorrow
  const on = [planned, tomorrow, waited].toSorted().at(-1) ?? tomorrow
  return { kind: 'retry', on }
}
