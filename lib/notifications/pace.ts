// lib/notifications/pace.ts
import type { instances } from '@/db/schema/instances'
import { instantAt, type LocalDate, localDateOf } from '@/lib/kernel/calendar'

export type Instance = typeof instances.$inferSelect

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** How many messages a new unofficial number sends on each of its first days: our own proposal. */
export const WARM_UP = [50, 80, 120, 180, 250] as const

/** Between 0 and 1, the same for the same message: chance that a test can repeat. */
function chanceOf(id: string): number {
  let hash = 2_166_136_261
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_519)
  return ((hash ^ (hash >>> 13)) >>> 0) / 4_294_967_296
}

type Pace = Pick<Instance, 'intervalMs' | 'jitterPercent' | 'slowUntil'>

/** How long after handing this one over the next may go. */
export function gapAfter(pace: Pace, messageId: string, now: Date): number {
  const most = pace.intervalMs * pace.jitterPercent * 0.01
  const spread = most * (chanceOf(messageId) * 2 - 1)
  const slow = pace.slowUntil !== null && pace.slowUntil > now ? 2 : 1
  return Math.round((pace.intervalMs + spread) * slow)
}

type Resets = Pick<Instance, 'capResetHour'>

const minutesOf = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** The day of the cap begins at an hour of São Paulo, wherever the buyers are. */
export const capDayOf = ({ capResetHour }: Resets, now: Date): LocalDate =>
  localDateOf(new Date(now.getTime() - minutesOf(capResetHour) * MINUTE_MS))

const daysFrom = (date: LocalDate, days: number) =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as LocalDate

/** When the next day of the cap begins. */
export const nextDayOf = (instance: Resets, now: Date): Date =>
  instantAt(daysFrom(capDayOf(instance, now), 1), instance.capResetHour as `${number}:${number}`)

export const sentTodayOf = (
  instance: Resets & Pick<Instance, 'sentOn' | 'sentToday'>,
  now: Date,
) => (instance.sentOn === capDayOf(instance, now) ? instance.sentToday : 0)

const DAYS_KEPT = 14

type Counted = Resets & Pick<Instance, 'sentOn' | 'sentToday' | 'sentDays'>

/** The day's count with so many more, and the days before it. */
export function countedOn(instance: Counted, more: number, now: Date) {
  const today = capDayOf(instance, now)
  const { sentOn, sentToday, sentDays } = instance
  const over = sentOn !== null && sentOn !== today
  const days = over ? { ...sentDays, [sentOn]: sentToday } : sentDays
  const kept = Object.entries(days).sort().slice(-DAYS_KEPT)
  return {
    sentOn: today,
    sentToday: sentTodayOf(instance, now) + more,
    ...(over && { sentDays: Object.fromEntries(kept) }),
  }
}

/** The last days, today the last one. */
export const lastDaysOf = (instance: Counted, now: Date, days: number) =>
  Array.from({ length: days }, (_, i) => {
    const today = capDayOf(instance, now)
    const date = daysFrom(today, i - days + 1)
    const past = date === instance.sentOn ? instance.sentToday : (instance.sentDays[date] ?? 0)
    return { date, sent: date === today ? sentTodayOf(instance, now) : past }
  })

type Cap = Resets &
  Pick<Instance, 'dailyCap' | 'warmUp' | 'warmUpPlan' | 'warmUpFrom' | 'createdAt'>

/** Which day of its life a number has, from the first one on which it was connected. */
export function warmUpDayOf(instance: Cap, now: Date): number {
  const first = capDayOf(instance, instance.warmUpFrom ?? instance.createdAt)
  const days = Date.parse(capDayOf(instance, now)) - Date.parse(first)
  return Math.max(0, Math.round(days / DAY_MS))
}

export function capOf(instance: Cap, now: Date): number | null {
  const { dailyCap, warmUp } = instance
  const warm = warmUp ? planOf(instance)[warmUpDayOf(instance, now)] : undefined
  if (warm === undefined) return dailyCap
  return dailyCap === null ? warm : Math.min(dailyCap, warm)
}

export const planOf = ({ warmUpPlan }: Pick<Instance, 'warmUpPlan'>): readonly number[] =>
  warmUpPlan ?? WARM_UP

/** Midnight of São Paulo: what one person heard is counted by their day, not by the cap's. */
export const tomorrowOf = (now: Date): Date => nextDayOf({ capResetHour: '00:00' }, now)

/** Why an instance sends nothing at all for now, and until when if that is known. */
export type Standstill =
  | { readonly cause: 'paused' | 'off' | 'review'; readonly until: null }
  | { readonly cause: 'held' | 'daily_cap'; readonly until: Date }

type Standing = Cap &
  Pick<Instance, 'pausedAt' | 'reviewSince' | 'state' | 'heldUntil' | 'sentOn' | 'sentToday'>

export function standstillOf(instance: Standing, now: Date): Standstill | null {
  if (instance.pausedAt !== null) return { cause: 'paused', until: null }
  if (instance.state !== 'connected') return { cause: 'off', until: null }
  if (instance.reviewSince !== null) return { cause: 'review', until: null }
  if (instance.heldUntil !== null && instance.heldUntil > now) {
    return { cause: 'held', until: instance.heldUntil }
  }
  const cap = capOf(instance, now)
  if (cap !== null && sentTodayOf(instance, now) >= cap) {
    return { cause: 'daily_cap', until: nextDayOf(instance, now) }
  }
  return null
}
