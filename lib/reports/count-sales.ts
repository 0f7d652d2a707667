// lib/reports/count-sales.ts
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { saleItems, sales } from '@/db/schema/sales'
import { countedSales, offerExtraDays, originSaleDays } from '@/db/schema/visits'
import { localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { originOf } from './visit-origin'

/** What makes a sale count, or count otherwise. */
export const SALE_FACTS_COUNTED = [
  'sale.paid',
  'sale.partially_refunded',
  'sale.refunded',
  'sale.canceled',
  'sale.charged_back',
] as const

/**
 * Paid sales under the day, the origin and the link they came by: what the sales are now against
 * what was counted of them last. The same fact twice, or two in the wrong order, change nothing.
 */
export const countSales = (ctx: Ctx, ids: readonly Id<'sale'>[]): Promise<void> =>
  ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock_shared(${countLock(ctx)})`)
    // Locked until it is counted: of two who count the same sale, the second sees the newest.
    await keepCount(ctx, tx, await readPaid(ctx, tx, ids).for('no key update'))
  })

/** Who counts the whole account again is alone with it. */
export const countLock = ({ actor }: Ctx) => sql`hashtextextended(${`count ${actor.accountId}`}, 0)`

export async function keepCount(ctx: Ctx, tx: Tx, paid: readonly Paid[]): Promise<void> {
  const lines = paid.map(lineOf)
  if (lines.length === 0) return
  await tx.execute(sql`
    with told as (
      select * from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as t(sale_id text,
        environment text, offer_id text, day date, via text, origin text, campaign text,
        link_code text, paid_centavos bigint, returned_centavos bigint)
    ), kept as (
      insert into ${countedSales} as c (account_id, sale_id, environment, offer_id, day, via, origin,
        campaign, link_code, paid_centavos, returned_centavos)
      select ${ctx.actor.accountId}, * from told order by sale_id
      on conflict (sale_id) do update set paid_centavos = excluded.paid_centavos,
        returned_centavos = excluded.returned_centavos
      where (c.paid_centavos, c.returned_centavos)
        is distinct from (excluded.paid_centavos, excluded.returned_centavos)
      returning new.*, old.sale_id is null as is_new,
        new.paid_centavos - coalesce(old.paid_centavos, 0) as more_paid,
        new.returned_centavos - coalesce(old.returned_centavos, 0) as more_returned,
        (new.returned_centavos > 0)::int - (coalesce(old.returned_centavos, 0) > 0)::int as more_returns
    ), summed as (
      insert into ${originSaleDays} as d (account_id, environment, offer_id, day, via, origin,
        campaign, link_code, sales, paid_centavos, returned_sales, returned_centavos)
      select account_id, environment, offer_id, day, via, origin, campaign, link_code,
        sum(is_new::int), sum(more_paid), sum(more_returns), sum(more_returned)
      from kept group by 1, 2, 3, 4, 5, 6, 7, 8 order by 1, 2, 3, 4, 5, 6, 7, 8
      on conflict on constraint origin_sale_days_key do update set sales = d.sales + excluded.sales,
        paid_centavos = d.paid_centavos + excluded.paid_centavos,
        returned_sales = d.returned_sales + excluded.returned_sales,
        returned_centavos = d.returned_centavos + excluded.returned_centavos
    ), ${extrasOfNew}
    select 1`)
}

/** What was taken besides is counted once, with the sale; it is not taken back with a refund. */
const extrasOfNew = sql`taken as (
      select k.account_id, k.environment, k.offer_id, k.day, 'bump' as kind,
        coalesce(i.bump_id, i.name) as key, i.price_centavos as amount
      from kept k join ${saleItems} i on i.sale_id = k.sale_id and i.kind = 'bump' where k.is_new
      union all
      select k.account_id, k.environment, k.offer_id, k.day, 'coupon', s.coupon_code,
        s.discount_centavos
      from kept k join ${sales} s on s.id = k.sale_id
      where k.is_new and s.coupon_code is not null
      union all
      select k.account_id, k.environment, p.offer_id, k.day, 'upsell', k.offer_id, k.paid_centavos
      from kept k join ${sales} s on s.id = k.sale_id join ${sales} p on p.id = s.parent_sale_id
      where k.is_new and k.via = 'upsell' and p.offer_id is not null
    ), extras as (
      insert into ${offerExtraDays} as d (account_id, environment, offer_id, day, kind, key, times,
        amount_centavos)
      select account_id, environment, offer_id, day, kind, key, count(key), sum(amount)
      from taken group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
      on conflict on constraint offer_extra_days_key do update set times = d.times + excluded.times,
        amount_centavos = d.amount_centavos + excluded.amount_centavos
    )`

export const readPaid = (ctx: Ctx, tx: Tx, ids: readonly Id<'sale'>[]) =>
  tx
    .select({
      saleId: sales.id,
      environment: sales.environment,
      offerId: sales.offerId,
      source: sales.source,
      status: sales.status,
      amount: sales.amount,
      refunded: sales.refundedAmount,
      tracking: sales.tracking,
      affiliateCode: sales.affiliateCode,
      linkCode: sales.linkCode,
      paidAt: sales.paidAt,
    })
    .from(sales)
    .where(
      and(
        eq(sales.accountId, ctx.actor.accountId),
        inArray(sales.id, [...new Set(ids)]),
        eq(sales.test, false),
        isNotNull(sales.offerId),
        isNotNull(sales.paidAt),
      ),
    )
    .orderBy(sales.id)
    .$dynamic()

type Paid = Awaited<ReturnType<typeof readPaid>>[number]

function lineOf(sale: Paid) {
  const isKept = sale.status === 'paid' || sale.status === 'partially_refunded'
  const { origin, campaign } = originOf(sale)
  return {
    sale_id: sale.saleId,
    environment: sale.environment,
    offer_id: sale.offerId,
    day: sale.paidAt === null ? null : localDateOf(sale.paidAt),
    via: sale.source,
    ...{ origin, campaign },
    link_code: sale.linkCode?.toUpperCase() ?? '',
    paid_centavos: sale.amount,
    returned_centavos: isKept ? sale.refunded : sale.amount,
  }
}
