// app/(panel)/reports/read-search.ts
import { z } from 'zod'
import type { LocalDate } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import {
  daysIn,
  isPeriodName,
  type Period,
  type PeriodName,
  periodNamed,
} from '@/lib/kernel/period'

export type Search = Readonly<Record<string, string | string[] | undefined>>

export type Read = {
  readonly period: Period
  /** Null for days that were chosen. */
  readonly name: PeriodName | null
  /** Where the list of saved sales goes on. */
  readonly before: Id<'attempt'> | null
  readonly understood: boolean
}

const DEFAULT: PeriodName = 'days30'
const DAYS_MAX = 366

const Day = z.iso.date().transform((day) => day as LocalDate)
const Key = z.string().regex(/^att_[0-9a-z]{25}$/)

/** `?period=days7`, or `?from=2026-03-01&to=2026-03-31`; what is no period is the last 30 days. */
export function readSearch(search: Search, now: Date): Read {
  const { period = DEFAULT, from, to } = search
  const key = Key.safeParse(search.before)
  const before = key.success ? (key.data as Id<'attempt'>) : null
  const fallback = { period: periodNamed(DEFAULT, now), name: DEFAULT, before: null }
  if (from !== undefined || to !== undefined) {
    const days = z.object({ from: Day, to: Day }).safeParse({ from, to })
    const length = days.success ? daysIn(days.data) : 0
    if (!days.success || length < 1 || length > DAYS_MAX) return { ...fallback, understood: false }
    return { period: days.data, name: null, before, understood: true }
  }
  if (typeof period !== 'string' || !isPeriodName(period)) return { ...fallback, understood: false }
  return { period: periodNamed(period, now), name: period, before, understood: true }
}
