// lib/sales/cancel-sale.ts
import { err, type Result } from '@/lib/kernel/result'
import type { Progress } from '@/lib/payments/operate-attempt'
import { type VoidError, voidAttempt } from '@/lib/payments/void-attempt'
import type { Ctx } from '@/lib/platform/context'
import { operateSale } from './operate-sale'
import type { OperateSaleInput } from './operate-sale.schema'

type Voided = Promise<
  Result<{ readonly state: Progress }, VoidError | { readonly code: 'amount_not_whole' }>
>

/** Lets go of what a card holds and nobody captured. What was captured is refunded instead. A part is no cancelling. */
export const cancelSale = (
  ctx: Ctx<'member' | 'api'>,
  { saleId, amount, note }: OperateSaleInput,
) =>
  operateSale(ctx, {
    saleId,
    action: 'sale.canceled',
    details: {},
    run: async ({ attempt, route }): Voided =>
      amount === undefined || amount === attempt.amount
        ? voidAttempt(ctx, route, attempt.id, { note })
        : err({ code: 'amount_not_whole' }),
  })
