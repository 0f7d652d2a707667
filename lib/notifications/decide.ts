// lib/notifications/decide.ts
import type { Kind, Lane, MessageState, ReasonCode } from '@/db/schema/notifications'
import type { Delay } from '@/db/schema/rules'
import type { Id } from '@/lib/kernel/ids'
import type { PhoneIssue } from '@/lib/kernel/phone'
import type { PurchaseEvent } from '@/lib/purchases/purchase'
import { dueAt, validUntil } from './due'
import type { Happening, News } from './happening'
import { isApproval, RECOVERY_NEGATIVES, sameOrder, silencerOf } from './happy-path'

const HOUR_MS = 3_600_000
/** Three refused cards in one afternoon are one message. */
const SAID_RECENTLY_MS = 6 * HOUR_MS

/** A step of a rule on the event that was heard, as the store has it. */
export type RuleStep = {
  readonly rule: string
  readonly ofUpsell: boolean
  readonly outside: boolean
  readonly step: number
  readonly enabled: boolean
  readonly delay: Delay
  readonly lane: Lane
  readonly kind: Kind
  readonly textVersion: number
  /** The wording its thread was drawn for, and whether it was drawn to hear nothing. */
  readonly variant: string | null
  readonly heldOut: boolean
  /** Which of the buyer's addresses its sender writes to. */
  readonly addressing: 'phone' | 'email'
}

/** A message of the thread that exists already. */
export type Existing = {
  readonly id: Id<'message'>
  readonly of: Happening
  readonly rule: string
  readonly step: number
  readonly outside: boolean
  readonly state: MessageState
  readonly reasonCode: ReasonCode | null
  readonly reasonEvent: string | null
  /** Its step is on and its buyer has a phone: nothing but the path holds it back. */
  readonly sendable: boolean
  readonly sentAt: Date | null
}

export type Contact = {
  readonly optedOut: boolean
  readonly blocked: boolean
  /** On the producer's own list of people not to write to. */
  readonly suppressed: boolean
}

export type Situation<Step extends RuleStep = RuleStep> = {
  readonly now: Date
  readonly news: News
  readonly seen: readonly Happening[]
  readonly messages: readonly Existing[]
  readonly steps: readonly Step[]
  readonly upsellsOn: boolean
  readonly contact: Contact
}

export type Move = {
  readonly id: Id<'message'>
  readonly from: MessageState
  readonly to: 'superseded' | 'canceled' | 'scheduled'
  readonly reason: ReasonCode | null
  readonly by: Happening | null
}

export type Made<Step extends RuleStep = RuleStep> = Step & {
  readonly state: 'scheduled' | 'suppressed'
  readonly reason: ReasonCode | null
  readonly by: Happening | null
  readonly sendAfter: Date
  readonly validUntil: Date
}

export const PENDING: readonly MessageState[] = ['scheduled', 'queued']
const HANDED_OVER: readonly MessageState[] = ['sending', 'sent', 'delivered', 'read', 'unknown']

/**
 * What one event does to its thread: which pending messages it takes back, which it opens again,
 * and what it says itself. Pure: the caller holds the thread's lock and writes it down.
 */
export function decide<Step extends RuleStep>(
  situation: Situation<Step>,
): { moves: readonly Move[]; made: readonly Made<Step>[] } {
  return { moves: movesOf(situation), made: situation.steps.flatMap((s) => madeOf(situation, s)) }
}

function movesOf({ news, seen, messages }: Situation): Move[] {
  const all = [...seen, news]
  return messages.flatMap((message): Move[] => {
    const { id, state, of, outside } = message
    if (PENDING.includes(state)) {
      const found = silencerOf({ of, outside, all }, [news])
      if (found === null) return []
      const to = found.taken === 'superseded' ? 'superseded' : 'canceled'
      return [{ id, from: state, to, reason: found.taken, by: found.by }]
    }
    // An approval that reopens a canceled order gives a voice to what came after it.
    if (!isHeldByCancel(message) || !isApproval(news.event) || !sameOrder(of, news)) return []
    if (silencerOf({ of, outside, all }) !== null) return []
    return [{ id, from: state, to: 'scheduled', reason: null, by: null }]
  })
}

const isHeldByCancel = ({ reasonCode, reasonEvent, sendable }: Existing) =>
  sendable &&
  reasonEvent === 'order_canceled' &&
  (reasonCode === 'order_closed' || reasonCode === 'negative_event')

function madeOf<Step extends RuleStep>(situation: Situation, step: Step): Made<Step>[] {
  const { news, messages, now } = situation
  if (step.ofUpsell && !news.upsell) return []
  const known = messages.some(
    ({ of, ...m }) => sameOrder(of, news) && m.rule === step.rule && m.step === step.step,
  )
  const due = dueAt(step.delay, news)
  if (known || due === null) return [] // Told before, or a reminder that makes no sense here.

  const until = validUntil(news.event, due, news)
  const timed = { ...step, sendAfter: due, validUntil: until }
  const silencer = pathReason(situation, step)
  const late = Math.max(due.getTime(), now.getTime()) > until.getTime()
  // Last of all the draw: who would not have heard of it anyhow is in no trial.
  const reason =
    silencer?.reason ??
    placeReason(situation, step) ??
    (late ? 'expired_before_send' : null) ??
    (step.heldOut ? 'holdout' : null)
  const state = reason === null ? 'scheduled' : 'suppressed'
  return [{ ...timed, state, reason, by: silencer?.by ?? null }]
}

type Reasoned = { readonly reason: ReasonCode; readonly by: Happening | null }

/** What other events of the thread say. */
function pathReason(situation: Situation, step: RuleStep): Reasoned | null {
  const { news, seen, messages, upsellsOn } = situation
  const found = silencerOf({ of: news, outside: step.outside, all: [...seen, news] })
  if (found?.late === 'stale_event' && RECOVERY_NEGATIVES.has(news.event)) {
    return { reason: found.late, by: found.by }
  }
  if (news.upsell && !step.ofUpsell && !upsellsOn) return { reason: 'upsell_muted', by: null }
  if (found !== null) return { reason: found.late, by: found.by }
  const announced = messages.find(
    ({ of, state }) =>
      isApproval(news.event) &&
      isApproval(of.event) &&
      of.event !== news.event &&
      sameOrder(of, news) &&
      HANDED_OVER.includes(state),
  )
  return announced === undefined ? null : { reason: 'same_group', by: announced.of }
}

const NO_PHONE: Readonly<Record<PhoneIssue, ReasonCode>> = {
  missing: 'no_phone',
  invalid: 'invalid_phone',
  placeholder: 'placeholder_phone',
  landline: 'invalid_phone',
  repaired_ninth_digit: 'invalid_phone',
}

/** What the store, the buyer and the clock say. */
function placeReason(situation: Situation, step: RuleStep): ReasonCode | null {
  const { news, messages, now, contact } = situation
  const recently = messages.some(
    ({ rule, sentAt }) =>
      rule === step.rule && sentAt !== null && now.getTime() - sentAt.getTime() < SAID_RECENTLY_MS,
  )
  if (RECOVERY_NEGATIVES.has(news.event) && recently) return 'recently_sent'
  if (!step.enabled) return 'notification_off'
  if (step.addressing === 'email') {
    if (news.email === null) return 'no_email'
  } else if (news.phone === null) return NO_PHONE[news.phoneIssue ?? 'missing']
  return contactReason(step.kind, contact)
}

/** Asked for no more reminders: what was bought is still told. Blocked or suppressed: nothing is. */
export function contactReason(kind: Kind, contact: Contact): ReasonCode | null {
  if (contact.suppressed) return 'suppressed_contact'
  if (contact.optedOut && kind === 'recovery') return 'opted_out'
  return contact.blocked ? 'contact_blocked' : null
}

/** Listed but without effect, or in no list: neither says anything about an order. */
export const SAYS_NOTHING: ReadonlySet<PurchaseEvent> = new Set(['ignored', 'unknown'])

type Speaking = Pick<RuleStep, 'enabled' | 'outside' | 'ofUpsell'>

/** Whether the store says anything about an event on its ladder. */
export const isSpoken = (steps: readonly Speaking[], upsell: boolean) =>
  steps.some(({ enabled, outside, ofUpsell }) => enabled && !outside && (upsell || !ofUpsell))
