// lib/sales/charge-kept-sale.ts
import { routeOf } from '@/lib/accounts/route-of'
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import type { Payer } from '@/lib/payments/acquirer'
import { chargeKept } from '@/lib/payments/charge-kept'
import type { Ctx } from '@/lib/platform/context'
import { settlingLate } from './charge-sale'
import { type KeptRow, openKept } from './kept-card'

type Order = {
  readonly saleId: Id<'sale'>
  readonly position: number
  readonly amount: Centavos
  readonly payer: Payer
  /** The offer's own; empty for none. */
  readonly statementName: string
  readonly kept: KeptRow
}

/** In one payment, at the acquirer that keeps the card, with the credentials it was kept with. */
export async function chargeKeptSale(ctx: Ctx, order: Order): Promise<void> {
  const { saleId, position, amount, payer, statementName, kept } = order
  const named = { name: payer.name, document: payer.document, email: payer.email }
  await chargeKept(settlingLate(ctx, saleId), await routeOf(ctx, kept), {
    ...{ saleId, position },
    ...openKept(ctx, kept),
    payment: {
      ...{ amount, installments: 1, payer: named },
      ...(statementName !== '' && { statementName }),
    },
  })
}
