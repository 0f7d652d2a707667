// lib/sales/attempt-view.ts
import type { AttemptStatus, PaymentMethod } from '@/db/schema/payments'
import { connectorOf } from '@/lib/accounts/connectors'
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import { describeDecline } from '@/lib/payments/decline'
import { describeAvoided } from '@/lib/payments/describe-avoided'
import type { Texts } from '@/lib/payments/refusal-classes'
import { type Eci, eciOf } from './eci'
import type { SaleAttempt } from './sale'
import { printed } from './voucher-view'

/** The languages that codes and rules are explained in. */
export type Locale = keyof Texts

/** What a Pix or a boleto is paid with, for who helps the buyer by telephone. */
export type VoucherHint =
  | { readonly kind: 'pix'; readonly copyPaste: string; readonly endToEndId: string | null }
  | { readonly kind: 'boleto'; readonly digitableLine: string; readonly pdfUrl: string | null }

/** One request to one acquirer, with what its code says to the producer and to the buyer. */
export type AttemptView = {
  readonly id: Id<'attempt'>
  readonly position: number
  readonly acquirer: string
  /** As the company has it now; null for one it no longer uses. */
  readonly place: 'main' | 'backup' | null
  readonly method: PaymentMethod
  readonly status: AttemptStatus
  /** Whether the acquirer said yes, whatever became of it later. */
  readonly approved: boolean
  readonly amount: Centavos
  readonly installments: number
  readonly brand: string | null
  readonly last4: string | null
  readonly lr: string | null
  readonly description: string | null
  readonly guidance: string | null
  /** Why it was never sent: the rule of the brand that forbade it, in a sentence. */
  readonly avoided: string | null
  readonly voucher: VoucherHint | null
  readonly expiresAt: string | null
  readonly tid: string | null
  readonly nsu: string | null
  readonly arp: string | null
  readonly eci: Eci | null
  readonly startedAt: string
  readonly ms: number | null
}

export type Places = { readonly main: string | null; readonly backup: string | null }

const APPROVED: readonly AttemptStatus[] = ['authorized', 'captured', 'voided', 'refunded']

export function toAttemptView(
  attempt: SaleAttempt,
  { main, backup }: Places,
  locale: Locale = 'pt-BR',
): AttemptView {
  const { acquirer, lr, avoided } = attempt
  const said = lr === null ? null : describeDecline({ ...attempt, code: lr, locale })
  return {
    id: attempt.id,
    position: attempt.position,
    acquirer: connectorOf(acquirer)?.label ?? acquirer,
    place: acquirer === main ? 'main' : acquirer === backup ? 'backup' : null,
    method: attempt.method,
    status: attempt.status,
    approved: APPROVED.includes(attempt.status),
    amount: attempt.amount,
    installments: attempt.installments,
    brand: attempt.brand,
    last4: attempt.last4,
    lr,
    description: said?.description ?? null,
    guidance: said?.guidance ?? null,
    avoided: avoided === null ? null : describeAvoided({ ...attempt, rule: avoided }).text[locale],
    voucher: voucherHint(attempt),
    expiresAt: attempt.expiresAt?.toISOString() ?? null,
    tid: attempt.tid,
    nsu: attempt.nsu,
    arp: attempt.arp,
    eci: attempt.method === 'card' ? eciOf(attempt) : null,
    startedAt: attempt.createdAt.toISOString(),
    ms: attempt.durationMs,
  }
}

function voucherHint({ voucher }: SaleAttempt): VoucherHint | null {
  if (voucher === null) return null
  if (voucher.kind === 'pix') {
    const { copyPaste, endToEndId = null } = voucher
    return { kind: 'pix', copyPaste, endToEndId }
  }
  const { digitableLine, pdfUrl } = voucher
  return { kind: 'boleto', digitableLine: printed(digitableLine), pdfUrl }
}
