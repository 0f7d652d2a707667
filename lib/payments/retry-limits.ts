// lib/payments/retry-limits.ts
import { instantOf, localDateOf } from '@/lib/kernel/calendar'
import rows from './data/retry-limits.json'

const DAY_MS = 86_400_000

type Row = (typeof rows)[number]

/** `30d`, `24h`, `16d` and `calendar_month`; any other window is no count of tries. */
function startOf(window: string, now: Date): Date | null {
  const [, length, unit] = /^(\d+)([dh])$/.exec(window) ?? []
  if (length !== undefined) {
    return new Date(now.getTime() - Number(length) * (unit === 'd' ? DAY_MS : DAY_MS / 24))
  }
  if (window !== 'calendar_month') return null
  return instantOf(`${localDateOf(now).slice(0, 7)}-01T00:00:00`)
}

const COUNTED = rows.filter(
  ({ window, max_attempts: max }) => Number(max) > 0 && /^(\d+[dh]|calendar_month)$/.test(window),
)

/** Nothing older counts in any of the windows. */
export const LONGEST_WINDOW_MS = 31 * DAY_MS

export type Limit = {
  /** `visa_20_in_30d`: the count that the next try would exceed. */
  readonly rule: string
  readonly max: number
  /** Tries at or before it count no more. */
  readonly since: Date
  readonly lengthMs: number
}

const limitOf = (row: Row, now: Date): Limit[] => {
  const since = startOf(row.window, now)
  if (since === null) return []
  const rule = `${row.brand}_${row.max_attempts}_in_${row.window}`
  const lengthMs = now.getTime() - since.getTime()
  return [{ rule, max: Number(row.max_attempts), since, lengthMs }]
}

/** The brand's own; Hiper is counted as Mastercard counts. */
export function limitsOf(brand: string | null, now: Date): readonly Limit[] {
  const counted = brand === 'hiper' ? 'mastercard' : brand
  return COUNTED.filter((row) => row.brand === counted).flatMap((row) => limitOf(row, now))
}

/** After a day count from its first try, the same charge is not repeated: a rule of Visa's. */
export const lastsUntil = (brand: string | null, now: Date): Limit | null => {
  const row = rows.find((each) => each.brand === brand && each.window.startsWith('after_'))
  const length = row?.window.slice('after_'.length) ?? ''
  const since = startOf(length, now)
  if (row === undefined || since === null) return null
  const lengthMs = now.getTime() - since.getTime()
  return { rule: `${row.brand}_${row.window}`, max: 0, since, lengthMs }
}
