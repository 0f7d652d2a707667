// lib/sales/to-sale-json.ts
import type { Buyer } from '@/db/schema/sales'
import { localDateOf } from '@/lib/kernel/calendar'
import { describeDecline } from '@/lib/payments/decline'
import { describeAvoided } from '@/lib/payments/describe-avoided'
import type { Ctx } from '@/lib/platform/context'
import { eciOf } from './eci'
import type { SaleAttempt, SaleWithAttempts } from './sale'
import { listItems, type SaleItem } from './sale-items'
import { tellingAttempt } from './sale-status'
import { printed } from './voucher-view'

/** A sale as `/api/v1` shows it. A public contract: a field is added, never renamed. */
export const toSaleJson = (
  { sale, attempts }: SaleWithAttempts,
  items: readonly SaleItem[] = [],
) => ({
  id: sale.id,
  status: sale.status,
  method: sale.method,
  amount: sale.amount,
  currency: 'BRL',
  installments: sale.installments,
  offerCode: sale.offerCode,
  product: sale.product,
  reference: sale.reference,
  recurrenceId: sale.recurrenceId,
  customer: customerOf(sale.buyer),
  items: items.map(({ kind, name, price, bumpId }) => ({ kind, name, price, bumpId })),
  coupon: sale.couponCode,
  discount: sale.discount,
  affiliateCode: sale.affiliateCode,
  linkCode: sale.linkCode,
  attempts: attempts.map(toAttemptJson),
  voucher: voucherOf(attempts),
  tracking: sale.tracking,
  createdAt: sale.createdAt.toISOString(),
  paidAt: sale.paidAt?.toISOString() ?? null,
})

/** What can be paid, or ran out unpaid; null for a card, and once anything was paid. */
function voucherOf(attempts: readonly SaleAttempt[]) {
  const telling = tellingAttempt(attempts)
  const { voucher, expiresAt } = telling ?? {}
  if (!voucher || !expiresAt) return null
  if (telling?.status !== 'waiting' && telling?.status !== 'expired') return null
  const state = telling.status
  if (voucher.kind === 'pix') {
    const { kind, copyPaste } = voucher
    return { kind, copyPaste, expiresAt: expiresAt.toISOString(), state }
  }
  const { kind, digitableLine, barcode, pdfUrl } = voucher
  const line = printed(digitableLine)
  return { kind, digitableLine: line, barcode, pdfUrl, dueOn: localDateOf(expiresAt), state }
}

/** With what each is made of, in one look for all of them. */
export async function toSalesJson(ctx: Ctx, found: readonly SaleWithAttempts[]) {
  const items = await listItems(
    ctx,
    found.map(({ sale }) => sale.id),
  )
  return found.map((each) =>
    toSaleJson(
      each,
      items.filter(({ saleId }) => saleId === each.sale.id),
    ),
  )
}

const customerOf = ({ name, email, phone, document }: Buyer) => ({ name, email, phone, document })

const toAttemptJson = (attempt: SaleAttempt) => {
  const { lr, avoided: rule } = attempt
  const said = lr === null ? null : describeDecline({ ...attempt, code: lr })
  const held = rule === null ? null : describeAvoided({ ...attempt, rule })
  return {
    acquirer: attempt.acquirer,
    method: attempt.method,
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
    lrDescription: said?.description ?? held?.text['pt-BR'] ?? null,
    lrGuidance: said?.guidance ?? held?.guidance['pt-BR'] ?? null,
    captureDeadline: attempt.captureBy?.toISOString() ?? null,
    startedAt: attempt.createdAt.toISOString(),
    durationMs: attempt.durationMs,
  }
}
