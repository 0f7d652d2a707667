// lib/notifications/consequences.ts
import type { RefusalClass } from './channel'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS

/** What each class of refusal does to the message, its sender, its rule and its recipient. */
export type Consequence = {
  /** Back to the queue, or the end. */
  readonly message: 'again' | 'failed'
  /** Whether this try counts. A sender that cannot send is no fault of the message. */
  readonly counts: boolean
  readonly sender: 'goes_on' | 'slows_down' | 'stops'
  readonly rule: 'goes_on' | 'stops'
  readonly recipient: 'stays' | 'opts_out'
  /** How long to wait before the n-th try again (n from 0); null is the end. */
  readonly waits: (tries: number) => number | null
}

const LADDER = [5 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS]
const never = () => null

const failed = {
  message: 'failed',
  counts: true,
  sender: 'goes_on',
  rule: 'goes_on',
  recipient: 'stays',
  waits: never,
} as const satisfies Consequence

const again = { ...failed, message: 'again' } as const

export const CONSEQUENCES: Readonly<Record<RefusalClass, Consequence>> = {
  retry: { ...again, waits: (tries) => LADDER[tries] ?? null },
  recipient_too_fast: { ...again, waits: (tries) => (tries > 4 ? null : 6_000 * 4 ** tries) },
  slow_down: { ...again, counts: false, sender: 'slows_down', waits: () => 0 },
  final: failed,
  opted_out: { ...failed, recipient: 'opts_out' },
  template_wrong: { ...failed, rule: 'stops' },
  sender_stopped: { ...again, counts: false, sender: 'stops', waits: () => 0 },
  // Words of one's own are tried once more, as the approved text; see `closeWindow`.
  window_closed: { ...failed, waits: () => 0 },
}

/** After a warning of spam: nothing for a while, then half the pace. */
export const HELD_MS = 10 * MINUTE_MS
export const SLOW_MS = 60 * MINUTE_MS

/** So many connections refused in a row and the sender rests: the tries of messages are spared. */
export const FAILURES_UNTIL_REST = 3
