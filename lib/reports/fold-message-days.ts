// lib/reports/fold-message-days.ts
import { sql } from 'drizzle-orm'
import { messageChanges, messageDays } from '@/db/schema/reports'
import type { Tools } from '@/lib/platform/context'

const BATCH = 20_000

/**
 * Adds the changes that lie about to their days, so many at once. Reports read both: whether this
 * ran late is seen in their speed and in nothing else.
 */
export async function foldMessageDays({ db }: Pick<Tools, 'db'>): Promise<{ more: boolean }> {
  const [row] = await db.execute<{ taken: number }>(sql`
    with taken as (
      delete from ${messageChanges} where seq in (
        select seq from ${messageChanges} order by seq limit ${BATCH} for update skip locked
      )
      returning *
    ), told as (
      insert into ${messageDays} as d (account_id, store_id, instance_id, day, rule, step, variant,
        stage, reason, clicked, count)
      select account_id, store_id, instance_id, day, rule, step, variant, stage, reason, clicked,
        sum(delta)
      from taken group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(delta) <> 0
      on conflict on constraint message_days_key do update set count = d.count + excluded.count
    )
    select count(seq)::int as taken from taken`)
  return { more: (row?.taken ?? 0) === BATCH }
}
