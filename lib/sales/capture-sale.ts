// lib/sales/capture-sale.ts
import { captureAttempt } from '@/lib/payments/capture-attempt'
import type { Ctx } from '@/lib/platform/context'
import { operateSale } from './operate-sale'
import type { OperateSaleInput } from './operate-sale.schema'

/** Takes what a manual capture holds: all of it, or a part, once. */
export const captureSale = (
  ctx: Ctx<'member' | 'api'>,
  { saleId, amount, note }: OperateSaleInput,
) =>
  operateSale(ctx, {
    saleId,
    action: 'sale.captured',
    details: amount === undefined ? {} : { amount: String(amount) },
    run: ({ attempt, route }) =>
      captureAttempt(ctx, route, {
        attemptId: attempt.id,
        note,
        ...(amount !== undefined && { amount }),
      }),
  })
