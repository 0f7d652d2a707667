// lib/sales/sale-row.ts
import type { PaymentMethod } from '@/db/schema/payments'
import type { SaleStatus } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import type { Sale } from './sale'

/** What the sales page shows and nothing else; the row itself never leaves this module. */
export type SaleRow = {
  readonly id: Id<'sale'>
  readonly buyer: string
  readonly product: string
  readonly offerCode: string | null
  readonly amount: Centavos
  readonly refundedAmount: Centavos
  readonly installments: number
  readonly status: SaleStatus
  readonly method: PaymentMethod
  /** The code of the acquirer of the last attempt. */
  readonly acquirer: string | null
  readonly cardHint: string | null
  /** Approved and waiting for a person to capture it. */
  readonly waitsForCapture: boolean
  readonly createdAt: string
}

export const toSaleRow = (sale: Sale): SaleRow => ({
  id: sale.id,
  buyer: sale.buyer.name,
  product: sale.product,
  offerCode: sale.offerCode,
  amount: sale.amount,
  refundedAmount: sale.refundedAmount,
  installments: sale.installments,
  status: sale.status,
  method: sale.method,
  acquirer: sale.acquirer,
  cardHint: sale.cardHint,
  waitsForCapture: sale.status === 'authorized' && sale.captureMode === 'manual',
  createdAt: sale.createdAt.toISOString(),
})
