// lib/offers/places.ts
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { offerPlaces, offers } from '@/db/schema/offers'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

type Limited = { readonly id: Id<'offer'>; readonly accountId: Id<'account'> }

/** A Pix or a boleto is still asked about so long after it was given up. */
const LATE_DAYS = 8

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
  await tx.execute(sql`
    with counted as (
      update ${sales} set
        place = case when status in ('authorized', 'paid', 'partially_refunded') then 'kept'
          when status in ('pending', 'refused', 'failed') then 'held' else 'returned' end,
        place_until = case when status in ('pending', 'refused', 'failed')
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
