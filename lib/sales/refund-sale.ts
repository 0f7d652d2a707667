// lib/sales/refund-sale.ts
import { refundAttempt } from '@/lib/payments/refund-attempt'
import type { Ctx } from '@/lib/platform/context'
import { operateSale } from './operate-sale'
import type { OperateSaleInput } from './operate-sale.schema'

/** Gives back all that is left, or a part of it, to the card it came from. */
export const refundSale = (
  ctx: Ctx<'member' | 'api'>,
  { saleId, amount, note }: OperateSaleInput,
) =>
  operateSale(ctx, {
    saleId,
    action: 'sale.refunded',
    details: amount === undefined ? {} : { amount: String(amount) },
    run: ({ attempt, route }) =>
      refundAttempt(ctx, route, {
        attemptId: attempt.id,
        note,
        ...(amount !== undefined && { amount }),
      }),
  })
