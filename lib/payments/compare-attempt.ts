// lib/payments/compare-attempt.ts
import { createHash } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { operations } from '@/db/schema/payments'
import type { Ctx } from '@/lib/platform/context'
import type { Attempt } from './open-operation'
import type { Found } from './outcome'
import { closeFindings, recordFinding } from './record-finding'
import type { Route } from './route'
import { undoStrays } from './undo-strays'

export type Compared = 'same' | 'differed' | 'unanswered'

/** Ours and theirs, in words that a row and a page can carry. */
type Side = Readonly<Record<'status' | 'amount' | 'captured' | 'refunded', string>>

/** What an attempt of ours may be called at its acquirer without anything being wrong. */
const SAME: Readonly<Partial<Record<Attempt['status'], readonly Found['kind'][]>>> = {
  authorized: ['authorized'],
  captured: ['captured'],
  refunded: ['refunded', 'captured', 'voided'],
  voided: ['voided', 'refunded', 'refused', 'expired', 'never_seen'],
  refused: ['refused', 'never_seen', 'voided'],
  not_sent: ['never_seen', 'refused', 'voided', 'expired'],
  waiting: ['waiting', 'expired', 'never_seen'],
  expired: ['expired', 'waiting', 'refused', 'never_seen', 'voided', 'refunded'],
}

/**
 * Asks the acquirer about a settled attempt and holds its answer against our row. A difference is
 * written down with both sides; nothing is put right here.
 */
export async function compareAttempt(ctx: Ctx, route: Route, attempt: Attempt): Promise<Compared> {
  const found = await route.find(ctx, attempt.reference, attempt.acquirerId)
  if (found.kind === 'unknown') return 'unanswered'
  const strays = await compareStrays(ctx, route, attempt, found)
  if (strays === 'unanswered') return 'unanswered'
  if (isSame(attempt, found)) {
    await closeFindings(ctx, attempt.id, ['differs'], 'same_again')
    return strays
  }
  if (strays === 'differed' && attempt.acquirerId === null) return 'differed'
  await recordDifference(ctx, attempt, found)
  return 'differed'
}

function isSame(attempt: Attempt, found: Found): boolean {
  if (SAME[attempt.status]?.includes(found.kind) !== true) return false
  if (!('approval' in found)) return true
  if (attempt.status === 'refunded' && found.kind === 'captured') {
    return found.refunded === attempt.refundedAmount
  }
  if (attempt.status !== 'captured') return true
  const { capturedAmount, refundedAmount, refundingAmount } = attempt
  return (
    found.captured === capturedAmount &&
    found.refunded >= refundedAmount &&
    found.refunded <= refundedAmount + refundingAmount
  )
}

async function recordDifference(ctx: Ctx, attempt: Attempt, found: Found) {
  const [ours, theirs] = [oursOf(attempt), theirsOf(found)]
  await recordFinding(ctx, attempt.id, 'differs', {
    key: keyOf(ours, theirs),
    detail: { ...prefixed('our', ours), ...prefixed('their', theirs) },
  })
}

const oursOf = (attempt: Attempt): Side => ({
  status: attempt.status,
  amount: String(attempt.amount),
  captured: String(attempt.capturedAmount),
  refunded: String(attempt.refundedAmount),
})

const theirsOf = (found: Found): Side =>
  'approval' in found
    ? {
        status: found.kind,
        amount: String(found.approval.amount),
        captured: String(found.captured),
        refunded: String(found.refunded),
      }
    : { status: found.kind, amount: '', captured: '', refunded: '' }

const prefixed = (side: 'our' | 'their', values: Side) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${side}_${name}`, value]))

/** The same difference is told once; another one is another finding. */
const keyOf = (...sides: readonly Side[]) =>
  createHash('sha256').update(JSON.stringify(sides)).digest('hex').slice(0, 16)

type Held = Extract<Found, { approval: object }>

/**
 * Transactions under our reference that the attempt does not know. One that only holds limit is let
 * go, as whenever one is met; one that took money is a person's to judge.
 */
async function compareStrays(
  ctx: Ctx,
  route: Route,
  attempt: Attempt,
  found: Found,
): Promise<Compared> {
  const own = attempt.acquirerId
  if (!route.repeatsReferences && own !== null) return 'same'
  const all = route.repeatsReferences ? await route.findAll(ctx, attempt.reference, own) : [found]
  if (all === null) return 'unanswered'
  const unknown = all.filter(
    (each): each is Held => 'approval' in each && each.approval.acquirerId !== own,
  )
  const undone = await undoneOf(ctx, attempt)
  const held = unknown.filter(({ approval }) => !undone.has(approval.acquirerId))
  const taken = held.filter(({ kind }) => kind === 'captured')
  for (const each of taken) await recordOrphan(ctx, attempt, each)
  if (taken.length > 0) return 'differed'
  if (!held.some(({ kind }) => kind === 'authorized')) return 'same'
  await undoStrays(ctx, route, attempt)
  return 'differed'
}

function recordOrphan(ctx: Ctx, attempt: Attempt, { approval, captured, refunded }: Held) {
  const { acquirerId, tid, nsu, amount } = approval
  const sums = { amount: String(amount), captured: String(captured), refunded: String(refunded) }
  const detail = { ...sums, acquirerId, tid, nsu, our_status: attempt.status }
  return recordFinding(ctx, attempt.id, 'orphan', { key: acquirerId.slice(-16), detail })
}

async function undoneOf(ctx: Ctx, { id }: Attempt): Promise<ReadonlySet<string>> {
  const rows = await ctx.db
    .select({ acquirerId: operations.acquirerId })
    .from(operations)
    .where(
      and(
        eq(operations.attemptId, id),
        eq(operations.kind, 'undo_stray'),
        inArray(operations.status, ['sending', 'unknown', 'processing', 'done']),
      ),
    )
  return new Set(rows.flatMap(({ acquirerId }) => (acquirerId === null ? [] : [acquirerId])))
}
