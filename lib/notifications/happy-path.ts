// lib/notifications/happy-path.ts
import type { ReasonCode } from '@/db/schema/notifications'
import { PURCHASE_EVENTS, type PurchaseEvent } from '@/lib/purchases/purchase'
import { BEFORE_AN_ORDER, PAID_RANK, RANKS } from '@/lib/purchases/ranks'
import type { Happening } from './happening'

/**
 * The happy path as one question about two events of a thread: does this one make a message of that
 * one pointless? It never asks which of them came first, so the same events lead to the same
 * messages in whatever order they arrive. Only the word for it differs: what was pending is taken
 * back (`taken`), what came too late is never queued (`late`).
 */
type Silencing = {
  readonly late: ReasonCode
  readonly taken: 'superseded' | 'negative_event'
  readonly by: Happening
}

type Question = {
  /** Whose message it is, and whether its rule was taken out of the ladder. */
  readonly of: Happening
  readonly outside: boolean
  /** Everything the thread has seen. */
  readonly all: readonly Happening[]
}

/** For these the clock decides, not the arrival: older than the order's state, they say nothing. */
const CLOCK_RULED: ReadonlySet<PurchaseEvent> = new Set([
  'payment_refused',
  'pix_expired',
  'boleto_expired',
  'order_canceled',
])
/** Asked again for money that somebody did not get; worth nothing once there is a newer try. */
export const RECOVERY_NEGATIVES: ReadonlySet<PurchaseEvent> = new Set([
  'payment_refused',
  'pix_expired',
  'boleto_expired',
])
const APPROVALS: ReadonlySet<PurchaseEvent> = new Set([
  'payment_approved',
  'subscription_activated',
])
/** The order is over; only a person takes that back. */
const CLOSES_FOR_GOOD: ReadonlySet<PurchaseEvent> = new Set([
  'refunded',
  'chargeback',
  'chargeback_opened',
  'returned',
])
const ENDS_OVERDUE: ReadonlySet<PurchaseEvent> = new Set([
  'subscription_renewed',
  'subscription_reactivated',
  'subscription_canceled',
  'subscription_finished',
])
/** They belong to an account, not to the story of an order. */
const BESIDE: ReadonlySet<PurchaseEvent> = new Set(['access_created', 'password_reset'])

/** Which steps of its own order a negative makes senseless. `always`: it never becomes untrue. */
const SENSELESS: Readonly<Partial<Record<PurchaseEvent, Scope>>> = {
  payment_refused: { from: 10, to: 20 },
  pix_expired: { from: 10, to: 20 },
  boleto_expired: { from: 10, to: 20 },
  refund_requested: { from: 10, to: 40, always: true },
  refunded_partial: { from: 10, to: 20, always: true },
  delivery_problem: { from: 80, to: 100 },
  subscription_overdue: { from: 10, to: 20 },
  subscription_renewed: { from: 10, to: 20 },
  subscription_reactivated: { from: 10, to: 20 },
  subscription_canceled: { from: 10, to: 20 },
}
type Scope = { readonly from: number; readonly to: number; readonly always?: true }

const rankOf = ({ event }: Happening) => RANKS[event]
export const sameOrder = (a: Happening, b: Happening) =>
  a.orderKind === b.orderKind && a.orderKey === b.orderKey

/** In the same second the higher step happened first; what else ties has one order, always. */
export function newer(a: Happening, b: Happening): boolean {
  const byClock = a.at.getTime() - b.at.getTime()
  if (byClock !== 0) return byClock > 0
  const byRank = (rankOf(b) ?? -1) - (rankOf(a) ?? -1)
  if (byRank !== 0) return byRank > 0
  return PURCHASE_EVENTS.indexOf(a.event) > PURCHASE_EVENTS.indexOf(b.event)
}

type Check = {
  readonly late: ReasonCode
  readonly taken?: 'superseded' | 'negative_event'
  readonly silences: (by: Happening, question: Question) => boolean
}

/** In the order in which a reason is named. */
const CHECKS: readonly Check[] = [
  {
    late: 'stale_event',
    silences: (by, { of }) =>
      CLOCK_RULED.has(of.event) &&
      by.event !== of.event && // Told again: the message it asked for is the one there is.
      sameOrder(by, of) &&
      !BESIDE.has(by.event) &&
      newer(by, of),
  },
  { late: 'order_closed', taken: 'negative_event', silences: closes },
  { late: 'late_lower_event', taken: 'superseded', silences: isFurther },
  {
    late: 'cart_already_ordered',
    taken: 'negative_event',
    silences: (by, { of }) => BEFORE_AN_ORDER.has(of.event) && !BEFORE_AN_ORDER.has(by.event),
  },
  {
    late: 'thread_already_paid',
    taken: 'superseded',
    silences: (by, { of }) =>
      (rankOf(by) ?? 0) >= PAID_RANK &&
      (RECOVERY_NEGATIVES.has(of.event) || (of.event === 'order_canceled' && !sameOrder(by, of))),
  },
  { late: 'newer_attempt', taken: 'superseded', silences: isNewerAttempt },
  {
    late: 'same_group',
    taken: 'superseded',
    silences: (by, { of }) =>
      APPROVALS.has(of.event) &&
      APPROVALS.has(by.event) &&
      by.event !== of.event &&
      by.spoken &&
      sameOrder(by, of) &&
      newer(of, by),
  },
  { late: 'stale_event', taken: 'negative_event', silences: makesSenseless },
]

function closes(by: Happening, { of, all }: Question): boolean {
  if (!sameOrder(by, of)) return false
  const isClosing = CLOSES_FOR_GOOD.has(by.event) || by.event === 'order_canceled'
  if (!isClosing || by.event === of.event || BESIDE.has(of.event)) return false
  if (rankOf(of) === null || newer(by, of)) return newer(by, of)
  if (by.event !== 'order_canceled') return true
  if (APPROVALS.has(of.event)) return false // Redone by hand: the order is open again.
  const reopened = (a: Happening) =>
    APPROVALS.has(a.event) && sameOrder(a, by) && newer(a, by) && newer(of, a)
  return !all.some(reopened)
}

/**
 * What asks for money yields to any higher event, announced or not, and also outside the ladder to
 * a payment. The rest yields only to what this store announces.
 */
function isFurther(by: Happening, { of, outside }: Question): boolean {
  const [higher, lower] = [rankOf(by), rankOf(of)]
  if (higher === null || lower === null || lower >= higher) return false
  if (outside) return lower < PAID_RANK && higher >= PAID_RANK
  return lower < PAID_RANK || by.spoken
}

function isNewerAttempt(by: Happening, { of, outside }: Question): boolean {
  if (sameOrder(by, of) || !newer(by, of)) return false
  const [rank, own] = [rankOf(by), rankOf(of)]
  if (RECOVERY_NEGATIVES.has(of.event)) {
    return RECOVERY_NEGATIVES.has(by.event) || (rank ?? 0) >= 20
  }
  return rank === 20 && own === 20 && !outside
}

function makesSenseless(by: Happening, { of }: Question): boolean {
  if (of.event === 'subscription_overdue' && ENDS_OVERDUE.has(by.event)) {
    const same = sameOrder(by, of) || (by.subscriptionKey ?? '') === of.subscriptionKey
    return same && newer(by, of)
  }
  const scope = SENSELESS[by.event]
  const rank = rankOf(of)
  if (scope === undefined || rank === null || !sameOrder(by, of)) return false
  return rank >= scope.from && rank <= scope.to && (scope.always === true || newer(by, of))
}

/** Why no message of this event may go out, or null. The first reason that applies is named. */
export function silencerOf(
  question: Question,
  among: readonly Happening[] = question.all,
): Silencing | null {
  const others = among.filter(({ purchaseId }) => purchaseId !== question.of.purchaseId)
  for (const { late, taken, silences } of CHECKS) {
    const by = others.find((other) => silences(other, question))
    if (by === undefined) continue
    return { late, taken: taken ?? (rankOf(by) === null ? 'negative_event' : 'superseded'), by }
  }
  return null
}

export const isApproval = (event: PurchaseEvent) => APPROVALS.has(event)
