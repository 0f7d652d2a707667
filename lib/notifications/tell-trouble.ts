// lib/notifications/tell-trouble.ts
import { raiseAlert } from '@/lib/alerts/raise-alert'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { getPurchase } from '@/lib/purchases/views'

/** What no message can mend: the people of the store have to know. */
export const TROUBLES = ['delivery_problem', 'chargeback', 'chargeback_opened'] as const

/** One alert an order and kind of trouble, however often the platform repeats it. */
export async function tellTrouble(ctx: Ctx<'job'>, id: Id<'purchase'>): Promise<boolean> {
  const purchase = await getPurchase(ctx, id)
  const trouble = TROUBLES.find((each) => each === purchase.event)
  if (trouble === undefined || purchase.test) return false
  const { storeId, orderKey, postbackId, saleId, detail, refusalReason } = purchase
  const kind = trouble === 'delivery_problem' ? 'delivery_problem' : 'chargeback'
  const why = trouble === 'delivery_problem' ? detail : refusalReason
  await ctx.db.transaction((tx) =>
    raiseAlert(ctx, tx, {
      ...{ kind, key: `${storeId} ${orderKey}`, storeId },
      detail: {
        ...{ orderKey, event: trouble },
        ...(why && { why: why.slice(0, 120) }),
        ...(postbackId && { postbackId }),
        ...(saleId && { saleId }),
      },
    }),
  )
  return true
}
