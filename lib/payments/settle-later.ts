// lib/payments/settle-later.ts
import { and, eq } from 'drizzle-orm'
import { operations } from '@/db/schema/payments'
import { centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import type { RefundState } from './acquirer'
import { askLaterAt } from './ask-again'
import type { Attempt } from './open-operation'
import type { Answer, Confirmation } from './outcome'
import { readMoney } from './read-found'
import { recordFinding } from './record-finding'
import type { Route } from './route'
import { settleOperation } from './settle-operation'

type Operation = typeof operations.$inferSelect

/** What the acquirer took and carries out later: asked about until it is done or denied. */
export async function settleLater(ctx: Ctx, route: Route, attempt: Attempt, later: Operation) {
  const { kind, amount, id } = later
  const state = await askAbout(ctx, route, attempt, later)
  if (state !== 'done' && state !== 'denied') return postpone(ctx, attempt, later)
  const operation = { id, kind, amount, attemptId: attempt.id, brand: attempt.brand }
  const answer = state === 'done' ? DONE(later) : DENIED
  const settled = await settleOperation(ctx, { operation, attemptIs: attempt.status, answer })
  if (!settled || state === 'done') return
  const detail = { amount: String(amount), refundId: later.refundId ?? '', operation: kind }
  const found = kind === 'undo_stray' ? 'stray_refused' : 'refund_denied'
  await recordFinding(ctx, attempt.id, found, { key: id, detail })
}

const DONE = ({ amount }: Operation): Answer<Confirmation> => ({
  kind: 'done',
  value: { confirmed: amount },
})

/** The acquirer says no more than this. */
export const DENIED_CODE = 'denied'
const DENIED = {
  kind: 'refused',
  refusal: { code: DENIED_CODE, reason: 'not_processed', message: '' },
} as const satisfies Answer<Confirmation>

async function askAbout(
  ctx: Ctx,
  route: Route,
  attempt: Attempt,
  { kind, amount, acquirerId: stray, refundId }: Operation,
): Promise<RefundState> {
  const acquirerId = stray ?? attempt.acquirerId
  if (acquirerId === null) return 'unknown'
  const state = await route.findRefund(ctx, { acquirerId, amount, refundId })
  if (refundId !== null || kind !== 'refund' || state !== 'done') return state
  // Nameless, an older one of the same amount may have been meant: the sum has to say so too.
  const found = await route.find(ctx, attempt.reference, acquirerId)
  const refundedBefore = centavos(
    attempt.refundedAmount + Math.max(attempt.refundingAmount - amount, 0),
  )
  const proof = readMoney({ kind, amount, refundedBefore }, found)
  return proof === null ? 'processing' : 'done'
}

/** A person may ask between two looks; that moves no look of the sweeper's. */
async function postpone(ctx: Ctx, attempt: Attempt, later: Operation) {
  if (later.askAfter === null || later.askAfter > ctx.now()) return
  const askCount = later.askCount + 1
  const askAfter = askLaterAt(later.answeredAt ?? later.startedAt, askCount)
  await ctx.db
    .update(operations)
    .set({ askCount, askAfter })
    .where(and(eq(operations.id, later.id), eq(operations.status, 'processing')))
  if (askAfter !== null) return
  const detail = { operation: later.kind, amount: String(later.amount), found: 'processing' }
  await recordFinding(ctx, attempt.id, 'still_unknown', { key: later.id, detail })
}
