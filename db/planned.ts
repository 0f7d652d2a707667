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
