// lib/reports/keep-visits.ts
import { sql } from 'drizzle-orm'
import { offers, shortLinks } from '@/db/schema/offers'
import { dayVisitors, visitDays } from '@/db/schema/visits'
import { type LocalDate, localDateOf } from '@/lib/kernel/calendar'
import { beforeStop } from '@/lib/platform/before-stop'
import { makeBuffer } from '@/lib/platform/buffer'
import type { Tools } from '@/lib/platform/context'
import { OTHER_ORIGINS, type VisitOrigin } from './visit-origin'
import { networkOf, saltOf, visitorOf } from './visit-salt'

/** One beacon, as it is held in memory until the next batch is written. */
export type Heard = VisitOrigin & {
  readonly code: string
  readonly kind: 'view' | 'checkout'
  readonly linkCode: string
  readonly address: string
  readonly agent: string
  readonly at: Date
}

/** Different origins of an offer on a day; at night all but the best are folded further. */
const ORIGINS_A_DAY = 300

const MINUTE_MS = 60_000

type Group = VisitOrigin & {
  readonly k: number
  readonly day: LocalDate
  readonly code: string
  readonly link: string
  views: number
}
type Person = { readonly v: string; readonly k: number; readonly checkout: boolean }

/** Beacons of this process, written every second and before it ends. */
export function openVisits(tools: Pick<Tools, 'db' | 'wait'>) {
  const buffer = makeBuffer<Heard>({
    write: (batch) => keepVisits(tools, batch),
    wait: tools.wait,
    what: 'visits',
  })
  beforeStop(buffer.flush)
  return buffer
}

/**
 * A batch of beacons in one statement: who is new today is counted as a visitor, the days' sums are
 * moved on, and what a day has no room for goes under "others". Codes that nobody has fall away.
 */
export async function keepVisits(tools: Pick<Tools, 'db'>, heard: readonly Heard[]): Promise<void> {
  const { groups, people } = await addUp(tools, heard)
  if (groups.length === 0) return
  await tools.db.execute(sql`
    with told as (
      select * from jsonb_to_recordset(${JSON.stringify(groups)}::text::jsonb)
        as t(k int, day date, code text, origin text, campaign text, link text, views int)
    ), known as (
      select t.k, t.day, t.origin, t.campaign, t.views, o.account_id, o.id as offer_id,
        coalesce(l.code, '') as link_code
      from told t join ${offers} o on o.code = t.code and o.state <> 'draft'
      left join ${shortLinks} l on l.code = t.link and l.offer_id = o.id
    ), met as (
      select p.k, p.v, p.checkout, known.day from known
      join jsonb_to_recordset(${JSON.stringify(people)}::text::jsonb)
        as p(v bigint, k int, checkout boolean) using (k)
    ), fresh as (
      insert into ${dayVisitors} (day, visitor) select day, v from met
      on conflict do nothing returning day, visitor
    ), persons as (
      select met.k, count(met.v) filter (where not checkout)::int as visitors,
        count(met.v) filter (where checkout)::int as checkouts
      from met join fresh on fresh.visitor = met.v and fresh.day = met.day group by met.k
    ), sums as (
      select account_id, offer_id, day, origin, campaign, link_code, sum(views)::int as views,
        coalesce(sum(visitors), 0)::int as visitors, coalesce(sum(checkouts), 0)::int as checkouts
      from known left join persons using (k)
      group by 1, 2, 3, 4, 5, 6
    ), ${bounded}
    insert into ${visitDays} as d (account_id, offer_id, day, origin, campaign, link_code, views,
      visitors, checkouts)
    select account_id, offer_id, day, origin, campaign, link_code, sum(views), sum(visitors),
      sum(checkouts)
    from placed group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
    on conflict on constraint visit_days_key do update set views = d.views + excluded.views,
      visitors = d.visitors + excluded.visitors, checkouts = d.checkouts + excluded.checkouts`)
}

/** Origins that are new to their day take what room there is, the most visited first. */
const bounded = sql`strange as (
      select account_id, offer_id, day, origin, campaign,
        row_number() over (partition by offer_id, day order by sum(views) desc) as place
      from sums s where (origin, campaign) <> ('', '') and not exists (
        select from ${visitDays} d where d.account_id = s.account_id and d.offer_id = s.offer_id
          and d.day = s.day and d.origin = s.origin and d.campaign = s.campaign
      ) group by 1, 2, 3, 4, 5
    ), full_days as (
      select account_id, offer_id, day, (
        select count(distinct (d.origin, d.campaign)) from ${visitDays} d
        where d.account_id = s.account_id and d.offer_id = s.offer_id and d.day = s.day
      ) as taken
      from strange s group by 1, 2, 3
    ), homeless as (
      select offer_id, day, origin, campaign from strange join full_days using (offer_id, day)
      where place + taken > ${ORIGINS_A_DAY}
    ), placed as (
      select s.account_id, s.offer_id, s.day, s.link_code, s.views, s.visitors, s.checkouts,
        case when h.origin is null then s.origin else ${OTHER_ORIGINS} end as origin,
        case when h.origin is null then s.campaign else '' end as campaign
      from sums s left join homeless h using (offer_id, day, origin, campaign)
    )`

/** One line a place to count, and one a person; whoever comes twice in a batch is one. */
async function addUp(tools: Pick<Tools, 'db'>, heard: readonly Heard[]) {
  const salts = new Map<LocalDate, Uint8Array>()
  const days = new Map<number, LocalDate>() // To ask the calendar costs more than all the rest.
  const groups = new Map<string, Group>()
  const people = new Map<string, Person>()
  for (const { code, kind, origin, campaign, linkCode, address, agent, at } of heard) {
    const minute = Math.floor(at.getTime() / MINUTE_MS)
    const day = days.get(minute) ?? localDateOf(at)
    days.set(minute, day)
    const salt = salts.get(day) ?? (await saltOf(tools, day))
    salts.set(day, salt)
    const link = linkCode.toUpperCase()
    const name = [day, code, origin, campaign, link].join('\n')
    const found = groups.get(name)
    const group = found ?? { k: groups.size, day, code, origin, campaign, link, views: 0 }
    if (found === undefined) groups.set(name, group)
    if (kind === 'view') group.views++
    const v = String(visitorOf(salt, [kind, code, networkOf(address), agent]))
    if (!people.has(`${day} ${v}`)) {
      people.set(`${day} ${v}`, { v, k: group.k, checkout: kind === 'checkout' })
    }
  }
  return { groups: [...groups.values()], people: [...people.values()] }
}
