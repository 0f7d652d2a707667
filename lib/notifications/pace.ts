// lib/notifications/pace.ts
import type { instances } from '@/db/schema/instances'
import { instantAt, type LocalDate, localDateOf } from '@/lib/kernel/calendar'

export type Instance = typeof instances.$inferSelect

const DAY_MS = 86_400_000

/** How many messages a new unofficial number sends on each of its first days. */
const WARM_UP = [50, 80, 120, 180, 250] as const

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

/** The day of the cap ends at midnight in São Paulo, wherever the buyers are. */
export const sentTodayOf = (
  { sentOn, sentToday }: Pick<Instance, 'sentOn' | 'sentToday'>,
  now: Date,
) => (sentOn === localDateOf(now) ? sentToday : 0)

type Cap = Pick<Instance, 'dailyCap' | 'warmUp' | 'createdAt'>

export function capOf({ dailyCap, warmUp, createdAt }: Cap, now: Date): number | null {
  if (!warmUp) return dailyCap
  const days = Math.floor((now.getTime() - createdAt.getTime()) / DAY_MS)
  const warm = WARM_UP[days]
  if (warm === undefined) return dailyCap
  return dailyCap === null ? warm : Math.min(dailyCap, warm)
}

export const tomorrowOf = (now: Date): Date =>
  instantAt(localDateOf(new Date(now.getTime() + DAY_MS)) as LocalDate, '00:00')

/** Why an instance sends nothing at all for now, and until when if that is known. */
export type Standstill =
  | { readonly cause: 'paused' | 'off'; readonly until: null }
  | { readonly cause: 'held' | 'daily_cap'; readonly until: Date }

type Standing = Cap & Pick<Instance, 'pausedAt' | 'state' | 'heldUntil' | 'sentOn' | 'sentToday'>

export function standstillOf(instance: Standing, now: Date): Standstill | null {
  if (instance.pausedAt !== null) return { cause: 'paused', until: null }
  if (instance.state !== 'connected') return { cause: 'off', until: null }
  if (instance.heldUntil !== null && instance.heldUntil > now) {
    return { cause: 'held', until: instance.heldUntil }
  }
  const cap = capOf(instance, now)
  if (cap !== null && sentTodayOf(instance, now) >= cap) {
    return { cause: 'daily_cap', until: tomorrowOf(now) }
  }
  return null
}
