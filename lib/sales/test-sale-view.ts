// lib/sales/test-sale-view.ts
import type { AttemptStatus, Environment } from '@/db/schema/payments'
import type { SaleStatus } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import { toAttemptView } from './attempt-view'
import type { SaleWithAttempts } from './sale'

/** What came of a test sale, for whoever made it. */
export type TestSaleView = {
  readonly saleId: Id<'sale'>
  readonly status: SaleStatus
  readonly environment: Environment
  readonly amount: Centavos
  /** Null when nothing was sent. */
  readonly attempt: {
    readonly acquirer: string
    readonly status: AttemptStatus
    /** The brand's or the acquirer's code, and the acquirer's own where the two differ. */
    readonly code: string | null
    readonly returnCode: string | null
    readonly description: string | null
    readonly tid: string | null
    readonly nsu: string | null
    readonly arp: string | null
    readonly ms: number | null
  } | null
  /** What a Pix or a boleto is paid with. */
  readonly payWith: string | null
}

export function toTestSaleView({ sale, attempts }: SaleWithAttempts): TestSaleView {
  const last = attempts.at(-1)
  const { id: saleId, status, environment, amount } = sale
  if (last === undefined) {
    return { saleId, status, environment, amount, attempt: null, payWith: null }
  }
  const view = toAttemptView(last, { main: null, backup: null })
  const { acquirer, lr: code, tid, nsu, arp, ms } = view
  // A lent card is a card: its brand's rules hold it too.
  const description = view.description ?? view.avoided
  const { returnCode, voucher } = last
  const said = { code, returnCode: returnCode === code ? null : returnCode, description }
  return {
    ...{ saleId, status, environment, amount },
    attempt: { acquirer, status: last.status, ...said, tid, nsu, arp, ms },
    payWith:
      voucher === null ? null : voucher.kind === 'pix' ? voucher.copyPaste : voucher.digitableLine,
  }
}
