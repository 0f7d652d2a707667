// inngest/functions/record-purchase.ts
import type { Id } from '@/lib/kernel/ids'
import { bindSale } from '@/lib/leads/bind-sale'
import type { Ctx } from '@/lib/platform/context'
import { env } from '@/lib/platform/env'
import { jobContext } from '@/lib/platform/job-context'
import { FACTS_TOLD, purchaseFromSale, type SaleNews, statusIn } from '@/lib/purchases/from-sale'
import { recordPurchase } from '@/lib/purchases/record-purchase'
import { getSale } from '@/lib/sales/read-sale'
import type { SaleWithAttempts } from '@/lib/sales/sale'
import { listItems } from '@/lib/sales/sale-items'
import { toSaleJson } from '@/lib/sales/to-sale-json'
import { ensureNativeStore } from '@/lib/stores/native-store'
import { NATIVE } from '@/lib/stores/views'
import { inngest } from '../client'
import { readFact } from './read-fact'

const MAPPER_VERSION = 1

/** A sale of our own becomes the same event as a gateway's postback; the fact's id is its key. */
export const recordPurchaseJob = inngest.createFunction(
  { id: 'record-purchase', triggers: FACTS_TOLD.map((event) => ({ event })), retries: 8 },
  async ({ event, step }) => {
    const { id, name, data } = event as Event
    const { accountId, saleId } = readFact({ name, data }, { saleId: 'sale' })
    const status = statusIn(name)
    if (status === null) return null
    const key = id ?? `${saleId}/${status}`
    const attemptId =
      status === 'issued' ? readFact({ name, data }, { attemptId: 'attempt' }).attemptId : undefined
    return step.run('record', () =>
      recordSale(jobContext('record-purchase', accountId), { saleId, status, key, attemptId }),
    )
  },
)

type Event = { readonly name: string; readonly id?: string | undefined; readonly data: unknown }

export type SaleTold = {
  readonly saleId: Id<'sale'>
  readonly status: SaleNews
  readonly key: string
  /** Of the Pix or the boleto that was issued. */
  readonly attemptId?: Id<'attempt'> | undefined
}

/** One change of one sale, told by one fact; a second time under the same key it changes nothing. */
export async function recordSale(ctx: Ctx, { saleId, status, key, attemptId }: SaleTold) {
  const found = await getSale(ctx, saleId)
  const { sale, attempts } = found
  if (sale.test) return null // Made to try an acquirer out: nobody bought anything.
  const last = attempts.at(-1)
  // One whose answer was lost, and that the backup's has replaced: the buyer was never shown it.
  if (status === 'issued' && last?.id !== attemptId) return null
  const { id, product, offerCode, amount, installments, buyer, tracking, source: by } = sale
  const { couponCode, discount, parentSaleId, recurrenceId } = sale
  const items = await listItems(ctx, [saleId])
  const sold = {
    ...{ id, status, product, offerCode, amount, installments, buyer, tracking },
    ...{ source: by, items, parentSaleId },
    coupon: couponCode === null ? null : { code: couponCode, discount },
    subscription: recurrenceId === null ? null : subscriptionOf(recurrenceId, sale),
    method: status === 'issued' && last !== undefined ? last.method : sale.method,
    voucher: voucherOf(found),
    test: sale.environment === 'sandbox',
    refusal: toSaleJson(found).attempts.at(-1)?.lrDescription ?? null,
    checkoutUrl: offerCode === null ? null : `${env.APP_URL}/o/${offerCode}`,
    at: status === 'issued' && last !== undefined ? last.createdAt : sale.movedAt,
  }
  if (purchaseFromSale(sold) === null) return null
  const storeId = await ensureNativeStore(ctx)
  const source = {
    ...{ storeId, saleId },
    platform: NATIVE,
    deliveryKey: key,
    mapperVersion: MAPPER_VERSION,
    receivedAt: ctx.now(),
  }
  return ctx.db.transaction(async (tx) => {
    const bound = boundBy(sale, status)
    const thread = bound === null ? OWN_THREAD : await bindSale(ctx, tx, bound)
    const purchase = purchaseFromSale({ ...sold, thread })
    return purchase === null ? null : (await recordPurchase(ctx, tx, { purchase, source })).outcome
  })
}

type Sale = SaleWithAttempts['sale']
const OWN_THREAD = { threadKey: null, recovered: false }

/** What is bought on a receipt, or charged again, began with no cart of its own. */
function boundBy(sale: Sale, status: SaleNews) {
  const { id: saleId, accountId, offerId, buyer, source } = sale
  if (offerId === null || source === 'upsell' || source === 'recurrence') return null
  return {
    ...{ saleId, accountId, offerId, email: buyer.email, phone: buyer.phone },
    checkoutId: source === 'checkout' ? sale.idempotencyKey : null,
    paid: status === 'paid',
  }
}

const subscriptionOf = (code: Id<'recurrence'>, { product }: Sale) => ({
  ...{ code, plan: product, status: 'active' },
  ...{ charges: null, nextChargeAt: null },
})

/** The last that was issued; a sale that a card paid has nothing to say of one. */
function voucherOf({ sale, attempts }: SaleWithAttempts) {
  if (sale.method === 'card') return null
  const last = attempts.findLast(({ voucher }) => voucher !== null)
  return last?.voucher ? { ...last.voucher, expiresAt: last.expiresAt } : null
}
