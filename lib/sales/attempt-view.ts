// lib/sales/attempt-view.ts
import type { AttemptStatus } from '@/db/schema/payments'
import { connectorOf } from '@/lib/accounts/connectors'
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import { describeDecline } from '@/lib/payments/decline'
import { describeAvoided } from '@/lib/payments/describe-avoided'
import { type Eci, eciOf } from './eci'
import type { SaleAttempt } from './sale'

/** One authorisation request, with what its code says to the producer and to the buyer. */
export type AttemptView = {
  readonly id: Id<'attempt'>
  readonly position: number
  readonly acquirer: string
  /** As the company has it now; null for one it no longer uses. */
  readonly place: 'main' | 'backup' | null
  readonly status: AttemptStatus
  /** Whether the acquirer said yes, whatever became of it later. */
  readonly approved: boolean
  readonly amount: Centavos
  readonly installments: number
  readonly lr: string | null
  readonly description: string | null
  readonly guidance: string | null
  /** Why it was never sent, where a rule of the brand forbade it. */
  readonly avoided: { readonly 'pt-BR': string; readonly en: string } | null
  readonly tid: string | null
  readonly nsu: string | null
  readonly arp: string | null
  readonly eci: Eci | null
  readonly startedAt: string
  readonly ms: number | null
}

type Places = { readonly main: string | null; readonly backup: string | null }

const APPROVED: readonly AttemptStatus[] = ['authorized', 'captured', 'voided', 'refunded']

export function toAttemptView(attempt: SaleAttempt, { main, backup }: Places): AttemptView {
  const { acquirer, lr, avoided: rule } = attempt
  const said = lr === null ? null : describeDecline({ ...attempt, code: lr })
  return {
    id: attempt.id,
    position: attempt.position,
    acquirer: connectorOf(acquirer)?.label ?? acquirer,
    place: acquirer === main ? 'main' : acquirer === backup ? 'backup' : null,
    status: attempt.status,
    approved: APPROVED.includes(attempt.status),
    amount: attempt.amount,
    installments: attempt.installments,
    lr,
    description: said?.description ?? null,
    guidance: said?.guidance ?? null,
    avoided: rule === null ? null : describeAvoided({ ...attempt, rule }).text,
    tid: attempt.tid,
    nsu: attempt.nsu,
    arp: attempt.arp,
    eci: eciOf(attempt),
    startedAt: attempt.createdAt.toISOString(),
    ms: attempt.durationMs,
  }
}
