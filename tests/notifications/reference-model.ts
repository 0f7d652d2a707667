import { RANKS } from '@/lib/purchases/ranks'
import { stepsOn } from './thread-of'

/**
 * The happy path once more, from its description alone and in another style: a machine with a few
 * counters that hears one event after the other. It is right for events that arrive as they
 * happened; what the product adds is that any other order ends the same.
 */
type Heard = {
  readonly event: keyof typeof RANKS
  readonly orderKey: string
  readonly at: Date
  readonly spoken: boolean
}

const MONEY_BACK = ['refunded', 'chargeback', 'chargeback_opened', 'returned']
/** Money that goes back keeps things silent, also what is said to have happened later. */
const NEVER_UNTRUE = ['refund_requested', 'refunded_partial']
const TRY_AGAIN = ['payment_refused', 'pix_expired', 'boleto_expired']
const BY_CLOCK = [...TRY_AGAIN, 'order_canceled']
const BEFORE = ['lead_captured', 'cart_abandoned']
const APPROVED = ['payment_approved', 'subscription_activated']

/** Of its own order, from one priority to another. */
const CANCELS: Record<string, [number, number]> = {
  payment_refused: [10, 20],
  pix_expired: [0, 20],
  boleto_expired: [0, 20],
  order_canceled: [0, 999],
  refund_requested: [0, 40],
  refunded: [0, 999],
  chargeback: [0, 999],
  chargeback_opened: [0, 999],
  refunded_partial: [0, 20],
  delivery_problem: [80, 100],
  returned: [80, 999],
  subscription_overdue: [0, 20],
  subscription_renewed: [0, 20],
  subscription_reactivated: [0, 20],
  subscription_canceled: [0, 20],
}
const OVER = [
  'subscription_renewed',
  'subscription_reactivated',
  'subscription_canceled',
  'subscription_finished',
]

export function referenceModel() {
  const last: Record<string, number> = {}
  const closed: Record<string, 'canceled' | 'for good'> = {}
  const mute: Record<string, number> = {}
  const paid: Record<string, true> = {}
  let [maxRank, maxSpoken, newestAt, hasOrder] = [0, 0, 0, false]
  let heardBefore: Heard[] = []
  let pending: { event: string; orderKey: string; rank: number | null; name: string }[] = []
  const drop = (pointless: (m: (typeof pending)[number]) => boolean) => {
    pending = pending.filter((m) => !pointless(m))
  }

  function hear(e: Heard) {
    const { event, orderKey } = e
    const at = e.at.getTime()
    const rank = RANKS[event]
    const newest = at >= (last[orderKey] ?? 0)
    if (newest) last[orderKey] = at
    const before = (rank ?? 0) < 40 ? maxRank : maxSpoken
    const hadOrder = hasOrder
    const wasClosed = closed[orderKey]
    const stale = BY_CLOCK.includes(event) && !newest

    if (rank !== null) {
      drop((m) => m.rank !== null && m.rank < rank && (m.rank < 40 || e.spoken))
      if (rank >= 20) drop((m) => TRY_AGAIN.includes(m.event))
      if (rank === 20 && at >= newestAt) drop((m) => m.rank === 20 && m.orderKey !== orderKey)
      if (rank >= 40) {
        drop((m) => m.event === 'order_canceled' && m.orderKey !== orderKey)
        paid[orderKey] = true
      }
      maxRank = Math.max(maxRank, rank)
      if (e.spoken) maxSpoken = Math.max(maxSpoken, rank)
    } else if (!stale) {
      const [from, to] = CANCELS[event] ?? [1, 0]
      drop((m) => m.orderKey === orderKey && m.rank !== null && m.rank >= from && m.rank <= to)
      const closes = MONEY_BACK.includes(event) || event === 'order_canceled'
      if (closes) drop((m) => m.orderKey === orderKey)
      if (OVER.includes(event)) {
        drop((m) => m.orderKey === orderKey && m.event === 'subscription_overdue')
      }
      if (TRY_AGAIN.includes(event)) drop((m) => TRY_AGAIN.includes(m.event))
      if (BY_CLOCK.includes(event) && newest)
        drop((m) => m.orderKey === orderKey && BY_CLOCK.includes(m.event))
      if (closes && closed[orderKey] !== 'for good') {
        closed[orderKey] = event === 'order_canceled' ? 'canceled' : 'for good'
      }
      if (NEVER_UNTRUE.includes(event)) mute[orderKey] = Math.max(mute[orderKey] ?? 0, to)
    }
    if (!BEFORE.includes(event)) {
      drop((m) => BEFORE.includes(m.event))
      hasOrder = true
    }
    if (APPROVED.includes(event) && newest && wasClosed === 'canceled') delete closed[orderKey]
    newestAt = Math.max(newestAt, at)

    const anyPaid = Object.keys(paid)
    const silent =
      stale ||
      (rank !== null && closed[orderKey] !== undefined) ||
      (rank !== null && rank < before) ||
      (rank !== null && rank <= (mute[orderKey] ?? 0)) ||
      (BEFORE.includes(event) && hadOrder) ||
      (TRY_AGAIN.includes(event) && anyPaid.length > 0) ||
      (event === 'order_canceled' && anyPaid.some((key) => key !== orderKey)) ||
      (TRY_AGAIN.includes(event) && heardBefore.some((other) => isNewerTry(other, e))) ||
      (APPROVED.includes(event) && wasAnnounced(e))
    heardBefore = [...heardBefore, e]
    if (silent) return
    for (const step of stepsOn(event)) {
      if (!step.enabled || step.ofUpsell) continue
      pending.push({ event, orderKey, rank, name: `${orderKey} ${step.rule}.${step.step}` })
    }
  }

  const isNewerTry = (other: Heard, e: Heard) =>
    other.orderKey !== e.orderKey && (RANKS[other.event] ?? 0) >= 20 && other.at > e.at
  const wasAnnounced = (e: Heard) =>
    heardBefore.some(
      (other) =>
        other.orderKey === e.orderKey &&
        other.event !== e.event &&
        APPROVED.includes(other.event) &&
        other.spoken,
    )
  return { hear, pending: () => pending.map(({ name }) => name).sort() }
}
