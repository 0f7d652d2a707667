// lib/kernel/period.ts
import { instantAt, type LocalDate, localDateOf } from './calendar'

/** Days of São Paulo, both of them inside. */
export type Period = { readonly from: LocalDate; readonly to: LocalDate }

export const PERIODS = [
  'today',
  'yesterday',
  'days7',
  'days30',
  'days90',
  'month',
  'lastMonth',
] as const
export type PeriodName = (typeof PERIODS)[number]

export const isPeriodName = (text: string): text is PeriodName =>
  PERIODS.some((name) => name === text)

const DAY_MS = 86_400_000

export const addDays = (day: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as LocalDate

export const daysIn = ({ from, to }: Period): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1

const firstOfMonth = (day: LocalDate) => `${day.slice(0, 8)}01` as LocalDate

/** What people mean by it at this moment; the last seven days are six and today. */
export function periodNamed(name: PeriodName, now: Date): Period {
  const today = localDateOf(now)
  const last = (days: number) => ({ from: addDays(today, 1 - days), to: today })
  const endOfLastMonth = addDays(firstOfMonth(today), -1)
  switch (name) {
    case 'today':
      return last(1)
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) }
    case 'days7':
      return last(7)
    case 'days30':
      return last(30)
    case 'days90':
      return last(90)
    case 'month':
      return { from: firstOfMonth(today), to: today }
    case 'lastMonth':
      return { from: firstOfMonth(endOfLastMonth), to: endOfLastMonth }
  }
}

/** As many days, right before it: what it is compared with. */
export function periodBefore(period: Period): Period {
  const to = addDays(period.from, -1)
  return { from: addDays(to, 1 - daysIn(period)), to }
}

/** From the first moment of the first day to the first moment after the last. */
export const instantsOf = ({ from, to }: Period): readonly [since: Date, until: Date] => [
  instantAt(from, '00:00'),
  instantAt(addDays(to, 1), '00:00'),
]

/** Every day of it, in order. */
export const daysOf = (period: Period): LocalDate[] =>
  Array.from({ length: daysIn(period) }, (_, i) => addDays(period.from, i))
