// lib/sales/hold-of.ts
import type { Hold, SaleStatus } from '@/db/schema/sales'
import { givenUpAt } from '@/lib/payments/next-look'
import type { SaleAttempt } from './sale'

const MINUTE_MS = 60_000
/** So long a buyer who was refused may try another card, or a Pix, and still has their place. */
export const HELD_AFTER_REFUSAL_MS = 10 * MINUTE_MS
/** A card nobody answered for so long is given up; approved later, it needs a place anew. */
const UNANSWERED_MS = 24 * 60 * MINUTE_MS
/** A code whose time is over is looked at so often until its acquirer says what became of it. */
const LOOK_AGAIN_MS = 5 * MINUTE_MS

/** What becomes of a place, and of a coupon's use, and when that is looked at again. */
export type Holding = { readonly hold: Hold; readonly until: Date | null }

type Judged = {
  readonly status: SaleStatus
  readonly attempts: readonly SaleAttempt[]
  /** Since when the status is so. */
  readonly movedAt: Date
  readonly now: Date
}

const KEPT: Holding = { hold: 'kept', until: null }
const RETURNED: Holding = { hold: 'returned', until: null }

const RULE: Readonly<Record<SaleStatus, 'kept' | 'returned' | 'while_open' | 'for_a_while'>> = {
  pending: 'while_open',
  authorized: 'kept',
  paid: 'kept',
  partially_refunded: 'kept',
  refused: 'for_a_while',
  failed: 'for_a_while',
  canceled: 'returned',
  expired: 'returned',
  refunded: 'returned',
  charged_back: 'returned',
}

/**
 * A place is kept once it was paid, held while it may still be, and returned when nothing is expected
 * any more. What waits beside a refused card, a Pix that can still be paid, holds it too.
 */
export function holdOf({ status, attempts, movedAt, now }: Judged): Holding {
  const rule = RULE[status]
  if (rule === 'kept') return KEPT
  // A request that sent nothing and was given up told its buyer nothing to come back to.
  if (rule === 'returned' || (status === 'failed' && attempts.length === 0)) return RETURNED
  const ends = attempts.map((attempt) => endOf(attempt, now))
  const patience = movedAt.getTime() + HELD_AFTER_REFUSAL_MS
  // With nothing sent yet, a request is at work or its process died: the same patience for both.
  const until = Math.max(...ends, patience)
  return until > now.getTime() ? { hold: 'held', until: new Date(until) } : RETURNED
}

/** Until when an attempt may still turn out to be paid, as far as a place waits for it. */
function endOf(attempt: SaleAttempt, now: Date): number {
  const { status, createdAt, late } = attempt
  if (late) return 0
  if (status === 'sending' || status === 'unknown') return createdAt.getTime() + UNANSWERED_MS
  if (status !== 'waiting') return 0
  // Over, it waits for the acquirer's last word: `expire-vouchers` asks.
  return Math.max(givenUpAt(attempt).getTime(), now.getTime() + LOOK_AGAIN_MS)
}
