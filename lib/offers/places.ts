// lib/offers/places.ts
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { offerPlaces, offers } from '@/db/schema/offers'
import { attempts } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

type Limited = { readonly id: Id<'offer'>; readonly accountId: Id<'account'> }

/** A Pix or a boleto is still asked about so long after it was given up. */
const LATE_DAYS = 8
/** So long whoever was refused may come back with another card. */
const BACK_MINUTES = 10

/**
 * A limit counts what was sold before it was set: sales of this offer that were paid, and those that
 * may still be, have a place from now on, and give it back as any other. Lowered under what is taken,
 * nothing more is sold and nothing is undone. A recurrence has one place, with its first charge.
 */
export async function setPlaces(
  ctx: Ctx,
  tx: Pick<Tx, 'execute'>,
  { id, accountId }: Limited,
  total: number | null,
): Promise<void> {
  if (total === null) return
  const at = ctx.now().toISOString()
  // Refused long ago and with nothing left to be paid, a buyer is not on the way back.
  const mayBePaid = sql`(status = 'pending' or status in ('refused', 'failed') and (
    moved_at > ${at}::timestamptz - ${BACK_MINUTES}::int * interval '1 minute' or exists (
      select 1 from ${attempts} a where a.sale_id = sales.id
        and a.status in ('sending', 'unknown', 'waiting'))))`
  await tx.execute(sql`
    with counted as (
      update ${sales} set
        place = case when status in ('authorized', 'paid', 'partially_refunded') then 'kept'
          when ${mayBePaid} then 'held' else 'returned' end,
        place_until = case when ${mayBePaid}
          then coalesce(place_until, ${at}::timestamptz) end
      where account_id = ${accountId} and offer_id = ${id} and place is null
        and source <> 'recurrence' and not test
        and (status in ('pending', 'authorized', 'paid', 'partially_refunded')
          or created_at > ${at}::timestamptz - ${LATE_DAYS}::int * interval '1 day')
      returning place
    )
    insert into ${offerPlaces} as p (offer_id, account_id, total, taken)
    values (${id}, ${accountId}, ${total}::int,
      cardinality(array(select 1 from counted where place in ('held', 'kept'))))
    on conflict (offer_id) do update set total = excluded.total, taken = p.taken + excluded.taken`)
}

/**
 * Sales that were opened while the limit was being published, by requests that had read the offer
 * before, are counted a moment later.
 */
export async function countPlacesAgain(ctx: Ctx, offerId: Id<'offer'>): Promise<void> {
  const { accountId } = ctx.actor
  const [offer] = await ctx.db
    .select({ salesLimit: offers.salesLimit })
    .from(offers)
    .where(and(eq(offers.id, offerId), eq(offers.accountId, accountId)))
  await setPlaces(ctx, ctx.db, { id: offerId, accountId }, offer?.salesLimit ?? null)
}
