// lib/payments/find-attempt.ts
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { attempts, type OperationKind, operations } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import type { Attempt } from './open-operation'

export async function getAttempt(ctx: Ctx, id: Id<'attempt'>): Promise<Attempt> {
  const [attempt] = await ctx.db.select().from(attempts).where(ofAccount(ctx, id))
  invariant(attempt, `attempt ${id} is missing`)
  return attempt
}

/** Nobody else may change its sums until the transaction ends. */
export async function lockAttempt(ctx: Ctx, tx: Tx, id: Id<'attempt'>): Promise<Attempt> {
  const [attempt] = await tx.select().from(attempts).where(ofAccount(ctx, id)).for('update')
  invariant(attempt, `attempt ${id} is missing`)
  return attempt
}

/** The same, and whether its sale needs a place to keep what was paid. */
export async function lockPaid(ctx: Ctx, tx: Tx, id: Id<'attempt'>) {
  const needsPlace = sql<boolean>`exists (select 1 from ${sales} s
    where s.id = payment_attempts.sale_id and s.place is not null)`
  const [found] = await tx
    .select({ attempt: attempts, needsPlace })
    .from(attempts)
    .where(ofAccount(ctx, id))
    .for('update')
  invariant(found, `attempt ${id} is missing`)
  return found
}

const ofAccount = (ctx: Ctx, id: Id<'attempt'>) =>
  and(eq(attempts.id, id), eq(attempts.accountId, ctx.actor.accountId))

/** The calls of an attempt that nobody answered yet. */
export const listOpen = ({ db }: Pick<Ctx, 'db'>, id: Id<'attempt'>) =>
  db
    .select()
    .from(operations)
    .where(and(eq(operations.attemptId, id), inArray(operations.status, ['sending', 'unknown'])))
    .orderBy(operations.id)

/** Those the acquirer took and carries out later. */
export const listLater = ({ db }: Pick<Ctx, 'db'>, id: Id<'attempt'>) =>
  db
    .select()
    .from(operations)
    .where(and(eq(operations.attemptId, id), eq(operations.status, 'processing')))
    .orderBy(operations.id)

/** Whether such a call of an attempt is on its way, or was never answered. */
export async function isUnderWay(ctx: Pick<Ctx, 'db'>, id: Id<'attempt'>, kind: OperationKind) {
  const [open, later] = await Promise.all([listOpen(ctx, id), listLater(ctx, id)])
  return [...open, ...later].some((operation) => operation.kind === kind)
}

export async function hasUnsettled(ctx: Pick<Ctx, 'db'>, id: Id<'attempt'>): Promise<boolean> {
  const [open, later] = await Promise.all([listOpen(ctx, id), listLater(ctx, id)])
  return open.length + later.length > 0
}
