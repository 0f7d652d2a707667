// lib/payments/open-issue.ts
import { attempts, operations } from '@/db/schema/payments'
import { referenceOf } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import type { IssueOrder } from './issue'
import { type Attempt, type OpenOperation, rowOf } from './open-operation'
import type { Route } from './route'

type NewIssue = Omit<IssueOrder, 'routes' | 'firstPosition' | 'payer'> & {
  readonly position: number
}

export type OpenedIssue = { readonly attempt: Attempt; readonly operation: OpenOperation }

/**
 * Committed before the first byte leaves, as a card's attempt is. Null when the place in the sale is
 * taken.
 */
export async function openIssue(
  ctx: Ctx,
  route: Route,
  order: NewIssue,
): Promise<OpenedIssue | null> {
  const { saleId, position, method, amount, expiresAt } = order
  const id = ctx.newId('attempt')
  const at = ctx.now()
  return ctx.db.transaction(async (tx) => {
    const [attempt] = await tx
      .insert(attempts)
      .values({
        ...{ id, saleId, position, method, amount, expiresAt },
        accountId: ctx.actor.accountId,
        acquirer: route.acquirer,
        environment: route.environment,
        credentialsId: route.credentialsId,
        reference: referenceOf(id),
        installments: 1,
        captureMode: 'automatic',
        status: 'sending',
        // A second code under one reference is shown to nobody: there is nothing to let go.
        strayCheckedAt: at,
        createdAt: at,
        movedAt: at,
      })
      .onConflictDoNothing()
      .returning()
    if (attempt === undefined) return null
    const row = rowOf(ctx, { attempt, kind: 'issue' })
    await tx.insert(operations).values(row)
    const operation = { id: row.id, kind: row.kind, attemptId: id, amount, brand: null }
    return { attempt, operation }
  })
}
