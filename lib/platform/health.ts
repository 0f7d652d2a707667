// lib/platform/health.ts
import { sql } from 'drizzle-orm'
import journal from '@/db/migrations/meta/_journal.json'
import { engineJobs } from '@/db/schema/engine'
import { version } from '@/package.json'
import type { Tools } from './context'
import { log } from './log'

const PATIENCE_MS = 3_000
/** A worker takes what is due within a second or so: after this long there is none. */
const STALLED_AFTER_S = 300

const WANTED_MIGRATION = Math.max(...journal.entries.map(({ when }) => when))

export type Health = {
  readonly status: 'ok' | 'failing'
  readonly database: 'ok' | 'down'
  /** Which engine runs the workflows, or `stalled` when due work has waited for minutes. */
  readonly workflows: 'embedded' | 'inngest' | 'stalled'
  readonly version: string
}

/** What a person or a monitor asks first: does each part work. */
export async function askHealth(tools: Tools, engine: 'embedded' | 'inngest'): Promise<Health> {
  const oldest = await ask(tools, oldestDueSeconds(tools))
  const database = oldest === null ? 'down' : 'ok'
  const stalled = engine === 'embedded' && (oldest ?? 0) > STALLED_AFTER_S
  return {
    status: database === 'ok' && !stalled ? 'ok' : 'failing',
    database,
    workflows: stalled ? 'stalled' : engine,
    version,
  }
}

/** Whether requests may be sent here: the database answers, and has the tables this code wants. */
export async function isReady(tools: Tools): Promise<boolean> {
  const applied = await ask(tools, newestMigration(tools))
  return applied !== null && applied >= WANTED_MIGRATION
}

async function oldestDueSeconds({ db }: Tools): Promise<number> {
  const [row] = await db.execute<{ seconds: number }>(sql`
    select coalesce(extract(epoch from now() - min(${engineJobs.runAt})), 0)::float8 as seconds
    from ${engineJobs}
    where ${engineJobs.blockedOn} is null and ${engineJobs.lease} is null`)
  return row?.seconds ?? 0
}

async function newestMigration({ db }: Tools): Promise<number> {
  const [row] = await db.execute<{ newest: string }>(
    sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`,
  )
  return Number(row?.newest ?? 0)
}

/** Null when the database said no or nothing: that is the finding, not a failure of the question. */
async function ask(tools: Tools, question: Promise<number>): Promise<number | null> {
  try {
    const said = await tools.within(question, PATIENCE_MS)
    return said === 'late' ? null : said
  } catch (error) {
    log.error('the database does not answer', { error })
    return null
  }
}
