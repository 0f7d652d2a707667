// lib/sales/cancel-sale.ts
import { voidAttempt } from '@/lib/payments/void-attempt'
import type { Ctx } from '@/lib/platform/context'
import { operateSale } from './operate-sale'
import type { OperateSaleInput } from './operate-sale.schema'

/** Lets go of what a card holds and nobody captured. What was captured is refunded instead. */
export const cancelSale = (
  ctx: Ctx<'member' | 'api'>,
  { saleId }: Pick<OperateSaleInput, 'saleId'>,
) =>
  operateSale(ctx, {
    saleId,
    action: 'sale.canceled',
    details: {},
    run: ({ attempt, route }) => voidAttempt(ctx, route, attempt.id),
  })
