// app/(panel)/sales/[id]/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { after } from 'next/server'
import { getLocale, getTranslations } from 'next-intl/server'
import { nudge } from '@/inngest/nudge'
import type { Id } from '@/lib/kernel/ids'
import { formatReais, readReais } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import { memberContext } from '@/lib/platform/session'
import { cancelSale } from '@/lib/sales/cancel-sale'
import { captureSale } from '@/lib/sales/capture-sale'
import { OperateSaleInput } from '@/lib/sales/operate-sale.schema'
import { refundSale } from '@/lib/sales/refund-sale'
import { findSaleDetail } from '@/lib/sales/sale-detail'
import { ReplayDeliveryInput, replayDelivery } from '@/lib/webhooks/replay-delivery'

export type Done = { readonly ok: boolean; readonly message: string }

const USE_CASES = { capture: captureSale, cancel: cancelSale, refund: refundSale } as const
export type SaleVerb = keyof typeof USE_CASES

/** What a person does to a sale from its page. `amount` is as typed; a cancelling has none. */
export async function operateSaleAction(
  verb: SaleVerb,
  saleId: string,
  { amount, note }: { readonly amount: string | null; readonly note: string },
): Promise<Done> {
  const ctx = await memberContext()
  const t = await getTranslations('sales.detail')
  const typed = amount === null ? undefined : readReais(amount)
  const input = OperateSaleInput.safeParse({
    saleId,
    ...(amount !== null && { amount: typed }),
    ...(note !== '' && { note }),
  })
  if (!input.success || USE_CASES[verb] === undefined) {
    return { ok: false, message: t('error.invalid') }
  }
  const result = await USE_CASES[verb](ctx, input.data)
  settle(saleId)
  if (!result.ok) {
    const { error } = result
    const said =
      'said' in error ? ((await explanationOf(ctx, input.data.saleId)) ?? error.said) : ''
    return { ok: false, message: t(`error.${error.code}`, { said }) }
  }
  const { pending, sale } = result.value
  const moved = formatReais(input.data.amount ?? sale.amount)
  return { ok: true, message: t(pending ? 'does.pending' : `does.${verb}.done`, { amount: moved }) }
}

/** What the refusal means at the acquirer that gave it, and what may be done now. */
async function explanationOf(ctx: Ctx<'member'>, saleId: Id<'sale'>): Promise<string | null> {
  const sale = await findSaleDetail(ctx, saleId, await getLocale())
  const refusal = sale?.operations.findLast(({ status }) => status === 'refused')?.refusal
  return refusal == null ? null : `${refusal.description} ${refusal.guidance}`
}

export async function resendBellAction(saleId: string, deliveryId: string): Promise<Done> {
  const ctx = await memberContext()
  const t = await getTranslations('sales.detail')
  const input = ReplayDeliveryInput.safeParse({ deliveryId })
  if (!input.success) return { ok: false, message: t('error.delivery_not_found') }
  const result = await replayDelivery(ctx, input.data)
  settle(saleId)
  return result.ok
    ? { ok: true, message: t('does.bell.done') }
    : { ok: false, message: t(`error.${result.error.code}`, { said: '' }) }
}

function settle(saleId: string) {
  revalidatePath(`/sales/${saleId}`)
  after(() => nudge())
}
