// db/planned.ts
import { sql } from 'drizzle-orm'
import type { Database, Tx } from './client'

/**
 * A read whose plan must not be guessed for the disks of 1996: pages of an index are in memory or on
 * an SSD, so reading an index alone is cheaper than the whole table. One moment for all its
 * statements, and nothing is written.
 */
export const planned = <T>({ db }: { readonly db: Database }, read: (tx: Tx) => Promise<T>) =>
  db.transaction(
    async (tx) => {
      await tx.execute(sql`set local random_page_cost = 1.1`)
      return read(tx)
    },
    { accessMode: 'read only', isolationLevel: 'repeatable read' },
  )

const GAVE_UP = '57014'

/** The same for what is nice to have: null when it is not read after so many milliseconds. */
export async function plannedWithin<T>(
  tools: { readonly db: Database },
  ms: number,
  read: (tx: Tx) => Promise<T>,
): Promise<T | null> {
  try {
    return await planned(tools, async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', ${String(ms)}, true)`)
      return read(tx)
    })
  } catch (error) {
    if (codeOf(error) === GAVE_UP) return null
    throw error
  }
}

/** drizzle wraps what the driver threw. */
function codeOf(error: unknown): unknown {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null
}
