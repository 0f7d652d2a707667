// lib/postbacks/dates.ts
import { instantOf } from '@/lib/kernel/calendar'

const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/
const BRAZILIAN = /^(\d\d)\/(\d\d)\/(\d{4})(?: (\d\d:\d\d(?::\d\d)?))?$/
const DAY = /^(\d{4}-\d\d-\d\d)/
const COMPACT = /^(\d{4})(\d\d)(\d\d)$/

/** Nobody sold anything before, and a date far ahead is a mistake of somebody's clock. */
const [FIRST, LAST] = [Date.UTC(2000, 0), Date.UTC(2200, 0)]

const believable = (at: Date | null): Date | null =>
  at !== null && at.getTime() >= FIRST && at.getTime() < LAST ? at : null

/** With an offset it is what it says; without one it is São Paulo's. Null when it is no time. */
export function instantFrom(text: string | undefined): Date | null {
  if (text === undefined) return null
  const plain = text.trim()
  if (WITH_OFFSET.test(plain)) return believable(new Date(plain))
  const [, day, month, year, time = '00:00'] = BRAZILIAN.exec(plain) ?? []
  return believable(instantOf(year === undefined ? plain : `${year}-${month}-${day} ${time}`))
}

/** From the milliseconds of an epoch. */
export const instantFromEpoch = (milliseconds: number | undefined): Date | null =>
  milliseconds === undefined ? null : believable(new Date(milliseconds))

const dayIn = (text: string): string | undefined => {
  const [, day, month, year] = BRAZILIAN.exec(text) ?? []
  if (year !== undefined) return `${year}-${month}-${day}`
  return DAY.exec(text)?.[1] ?? text.replace(COMPACT, '$1-$2-$3').match(DAY)?.[1]
}

/** Only the day counts: a boleto can be paid until that day ends, whatever hour was written. */
export function endOfDay(text: string | undefined): Date | null {
  const day = text === undefined ? undefined : dayIn(text.trim())
  if (day === undefined) return null
  return believable(instantOf(`${day} 23:59:59`))
}
