// lib/sales/issue-sale.ts
import type { Buyer } from '@/db/schema/sales'
import { localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import type { Installments } from '@/lib/kernel/installments'
import { issue, type VoucherMethod } from '@/lib/payments/issue'
import type { Route } from '@/lib/payments/route'
import type { Ctx } from '@/lib/platform/context'
import { dueAfter } from './due-after'

type Order = {
  readonly saleId: Id<'sale'>
  readonly firstPosition: number
  readonly price: Installments
  readonly method: VoucherMethod
  readonly customer: Buyer
  readonly pixMinutes: number
  readonly boletoDays: number
  readonly routes: readonly Route[]
}

const MINUTE_MS = 60_000

/** Asks for what the buyer will pay: nothing is taken, so no answer is waited for in fear. */
export async function issueSale(ctx: Ctx, order: Order): Promise<void> {
  const { saleId, firstPosition, price, method, customer, routes } = order
  const at = ctx.now()
  const expiresAt =
    method === 'pix'
      ? new Date(at.getTime() + order.pixMinutes * MINUTE_MS)
      : dueAfter(localDateOf(at), order.boletoDays)
  const { name, document, email } = customer
  await issue(ctx, {
    ...{ saleId, firstPosition, method, routes, expiresAt },
    amount: price.total,
    payer: { name, document, email },
  })
}
