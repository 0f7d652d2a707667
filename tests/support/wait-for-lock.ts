import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** Until somebody in this database stands before a row that somebody else has in hand. */
export async function waitForLock(db: Database): Promise<void> {
  for (;;) {
    const [waits] = await db.execute<{ n: number }>(sql`select count(*)::int as n
      from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
    if ((waits?.n ?? 0) > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
