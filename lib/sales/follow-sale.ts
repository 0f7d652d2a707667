// lib/sales/follow-sale.ts
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { type CheckoutAnswer, toCheckoutAnswer } from './checkout-answer'
import { glanceAtSale } from './look-at-vouchers'
import { getSale } from './read-sale'
import type { SaleWithAttempts } from './sale'
import { watchSale } from './watch-sales'

const MINUTE_MS = 60_000

/** While somebody looks at a code: often in the first minutes, when most are paid. */
const GLANCES = [
  { untilMs: 3 * MINUTE_MS, pauseMs: 3_000 },
  { untilMs: 10 * MINUTE_MS, pauseMs: 6_000 },
  { untilMs: Number.POSITIVE_INFINITY, pauseMs: 15_000 },
] as const

type Tell = (answer: CheckoutAnswer) => void

/**
 * Tells how a sale is, at first and whenever it says something else. While a Pix or a boleto of it
 * waits, the acquirer is asked in the meantime; the telling never waits for that.
 */
export function followSale(
  ctx: Ctx<'buyer'>,
  saleId: Id<'sale'>,
  { accessUrl }: { readonly accessUrl: string | null },
) {
  let tell: Tell | null = null
  let last = ''
  let known: SaleWithAttempts | null = null
  let running = Promise.resolve()

  const look = () => {
    running = running.then(say).catch(complain)
  }
  async function say() {
    if (tell === null) return
    known = await getSale(ctx, saleId)
    const answer = toCheckoutAnswer(known, { accessUrl, now: ctx.now() })
    const text = JSON.stringify(answer)
    if (text === last) return
    last = text
    tell?.(answer)
  }
  async function glance() {
    const began = ctx.now().getTime()
    while (tell !== null) {
      // One that fails is not the last: the page waits on.
      if (known !== null) await glanceAtSale(ctx, known).catch(complain)
      const age = ctx.now().getTime() - began
      const pace = GLANCES.find(({ untilMs }) => age < untilMs)
      await ctx.wait(pace?.pauseMs ?? MINUTE_MS)
    }
  }
  const complain = (error: unknown) => log.warn('a sale could not be told', { saleId, error })

  function start(to: Tell) {
    tell = to
    const stop = watchSale(ctx, saleId, look)
    glance().catch(complain)
    return () => {
      tell = null
      stop()
    }
  }
  return { start, look }
}
