// lib/sales/bell-view.ts
import type { SaleStatus } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { describeDecline } from '@/lib/payments/decline'
import { describeAvoided } from '@/lib/payments/describe-avoided'
import type { Ctx } from '@/lib/platform/context'
import { eciOf } from './eci'
import { findSale } from './read-sale'
import type { SaleAttempt } from './sale'
import { tellingAttempt } from './sale-status'

/**
 * What a bell tells of a sale, and where. Null when nobody asked to be told. The status is the
 * fact's, not the present one: each change is told once, also when the next came first.
 */
export async function findBell(ctx: Ctx, saleId: Id<'sale'>, status: SaleStatus) {
  const found = await findSale(ctx, saleId)
  if (found === null || found.sale.bellUrl === null) return null
  const { sale, attempts } = found
  const told = tellingAttempt(attempts.filter((each) => matches(each, status))) ?? attempts.at(-1)
  return {
    url: sale.bellUrl as string,
    sale: {
      number: sale.number,
      reference: sale.reference,
      status,
      amount: sale.amount,
      product: sale.product,
      createdAt: sale.createdAt,
      customerReference: sale.tracking.idClienteEmpresa ?? null,
      acquirer: told?.acquirer ?? null,
      // Old receivers read the brand there: a Pix and a boleto say what they are.
      brand: told === undefined || told.method === 'card' ? (told?.brand ?? null) : told.method,
      cardLastFour: told?.last4 ?? null,
      tid: told?.tid ?? null,
      nsu: told?.nsu ?? null,
      arp: told?.arp ?? null,
      eci: told === undefined ? null : eciOf(told),
      refusal: told === undefined || status !== 'refused' ? null : refusalOf(told),
    },
  }
}

/** A sale that was refused and then paid has an attempt for each of the two bells. */
const matches = ({ status }: SaleAttempt, told: SaleStatus) =>
  told === 'refused' ? status === 'refused' : status !== 'refused' && status !== 'not_sent'

function refusalOf(attempt: SaleAttempt) {
  if (attempt.avoided !== null) {
    // Never sent, so no acquirer gave it a code.
    const { text, guidance } = describeAvoided({ ...attempt, rule: attempt.avoided })
    return { code: '', description: text['pt-BR'], guidance: guidance['pt-BR'] }
  }
  if (attempt.lr === null) return null
  const { code, description, guidance } = describeDecline({ ...attempt, code: attempt.lr })
  return { code, description, guidance }
}
