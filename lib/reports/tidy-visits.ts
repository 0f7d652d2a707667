// lib/reports/tidy-visits.ts
import { lt, sql } from 'drizzle-orm'
import { dayVisitors, originSaleDays, visitDays, visitSalts } from '@/db/schema/visits'
import { localDateOf } from '@/lib/kernel/calendar'
import { addDays } from '@/lib/kernel/period'
import type { Tools } from '@/lib/platform/context'
import { OTHER_ORIGINS } from './visit-origin'

/** So many origins of an offer are told apart once a day is over, the most visited. */
const KEPT_A_DAY = 50

type With = Pick<Tools, 'db' | 'now'>

/** Keys and hashes of days that are over. From here on nobody knows whose they were. */
export async function forgetVisitors({ db, now }: With): Promise<void> {
  const today = localDateOf(now())
  await db.delete(visitSalts).where(lt(visitSalts.day, today))
  await db.delete(dayVisitors).where(lt(dayVisitors.day, today))
}

/**
 * What a day that is over keeps of its origins: those that sold, those of a link, and the most
 * visited, who brought leads first. The rest goes under "others": sums stay, and rows stay few.
 */
export async function foldOrigins({ db, now }: With, daysBack = 1): Promise<void> {
  const day = addDays(localDateOf(now()), -daysBack)
  await db.execute(sql`
    with places as (
      select account_id, offer_id, origin, campaign,
        row_number() over (partition by offer_id
          order by sum(leads) > 0 desc, sum(visitors) desc, origin, campaign) as place
      from ${visitDays} where day = ${day}::date and link_code = '' and origin <> ${OTHER_ORIGINS}
      group by 1, 2, 3, 4
    ), gone as (
      delete from ${visitDays} d using places p
      where d.account_id = p.account_id and d.offer_id = p.offer_id and d.day = ${day}::date
        and d.origin = p.origin and d.campaign = p.campaign and d.link_code = ''
        and p.place > ${KEPT_A_DAY} and not exists (
          select from ${originSaleDays} s where s.account_id = d.account_id
            and s.offer_id = d.offer_id and s.day = d.day and s.origin = d.origin
            and s.campaign = d.campaign)
      returning d.*
    )
    insert into ${visitDays} as d (account_id, offer_id, day, origin, campaign, link_code, views,
      visitors, checkouts, leads)
    select account_id, offer_id, day, ${OTHER_ORIGINS}, '', '', sum(views), sum(visitors),
      sum(checkouts), sum(leads)
    from gone group by 1, 2, 3
    on conflict on constraint visit_days_key do update set views = d.views + excluded.views,
      visitors = d.visitors + excluded.visitors, checkouts = d.checkouts + excluded.checkouts,
      leads = d.leads + excluded.leads`)
}
