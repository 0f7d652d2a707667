// lib/simulator/calendar.ts
import { instantAt, type LocalDate, localDateOf, ZONE } from '@/lib/kernel/calendar'

const WALL = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** `2026-10-31 10:47:53`, as Cielo writes it. */
export const wallClockOf = (instant: Date) => WALL.format(instant)

/** `2026-10-31T08:54:00.000-03:00`, as Rede writes it. */
export const offsetTimeOf = (instant: Date) => `${WALL.format(instant).replace(' ', 'T')}.000-03:00`

export const sameDay = (one: Date, other: Date) => localDateOf(one) === localDateOf(other)

/** Half past nine in the evening of the day after: when refunds of earlier days are done. */
export function nextEvening(instant: Date): Date {
  const next = new Date(instantAt(localDateOf(instant), '12:00').getTime() + 24 * 3_600_000)
  return instantAt(localDateOf(next) as LocalDate, '21:30')
}
