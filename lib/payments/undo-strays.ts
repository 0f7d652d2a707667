// lib/payments/undo-strays.ts
import { eq } from 'drizzle-orm'
import { attempts } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { getAttempt } from './find-attempt'
import { moveAttempt } from './move-attempt'
import type { Attempt } from './open-operation'
import type { Approval } from './outcome'
import { recordFinding } from './record-finding'
import type { Route } from './route'

type Undone = {
  /** Nothing but the attempt's own transaction is left under its reference. */
  readonly clean: boolean
  readonly last: Approval | null
}

/**
 * A request that the network delivered twice makes two transactions under one reference, of which
 * we know one. The others are let go; one that was captured is given back. The attempt's own is
 * never touched: what becomes of it is decided where it is known.
 */
export async function undoStrays(ctx: Ctx, route: Route, attempt: Attempt): Promise<Undone> {
  const all = await route.findAll(ctx, attempt.reference)
  if (all === null || all.some(({ kind }) => kind === 'unknown'))
    return { clean: false, last: null }
  let clean = true
  let last: Approval | null = null
  for (const found of all) {
    if (found.kind !== 'authorized' && found.kind !== 'captured') continue
    const { acquirerId, amount } = found.approval
    if (acquirerId === attempt.acquirerId) continue
    await recordFinding(ctx, attempt.id, 'stray_approval')
    const verb = found.kind === 'captured' ? 'refund' : 'void'
    const answer = await route[verb](ctx, { acquirerId, amount })
    log.warn('a transaction nobody asked for was undone', {
      attemptId: attempt.id,
      acquirer: route.acquirer,
      verb,
      answer: answer.kind,
    })
    if (answer.kind === 'done') last = found.approval
    else clean = false
  }
  return { clean, last }
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
  await ctx.db.transaction(async (tx) => {
    if (last !== null && attempt.status === 'not_sent') {
      const { acquirerId, tid, nsu, arp } = last
      const late = { ...learned, acquirerId, tid, nsu, arp }
      await moveAttempt(ctx, tx, { id, from: 'not_sent', to: 'voided', learned: late })
      return
    }
    await tx.update(attempts).set(learned).where(eq(attempts.id, id))
  })
}
