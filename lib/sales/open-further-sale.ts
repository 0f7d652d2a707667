// lib/sales/open-further-sale.ts
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { PaymentMethod } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import { searchWords } from '@/lib/kernel/search-words'
import type { Ctx } from '@/lib/platform/context'
import { HELD_AFTER_REFUSAL_MS } from './hold-of'
import { takingPlace } from './holds'
import type { Sale } from './sale'

/** Longer than any request may take: after it, whoever was charging is gone. */
export const BUSY_MS = 90_000

type Taken = Pick<
  Sale,
  | 'environment'
  | 'test'
  | 'buyer'
  | 'amount'
  | 'offerId'
  | 'offerCode'
  | 'product'
  | 'bellUrl'
  | 'affiliateCode'
  | 'linkCode'
  | 'tracking'
  | 'cardHint'
>

type Order = Taken & {
  readonly source: 'upsell' | 'recurrence'
  readonly idempotencyKey: string
  readonly method: PaymentMethod
  readonly submitId: string | null
  readonly parentSaleId: Id<'sale'> | null
  readonly recurrenceId: Id<'recurrence'> | null
  readonly couponCode?: string | null
  /** It takes a place of its offer: sold out, the statement fails, and `spentOf` reads why. */
  readonly limited?: boolean
}

/**
 * A sale that follows from another, whose buyer typed nothing again: always in one payment and taken
 * at once. Null when its key has one already.
 */
export async function openFurtherSale(
  ctx: Ctx,
  tx: Pick<Tx, 'insert' | 'execute'>,
  { limited = false, ...order }: Order,
): Promise<Id<'sale'> | null> {
  const { buyer, source, idempotencyKey, offerId } = order
  const at = ctx.now()
  const { name, email, phone, document } = buyer
  const words = searchWords(name, email, phone, document, phone.replace(/^\+55/, ''))
  const takes = limited && offerId !== null
  const made = tx
    .insert(sales)
    .values({
      ...order,
      buyer: { name, email, phone, document },
      id: ctx.newId('sale'),
      accountId: ctx.actor.accountId,
      requestHash: createHash('sha256').update(`${source} ${idempotencyKey}`).digest('hex'),
      busyUntil: new Date(at.getTime() + BUSY_MS),
      status: 'pending',
      installments: 1,
      captureMode: 'automatic',
      refundedAmount: centavos(0),
      place: takes ? 'held' : null,
      placeUntil: takes ? new Date(at.getTime() + HELD_AFTER_REFUSAL_MS) : null,
      words: sql`array_to_tsvector(string_to_array(${words.join(' ')}, ' '))`,
      ...{ createdAt: at, movedAt: at },
    })
    .onConflictDoNothing({ target: [sales.accountId, sales.idempotencyKey] })
    .returning({ id: sales.id })
  const [opened] = await tx.execute<{ id: Id<'sale'> }>(
    sql`with sale as ${made} ${takes ? takingPlace(ctx, offerId) : sql``} select id from sale`,
  )
  return opened?.id ?? null
}
