// lib/payments/settle-unanswered.ts
import { eq } from 'drizzle-orm'
import { operations } from '@/db/schema/payments'
import { centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import { ASK_AGAIN_MS } from './ask-again'
import { amountDiffers } from './authorize-attempt'
import { triedCardOf } from './card-keys'
import { readIssue } from './issue-attempt'
import type { Attempt } from './open-operation'
import type { Answer, Approval, Confirmation, Found } from './outcome'
import { readAuthorization, readMoney, readUntouched } from './read-found'
import { recordFinding } from './record-finding'
import type { Route } from './route'
import { settleIssue } from './settle-issue'
import { settleOperation } from './settle-operation'
import { undoStrays } from './undo-strays'

type Operation = typeof operations.$inferSelect

/** A call nobody answered: the acquirer is asked by our reference what became of it. */
export async function settleUnanswered(ctx: Ctx, route: Route, attempt: Attempt, open: Operation) {
  const { id } = attempt
  const asked = open.acquirerId ?? attempt.acquirerId
  const found = await route.find(ctx, attempt.reference, asked)
  if (open.kind === 'authorize' && amountDiffers(attempt, found)) {
    await recordFinding(ctx, id, 'amount_differs')
    await undoStrays(ctx, route, attempt)
    await postpone(ctx, open, found)
    return
  }
  const { kind, amount } = open
  const tried = kind === 'authorize' ? triedCardOf(attempt) : null
  const operation = {
    ...{ id: open.id, kind, amount, attemptId: id, brand: attempt.brand },
    ...(tried !== null && { tried }),
  }
  if (kind === 'issue') {
    const issued = absentTwice(route, open, found, ctx.now()) ?? readIssue(attempt, found)
    if (issued === null) await postpone(ctx, open, found)
    else await settleIssue(ctx, { operation, attemptIs: attempt.status, answer: issued })
    return
  }
  const answer = proofOf(route, attempt, open, found, ctx.now())
  if (answer === null) {
    await postpone(ctx, open, found)
    return
  }
  await settleOperation(ctx, { operation, attemptIs: attempt.status, answer })
}

/** The sweeper comes minutes later, so what a search still does not show has not happened. */
function proofOf(
  route: Route,
  attempt: Attempt,
  open: Operation,
  found: Found,
  now: Date,
): Answer<Approval> | Answer<Confirmation> | null {
  const { kind } = open
  if (kind === 'capture' || kind === 'void' || kind === 'refund' || kind === 'undo_stray') {
    const arrived = now.getTime() - open.startedAt.getTime() >= ASK_AGAIN_MS[0]
    return proofOfMoney(attempt, open, found, arrived)
  }
  return absentTwice(route, open, found, now) ?? readAuthorization(found)
}

/** Once is no proof: the request may still be on its way. */
function absentTwice({ horizonMs }: Route, { absentSince }: Operation, found: Found, now: Date) {
  if (found.kind !== 'never_seen' || absentSince === null) return null
  const isOld = now.getTime() - absentSince.getTime() >= horizonMs
  return isOld ? ({ kind: 'not_sent', cause: 'never seen, twice' } as const) : null
}

function proofOfMoney(
  attempt: Attempt,
  { kind: asked, amount }: Operation,
  found: Found,
  arrived: boolean,
): Answer<Confirmation> | null {
  const isStray = asked === 'undo_stray'
  const kind = asked === 'capture' || asked === 'refund' ? asked : 'void'
  // Others on their way count as given back: only what exceeds them proves this one.
  const others = kind === 'refund' ? attempt.refundingAmount - amount : 0
  const before = isStray ? 0 : attempt.refundedAmount + Math.max(others, 0)
  const moved = { kind, amount, refundedBefore: centavos(before) } as const
  const proved = readMoney(moved, found)
  if (proved !== null) return proved
  if (!arrived || others > 0) return null
  if (kind !== 'capture' && 'approval' in found && found.refundPending) {
    return { kind: 'done', value: { confirmed: amount, later: true } }
  }
  return readUntouched(moved, found)
}

async function postpone(ctx: Ctx, open: Operation, found: Found) {
  const dueAt = open.askAfter?.getTime() ?? Number.POSITIVE_INFINITY
  const absentSince = found.kind === 'never_seen' ? (open.absentSince ?? ctx.now()) : null
  const early = ctx.now().getTime() < dueAt // Asked by a person, between two looks of the sweeper.
  const askCount = early ? open.askCount : open.askCount + 1
  const waitMs = ASK_AGAIN_MS[askCount]
  const askAfter = waitMs === undefined ? null : new Date(open.startedAt.getTime() + waitMs)
  await ctx.db
    .update(operations)
    .set({ askCount, absentSince, ...(!early && { askAfter }) })
    .where(eq(operations.id, open.id))
  if (!early && waitMs === undefined && open.attemptId !== null) {
    const detail = { operation: open.kind, amount: String(open.amount), found: found.kind }
    await recordFinding(ctx, open.attemptId, 'still_unknown', { key: open.id, detail })
  }
}
