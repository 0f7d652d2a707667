// lib/reports/offer-extras.ts
import { and, between, eq, sql } from 'drizzle-orm'
import { offers } from '@/db/schema/offers'
import { type ExtraKind, offerExtraDays } from '@/db/schema/visits'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import type { FiguresScope } from './offer-figures'

/** Something taken besides. `title` is null for what the offer does not have any more. */
export type OfferExtra = {
  readonly kind: ExtraKind
  readonly key: string
  readonly title: string | null
  readonly times: number
  readonly amount: Centavos
}

const SHOWN = 50

/** Bumps, coupons and what was bought on the receipt, the most taken first. */
export async function extrasOf(
  ctx: Ctx<'member'>,
  { offerId, period, environment }: FiguresScope,
): Promise<readonly OfferExtra[]> {
  const rows = await ctx.db
    .select({
      kind: offerExtraDays.kind,
      key: offerExtraDays.key,
      times: sql<string>`sum(${offerExtraDays.times})`,
      amount: sql<string>`sum(${offerExtraDays.amount})`,
      title: sql<string | null>`case ${offerExtraDays.kind}
        when 'upsell' then (select u.title from ${offers} u
          where u.id = ${offerExtraDays.key} and u.account_id = ${ctx.actor.accountId})
        when 'bump' then (select b->>'title' from ${offers} o, jsonb_array_elements(o.bumps) b
          where o.id = ${offerId} and b->>'id' = ${offerExtraDays.key} limit 1)
        else ${offerExtraDays.key} end`,
    })
    .from(offerExtraDays)
    .where(
      and(
        eq(offerExtraDays.accountId, ctx.actor.accountId),
        environment === null ? sql`false` : eq(offerExtraDays.environment, environment),
        eq(offerExtraDays.offerId, offerId),
        between(offerExtraDays.day, period.from, period.to),
      ),
    )
    .groupBy(offerExtraDays.kind, offerExtraDays.key)
    .orderBy(sql`sum(${offerExtraDays.times}) desc`, offerExtraDays.key)
    .limit(SHOWN)
  return rows.map(({ times, amount, ...row }) => ({
    ...row,
    times: Number(times),
    amount: centavos(Number(amount)),
  }))
}
