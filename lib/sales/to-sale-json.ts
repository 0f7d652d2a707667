// lib/sales/to-sale-json.ts
import type { Buyer } from '@/db/schema/sales'
import { describeDecline } from '@/lib/payments/decline'
import { eciOf } from './eci'
import type { SaleAttempt, SaleWithAttempts } from './sale'

/** A sale as `/api/v1` shows it. A public contract: a field is added, never renamed. */
export const toSaleJson = ({ sale, attempts }: SaleWithAttempts) => ({
  id: sale.id,
  status: sale.status,
  amount: sale.amount,
  currency: 'BRL',
  installments: sale.installments,
  offerCode: sale.offerCode,
  product: sale.product,
  reference: sale.reference,
  recurrenceId: null,
  customer: customerOf(sale.buyer),
  attempts: attempts.map(toAttemptJson),
  tracking: sale.tracking,
  createdAt: sale.createdAt.toISOString(),
  paidAt: sale.paidAt?.toISOString() ?? null,
})

const customerOf = ({ name, email, phone, document }: Buyer) => ({ name, email, phone, document })

const toAttemptJson = (attempt: SaleAttempt) => {
  const { lr } = attempt
  const said = lr === null ? null : describeDecline({ ...attempt, code: lr })
  return {
    acquirer: attempt.acquirer,
    environment: attempt.environment,
    status: attempt.status,
    amount: attempt.amount,
    capturedAmount: attempt.capturedAmount,
    refundedAmount: attempt.refundedAmount,
    tid: attempt.tid,
    nsu: attempt.nsu,
    arp: attempt.arp,
    eci: eciOf(attempt),
    lr,
    lrDescription: said?.description ?? null,
    lrGuidance: said?.guidance ?? null,
    captureDeadline: attempt.captureBy?.toISOString() ?? null,
    startedAt: attempt.createdAt.toISOString(),
    durationMs: attempt.durationMs,
  }
}
