// lib/offers/keep-clicks.ts
import { sql } from 'drizzle-orm'
import { shortLinks } from '@/db/schema/offers'
import { linkDays } from '@/db/schema/visits'
import { localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { beforeStop } from '@/lib/platform/before-stop'
import { makeBuffer } from '@/lib/platform/buffer'
import type { Tools } from '@/lib/platform/context'

export type Click = {
  readonly linkId: Id<'shortLink'>
  readonly accountId: Id<'account'>
  readonly at: Date
}

/** Clicks of this process, written every second and before it ends. */
export function openClicks(tools: Pick<Tools, 'db' | 'wait'>) {
  const buffer = makeBuffer<Click>({
    write: (batch) => keepClicks(tools, batch),
    wait: tools.wait,
    what: 'clicks',
  })
  beforeStop(buffer.flush)
  return buffer
}

/** A batch in one statement: the days' sums, and what each link has in all. */
export async function keepClicks(
  { db }: Pick<Tools, 'db'>,
  clicks: readonly Click[],
): Promise<void> {
  const days = new Map<string, { link: string; account: string; day: string; clicks: number }>()
  for (const { linkId, accountId, at } of clicks) {
    const day = localDateOf(at)
    const name = `${linkId} ${day}`
    const known = days.get(name)
    if (known !== undefined) known.clicks++
    else days.set(name, { link: linkId, account: accountId, day, clicks: 1 })
  }
  await db.execute(sql`
    with told as (
      select * from jsonb_to_recordset(${JSON.stringify([...days.values()])}::text::jsonb)
        as t(link text, account text, day date, clicks int)
    ), kept as (
      insert into ${linkDays} as d (account_id, link_id, day, clicks)
      select account, link, day, clicks from told order by link, day
      on conflict (link_id, day) do update set clicks = d.clicks + excluded.clicks
    )
    update ${shortLinks} s set clicks = s.clicks + t.clicks
    from (select link, sum(clicks) as clicks from told group by link) t where s.id = t.link`)
}
