// lib/sales/due-after.ts
import { instantAt, type LocalDate } from '@/lib/kernel/calendar'

const DAY_MS = 86_400_000
const SATURDAY = 6
const SUNDAY = 0

/**
 * The last moment of a boleto that is due so many days after today. A weekend's is due on Monday, as
 * banks take it then anyway. Holidays are not known here: a bank takes it on the day after one.
 */
export function dueAfter(today: LocalDate, days: number): Date {
  const noon = Date.parse(`${today}T12:00:00Z`) + days * DAY_MS
  const weekday = new Date(noon).getUTCDay()
  const pause = weekday === SATURDAY ? 2 : weekday === SUNDAY ? 1 : 0
  const due = new Date(noon + pause * DAY_MS).toISOString().slice(0, 10) as LocalDate
  return new Date(instantAt(due, '23:59').getTime() + 59_000)
}
