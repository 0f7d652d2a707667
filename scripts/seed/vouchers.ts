// scripts/seed/vouchers.ts
import { asc, eq } from 'drizzle-orm'
import { attempts, type PaymentMethod } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx, Tools } from '@/lib/platform/context'
import { followVoucher } from '@/lib/sales/look-at-vouchers'
import { type Chance, toolsAt } from './clock'
import { hearSale } from './hear-sale'
import type { Deed } from './timeline'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Half an hour, and what an acquirer may need to tell of the last second. */
const PIX_LIVES_MS = 33 * MINUTE_MS

type Given = {
  readonly tools: Tools
  readonly actor: Ctx<'member'>['actor']
  readonly chance: Chance
  readonly controlUrl: string
}

type Issued = { readonly saleId: Id<'sale'>; readonly method: PaymentMethod; readonly at: Date }

/** Three of four are paid: a Pix within minutes, a boleto the next day. The others run out. */
export function payLater(given: Given, { saleId, method, at }: Issued): readonly Deed[] {
  const { chance } = given
  const paid = chance.next() < 0.77
  const quick = 1 + chance.below(9)
  const afterMs =
    method === 'pix'
      ? paid
        ? quick * MINUTE_MS
        : PIX_LIVES_MS
      : (paid ? 20 + chance.below(12) : 0) * HOUR_MS
  if (afterMs === 0) return []
  const then = new Date(at.getTime() + afterMs)
  return [{ at: then, act: () => goOn(given, saleId, then, paid) }]
}

async function goOn(given: Given, saleId: Id<'sale'>, at: Date, paid: boolean) {
  const { tools, actor, controlUrl } = given
  const ctx: Ctx<'job'> = {
    ...toolsAt(tools, at),
    actor: { kind: 'job', accountId: actor.accountId, name: 'demo' },
  }
  const rows = await tools.db
    .select()
    .from(attempts)
    .where(eq(attempts.saleId, saleId))
    .orderBy(asc(attempts.position))
  const open = rows.findLast(({ status }) => status === 'waiting')
  if (open === undefined) return []
  if (paid) await payAt(controlUrl, open)
  await followVoucher(ctx, open)
  await hearSale(given, saleId, at)
  return []
}

/** As the buyer's bank. */
async function payAt(controlUrl: string, open: { acquirer: string; reference: string }) {
  const { acquirer, reference } = open
  const body = JSON.stringify({ acquirer, reference })
  const response = await fetch(`${controlUrl}/_control/pay`, { method: 'POST', body })
  if (!response.ok) throw new Error(`The simulator took no payment: ${await response.text()}`)
}
