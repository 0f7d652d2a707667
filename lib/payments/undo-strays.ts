// lib/payments/undo-strays.ts
import { and, eq } from 'drizzle-orm'
import { attempts, operations } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { getAttempt } from './find-attempt'
import { moveAttempt } from './move-attempt'
import { type Attempt, openOperation } from './open-operation'
import { sendOperation } from './operate-attempt'
import type { Approval, Found } from './outcome'
import { recordFinding } from './record-finding'
import type { Route } from './route'

const NONE = centavos(0)

type Undone = {
  /** Nothing more can be done here about what is left under its reference. */
  readonly clean: boolean
  /** A transaction of its that was undone, now or before. */
  readonly last: Approval | null
}

/**
 * A request that the network delivered twice makes two transactions under one reference, of which
 * we know one. The others are let go; one that was captured is given back. The attempt's own is
 * never touched: what becomes of it is decided where it is known.
 */
export async function undoStrays(ctx: Ctx, route: Route, attempt: Attempt): Promise<Undone> {
  const all = await route.findAll(ctx, attempt.reference, attempt.acquirerId)
  if (all === null || all.some(({ kind }) => kind === 'unknown'))
    return { clean: false, last: null }
  let clean = true
  let last: Approval | null = null
  for (const found of all) {
    if (!('approval' in found) || found.approval.acquirerId === attempt.acquirerId) continue
    if (!isHeld(found)) {
      if (await wasUndone(ctx, attempt, found)) last = found.approval
      continue
    }
    const undone = await undo(ctx, route, attempt, found)
    if (undone === 'done') last = found.approval
    if (undone === 'open') clean = false
  }
  return { clean, last }
}

type Stray = Extract<Found, { approval: Approval }>

const isHeld = ({ kind }: Stray) => kind === 'authorized' || kind === 'captured'

/** As any call that moves money: committed before it is sent, asked about until it is known. */
async function undo(ctx: Ctx, route: Route, attempt: Attempt, found: Stray) {
  const { acquirerId } = found.approval
  const taken = found.kind === 'captured'
  const amount = taken ? centavos(found.captured - found.refunded) : found.approval.amount
  const key = acquirerId.slice(-16)
  const detail = { acquirerId, amount: String(amount), was: found.kind }
  await recordFinding(ctx, attempt.id, 'stray_approval', { key, detail })
  const intended = { attempt, kind: 'undo_stray', amount, acquirerId } as const
  const operation = await openOperation(ctx, ctx.db, intended)
  // Sent already: either the acquirer confirmed it, or the sweeper asks what became of it.
  if (operation === null) return (await wasUndone(ctx, attempt, found)) ? 'done' : 'open'
  const stray = { ...attempt, acquirerId, refundedAmount: found.refunded, refundingAmount: NONE }
  const kind = taken ? 'refund' : 'void'
  const answer = await sendOperation(ctx, route, { attempt: stray, operation, kind, amount })
  log.warn('a transaction nobody asked for is let go', {
    attemptId: attempt.id,
    acquirer: route.acquirer,
    kind,
    answer: answer.kind,
  })
  if (answer.kind === 'done') return answer.value.later === true ? 'open' : 'done'
  if (answer.kind !== 'refused') return 'open'
  const { code, message } = answer.refusal
  const refused = { code, said: message, acquirerId, amount: String(amount) }
  await recordFinding(ctx, attempt.id, 'stray_refused', { key, detail: refused })
  return 'left'
}

async function wasUndone({ db }: Ctx, { id }: Attempt, { approval: { acquirerId } }: Stray) {
  const ours = await db
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.attemptId, id),
        eq(operations.acquirerId, acquirerId),
        eq(operations.status, 'done'),
      ),
    )
    .limit(1)
  return ours.length > 0
}

/**
 * Once for each attempt, half an hour after it; again later when the acquirer did not answer. An
 * attempt believed absent whose approval came after all was undone with the rest: it says so.
 */
export async function checkStrays(ctx: Ctx, id: Id<'attempt'>, route: Route) {
  const attempt = await getAttempt(ctx, id)
  const { clean, last } = await undoStrays(ctx, route, attempt)
  if (!clean) return
  const learned = { strayCheckedAt: ctx.now() }
  if (last === null || attempt.status !== 'not_sent') {
    await ctx.db.update(attempts).set(learned).where(eq(attempts.id, id))
    return
  }
  const { acquirerId, tid, nsu, arp } = last
  const late = { ...learned, acquirerId, tid, nsu, arp }
  await ctx.db.transaction((tx) =>
    moveAttempt(ctx, tx, { id, from: 'not_sent', to: 'voided', learned: late }),
  )
}
