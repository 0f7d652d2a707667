// lib/recurrences/next-charge.ts
import type { recurrences } from '@/db/schema/recurrences'
import { type LocalDate, localDateOf } from '@/lib/kernel/calendar'
import type { Centavos } from '@/lib/kernel/money'
import { chargeAfter } from '@/lib/kernel/plan'

export type Recurrence = typeof recurrences.$inferSelect

/** Nobody's bank tells them at midnight: a day's charges begin in its morning. */
const FROM_HOUR_MS = 7 * 3_600_000

/** The day whose charges may be made now. */
export const chargingDay = (now: Date): LocalDate =>
  localDateOf(new Date(now.getTime() - FROM_HOUR_MS))

/**
 * When the next period is due, or null where every charge that was agreed is paid. A period that
 * went by while nothing could be charged is not made up for: nobody pays twice on one day.
 */
export function nextAfter(
  { plan, baseDay }: Pick<Recurrence, 'plan' | 'baseDay'>,
  paid: number,
  { dueOn, today }: { readonly dueOn: LocalDate; readonly today: LocalDate },
): LocalDate | null {
  if (plan.charges !== null && paid >= plan.charges) return null
  let next = chargeAfter(dueOn, plan.every, baseDay)
  while (next <= today) next = chargeAfter(next, plan.every, baseDay)
  return next
}

/** The first may have a coupon of its own. */
export const amountOf = (
  { amount, firstAmount }: Pick<Recurrence, 'amount' | 'firstAmount'>,
  number: number,
): Centavos => (number === 1 ? firstAmount : amount)
