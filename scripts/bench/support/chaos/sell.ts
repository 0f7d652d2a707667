// scripts/bench/support/chaos/sell.ts
import { eq } from 'drizzle-orm'
import { attempts } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import { cancelSale } from '@/lib/sales/cancel-sale'
import { captureSale } from '@/lib/sales/capture-sale'
import { refundSale } from '@/lib/sales/refund-sale'
import { submitPayment } from '@/lib/sales/submit-payment'
import { CheckoutInput, SubmitPaymentInput } from '@/lib/sales/submit-payment.schema'
import type { Order } from './plan'

export type Till = {
  readonly buyer: Ctx<'buyer'>
  readonly api: Ctx<'api'>
  readonly offerCode: string
  readonly simulatorUrl: string
}

type Way =
  | { readonly method: 'pix' | 'boleto' }
  | { readonly card: string; readonly parts?: number }

/** False while another request holds the sale: it is tried again by the next process. */
export async function sell(till: Till, order: Order): Promise<boolean> {
  const { kind, card, other, luck } = order
  const first: Way =
    kind === 'pix' || kind === 'pix_then_card'
      ? { method: 'pix' }
      : kind === 'boleto'
        ? { method: 'boleto' }
        : { card, ...(kind === 'twelve' && { parts: 12 }) }
  const sold = kind === 'manual' ? await hold(till, order) : await click(till, order, 1, first)
  if (sold === null) return false
  const { id, status } = sold

  switch (kind) {
    case 'pix':
    case 'boleto':
      return luck < 0.75 ? pay(till, id) : true
    case 'pix_then_card': {
      // Paid before the card, while it is on its way, behind it, or not at all.
      const paying = luck < 0.5 ? pay(till, id) : Promise.resolve(true)
      if (luck < 0.2) await paying
      const [second] = await Promise.all([click(till, order, 2, { card: other }), paying])
      if (luck >= 0.5 && luck < 0.8) await pay(till, id)
      return second !== null
    }
    case 'refused_then_pix': {
      if (status !== 'refused' && status !== 'failed') return true
      const second = await click(till, order, 2, { method: 'pix' })
      if (second === null) return false
      return luck < 0.75 ? pay(till, second.id) : true
    }
    case 'manual':
      if (status === 'authorized' && luck < 0.4) await captureSale(till.api, { saleId: id })
      if (status === 'authorized' && luck >= 0.4 && luck < 0.55)
        await captureSale(till.api, { saleId: id, amount: PART })
      if (status === 'authorized' && luck > 0.85) await cancelSale(till.api, { saleId: id })
      return true
    case 'insists': {
      let last: typeof sold | null = sold
      for (let nth = 2; nth <= CLICKS && last !== null; nth++) {
        if (last.status !== 'refused' && last.status !== 'failed') return true
        last = await click(till, order, nth, { card })
      }
      return last !== null
    }
    case 'refund':
      if (status !== 'paid') return true
      // Two people click at the same moment; at most one of them is heard.
      await Promise.all(
        [1, 2].map(() => refundSale(till.api, { saleId: id, ...(luck < 0.6 && { amount: PART }) })),
      )
      return true
    default:
      return true
  }
}

/** Of who does not believe a refusal. */
const CLICKS = 4
const PART = centavos(120_00)

/** One click of the buyer: the same name again is the same click again. */
async function click(till: Till, { n }: Order, nth: number, way: Way) {
  const name = (what: string) => `chaos-${what}-${String(n).padStart(9, '0')}`
  const payment =
    'method' in way
      ? way
      : { method: 'card', installments: way.parts ?? 1, card: { ...CARD, number: way.card } }
  const { checkoutId, ...input } = CheckoutInput.parse({
    customer: customerOf(n),
    payment,
    tracking: {},
    checkoutId: name('sale'),
    submitId: name(`click${nth}`),
  })
  return answered(
    await submitPayment(till.buyer, {
      ...input,
      asked: { offerCode: till.offerCode },
      source: 'checkout',
      idempotencyKey: checkoutId,
    }),
  )
}

async function hold(till: Till, { n, card }: Order) {
  const payment = {
    method: 'card',
    installments: 1,
    capture: false,
    card: { ...CARD, number: card },
  }
  const input = SubmitPaymentInput.parse({
    offerCode: till.offerCode,
    customer: customerOf(n),
    payment,
  })
  const idempotencyKey = `chaos-held-${n}`
  return answered(
    await submitPayment(till.api, { ...input, source: 'api', submitId: null, idempotencyKey }),
  )
}

function answered(result: Awaited<ReturnType<typeof submitPayment>>) {
  if (result.ok) {
    const { sale } = result.value
    const busy = sale.busyUntil !== null && sale.status === 'pending' && sale.method === 'card'
    return busy ? null : sale
  }
  if (result.error.code === 'in_flight') return null
  throw new Error(`a sale was not taken: ${result.error.code}`)
}

/** As the buyer's bank: whatever of the sale can still be paid is paid. */
async function pay({ buyer, simulatorUrl }: Till, saleId: Id<'sale'>): Promise<boolean> {
  const { acquirer, reference, method } = attempts
  const rows = await buyer.db
    .select({ acquirer, reference, method })
    .from(attempts)
    .where(eq(attempts.saleId, saleId))
  const open = rows.findLast((each) => each.method !== 'card')
  if (open === undefined) return true
  const body = JSON.stringify({ acquirer: open.acquirer, reference: open.reference })
  await fetch(`${simulatorUrl}/_control/pay`, { method: 'POST', body })
  return true
}

const CARD = { holder: 'MARIA DE SOUZA', expMonth: 12, expYear: 2035, cvv: '123' }

const customerOf = (n: number) => ({
  name: 'Maria de Souza',
  email: `maria.${n}@example.com`,
  phone: `+55119${String(10_000_000 + n)}`,
  document: '52998224725',
})
