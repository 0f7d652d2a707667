// lib/reports/count-leads.ts
import { and, eq, inArray, sql } from 'drizzle-orm'
import { leads } from '@/db/schema/leads'
import { countedLeads, visitDays } from '@/db/schema/visits'
import { localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { originOf } from './visit-origin'

/** Leads under the day they were captured on and where they came from; each once. */
export async function countLeads(ctx: Ctx, ids: readonly Id<'lead'>[]): Promise<void> {
  const found = await ctx.db
    .select()
    .from(leads)
    .where(and(eq(leads.accountId, ctx.actor.accountId), inArray(leads.id, [...new Set(ids)])))
  if (found.length === 0) return
  const lines = found.map((lead) => ({
    lead_id: lead.id,
    offer_id: lead.offerId,
    day: localDateOf(lead.createdAt),
    ...originOf(lead),
    link_code: lead.linkCode?.toUpperCase() ?? '',
  }))
  await ctx.db.execute(sql`
    with told as (
      select * from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as t(lead_id text,
        offer_id text, day date, origin text, campaign text, link_code text)
    ), fresh as (
      insert into ${countedLeads} (lead_id, account_id, counted_at)
      select lead_id, ${ctx.actor.accountId}, ${ctx.now().toISOString()}::timestamptz from told
      order by lead_id on conflict do nothing returning lead_id
    )
    insert into ${visitDays} as d (account_id, offer_id, day, origin, campaign, link_code, leads)
    select ${ctx.actor.accountId}, offer_id, day, origin, campaign, link_code, count(lead_id)
    from told join fresh using (lead_id) group by 2, 3, 4, 5, 6 order by 2, 3, 4, 5, 6
    on conflict on constraint visit_days_key do update set leads = d.leads + excluded.leads`)
}
