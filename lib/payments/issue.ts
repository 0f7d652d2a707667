// lib/payments/issue.ts
import type { AttemptStatus } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import type { IssueRequest, Payer } from './acquirer'
import { issueAttempt } from './issue-attempt'
import { openIssue } from './open-issue'
import { orderRoutes } from './order-routes'
import type { Route } from './route'
import { tellBreaker } from './tell-breaker'

export type VoucherMethod = IssueRequest['method']

export type IssueOrder = {
  readonly saleId: Id<'sale'>
  /** 0 for a new sale; behind the attempts it has when the buyer chose another way to pay. */
  readonly firstPosition: number
  readonly method: VoucherMethod
  readonly amount: Centavos
  readonly payer: Payer
  readonly expiresAt: Date
  /** The default acquirer first, then its backup. */
  readonly routes: readonly Route[]
}

/**
 * Asks one acquirer after the other for a Pix or a boleto, until one gives it. Whatever went wrong,
 * the backup may be asked: a code that nobody was shown is paid by nobody. One whose answer was lost
 * is asked about until it is known.
 */
export async function issue(ctx: Ctx, order: IssueOrder): Promise<AttemptStatus> {
  let last: AttemptStatus = 'not_sent'
  const asked = { method: order.method, brand: null, installments: 1 } as const
  const routes = await orderRoutes(ctx, order.routes, asked)
  for (const [index, route] of routes.entries()) {
    const opened = await openIssue(ctx, route, {
      ...order,
      position: order.firstPosition + index,
    })
    if (opened === null) return 'unknown' // Another request is at it.
    const answer = await issueAttempt(ctx, route, opened, order)
    // A Pix that was never switched on there says nothing about its cards.
    if (answer.kind !== 'refused') await tellBreaker(ctx, route, answer)
    if (answer.kind === 'done') return 'waiting'
    last = answer.kind
  }
  return last
}
