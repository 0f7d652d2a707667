// lib/kernel/plan.ts
import type { LocalDate } from './calendar'

export type Period = 'weekly' | 'monthly' | 'bimonthly' | 'quarterly' | 'semiannual' | 'yearly'

/** How something is charged again and again, as an offer says it. */
export type PlanTerms = {
  readonly every: Period
  /** How many in all; null goes on until somebody stops it. */
  readonly charges: number | null
  /** Free days before the first; 0 charges at once. */
  readonly trialDays: number
  /** No charge before that day; null starts with the purchase. */
  readonly startsOn: string | null
}

const MONTHS: Readonly<Record<Exclude<Period, 'weekly'>, number>> = {
  monthly: 1,
  bimonthly: 2,
  quarterly: 3,
  semiannual: 6,
  yearly: 12,
}

const DAY_MS = 86_400_000

export const addDays = (day: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as LocalDate

/**
 * The day of the charge after the one of `day`. `baseDay` is what was chosen and stays so: 31 gives
 * 28 February and then 31 March again. A week has seven days and no base day.
 */
export function chargeAfter(day: LocalDate, every: Period, baseDay: number): LocalDate {
  if (every === 'weekly') return addDays(day, 7)
  const [year = 0, month = 0] = day.split('-').map(Number)
  const months = month - 1 + MONTHS[every]
  const lastDay = new Date(Date.UTC(year, months + 1, 0)).getUTCDate()
  const next = new Date(Date.UTC(year, months, Math.min(baseDay, lastDay)))
  return next.toISOString().slice(0, 10) as LocalDate
}

/** When a buyer who signs up today pays first: after the trial, and not before the day it starts. */
export function firstChargeOn({ trialDays, startsOn }: PlanTerms, today: LocalDate): LocalDate {
  const afterTrial = addDays(today, trialDays)
  return startsOn !== null && startsOn > afterTrial ? (startsOn as LocalDate) : afterTrial
}

export const baseDayOf = (day: LocalDate): number => Number(day.slice(8))

/** The days of the first charges of who signs up today, at most `limit` of them. */
export function chargesFrom(
  plan: PlanTerms,
  today: LocalDate,
  limit: number,
): readonly LocalDate[] {
  const first = firstChargeOn(plan, today)
  const count = Math.min(limit, plan.charges ?? limit)
  const days = [first]
  for (let day = first; days.length < count; days.push(day)) {
    day = chargeAfter(day, plan.every, baseDayOf(first))
  }
  return days.slice(0, count)
}
