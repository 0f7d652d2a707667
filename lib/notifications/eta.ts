// lib/notifications/eta.ts
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import { capOf, type Instance, nextDayOf, sentTodayOf, standstillOf, tomorrowOf } from './pace'
import { RECIPIENT_GAP_MS } from './pick-next'
import { quietUntil } from './quiet-hours'

export type Queued = {
  readonly id: Id<'message'>
  readonly to: string | null
  readonly lane: 'now' | 'normal'
  readonly urgent: boolean
  readonly sendAfter: Date
  readonly heldUntil: Date | null
  readonly validUntil: Date
  readonly attempts: number
}

/** What makes it wait longest. */
export type WaitCause =
  | 'due'
  | 'interval'
  | 'quiet_hours'
  | 'daily_cap'
  | 'person_cap'
  | 'retry'
  | 'held'
  | 'channel_limit'
  | 'paused'
  | 'review'
  | 'off'
export type Eta = { readonly at: Date | null; readonly cause: WaitCause; readonly ahead: number }

/** Of its sender, what one message's own moment depends on. */
export type Sender = Pick<
  Instance,
  | 'quietFrom'
  | 'quietTo'
  | 'quietDays'
  | 'strangersDaily'
  | keyof Parameters<typeof standstillOf>[0]
>

/** What keeps one message, for a list that does not walk its queue; null when only its turn does. */
export function soonestOf(sender: Sender, one: Queued, now: Date): Eta | null {
  const still = standstillOf(sender, now)
  if (still !== null && still.until === null) return { at: null, cause: still.cause, ahead: 0 }
  const from = Math.max(now.getTime(), still?.until.getTime() ?? 0)
  const own = earliest(sender, { at: from, told: new Map() }, one)
  if (own.at > from) return { at: new Date(own.at), cause: own.cause, ahead: 0 }
  return still === null ? null : { at: new Date(from), cause: still.cause, ahead: 0 }
}

const byOrder = (a: Queued, b: Queued) =>
  Number(b.urgent) - Number(a.urgent) ||
  Number(b.lane === 'now') - Number(a.lane === 'now') ||
  a.sendAfter.getTime() - b.sendAfter.getTime() ||
  (a.id < b.id ? -1 : 1)

/**
 * When each waiting message will leave, by walking the queue as the pump will: lanes, the mean
 * interval, quiet hours, the day's cap and the gap between two for one person.
 */
export function etasOf(
  instance: Instance,
  waiting: readonly Queued[],
  now: Date,
): ReadonlyMap<Id<'message'>, Eta> {
  const etas = new Map<Id<'message'>, Eta>()
  const still = standstillOf(instance, now)
  if (still !== null && still.until === null) {
    for (const { id } of waiting) etas.set(id, { at: null, cause: still.cause, ahead: etas.size })
    return etas
  }
  const walk = begin(instance, waiting, now)
  while (walk.left.length > 0) {
    const { id, at, cause } = takeOne(instance, walk)
    etas.set(id, { at: new Date(at), cause, ahead: etas.size })
  }
  return etas
}

/** One imagined hand-over after the other: where the walk stands between two of them. */
type Walk = {
  left: Queued[]
  at: number
  sent: number
  /** Why nothing leaves before `at`. */
  since: WaitCause
  readonly cap: number | null
  readonly told: Map<string | null, number>
}

function begin(instance: Instance, waiting: readonly Queued[], now: Date): Walk {
  const still = standstillOf(instance, now)
  const full = still?.cause === 'daily_cap'
  return {
    left: [...waiting].sort(byOrder),
    at: Math.max(now.getTime(), instance.nextAt?.getTime() ?? 0, still?.until?.getTime() ?? 0),
    sent: full ? 0 : sentTodayOf(instance, now),
    since: still?.cause ?? 'interval',
    cap: capOf(instance, now),
    told: new Map(),
  }
}

function takeOne(instance: Instance, walk: Walk) {
  const choices = walk.left.map((one) => ({ one, ...earliest(instance, walk, one) }))
  const soonest = choices.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY)
  const next = choices.find(({ at }) => at <= Math.max(soonest, walk.at))
  invariant(next, 'a queue that is not empty has a next')
  const at = Math.max(walk.at, next.at)
  const cause = next.at >= walk.at ? next.cause : walk.since
  walk.left = walk.left.filter((one) => one !== next.one)
  if (at > next.one.validUntil.getTime()) return { id: next.one.id, at, cause } // It takes no turn.
  walk.told.set(next.one.to, at)
  walk.sent++
  const full = walk.cap !== null && walk.sent >= walk.cap
  walk.at = full ? nextDayOf(instance, new Date(at)).getTime() : at + instance.intervalMs
  walk.since = full ? 'daily_cap' : 'interval'
  if (full) walk.sent = 0
  return { id: next.one.id, at, cause }
}

/** When this one alone could go, and what it waits for. */
function earliest(sender: Sender, walk: Pick<Walk, 'at' | 'told'>, one: Queued) {
  const last = walk.told.get(one.to)
  const causes: readonly { readonly at: number; readonly cause: WaitCause }[] = [
    { at: one.sendAfter.getTime(), cause: 'due' },
    { at: one.heldUntil?.getTime() ?? 0, cause: holdOf(sender, one) },
    { at: last === undefined ? 0 : last + RECIPIENT_GAP_MS, cause: 'interval' },
  ]
  const latest = causes.reduce((a, b) => (b.at > a.at ? b : a))
  if (one.lane === 'now' || one.urgent) return latest
  const until = quietUntil(sender, one.to, new Date(Math.max(latest.at, walk.at)))
  return until === null ? latest : { at: until.getTime(), cause: 'quiet_hours' as const }
}

const MINUTE_MS = 60_000

/** A hold says only until when: why is told by what ends at that very minute. */
function holdOf(sender: Sender, { to, heldUntil, attempts }: Queued): WaitCause {
  if (heldUntil === null) return 'due'
  const before = new Date(heldUntil.getTime() - MINUTE_MS)
  const ends = (at: Date | null) => at !== null && at.getTime() - heldUntil.getTime() < MINUTE_MS
  if (ends(quietUntil(sender, to, before))) return 'quiet_hours'
  if (ends(tomorrowOf(before))) return 'person_cap'
  if (attempts > 0) return 'retry'
  return sender.strangersDaily === null ? 'interval' : 'channel_limit'
}
