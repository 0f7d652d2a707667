// db/prepared.ts
import type { Database } from './client'

type With = { readonly db: Database }

/**
 * For a query by key that every sale or postback asks: built once a pool, parsed and planned once a
 * connection, where the builder would do all three each time. `build` ends in `.prepare(name)`,
 * with `sql.placeholder` where the values go.
 */
export function prepared<Q>(build: (db: Database) => Q): (tools: With) => Q {
  const built = new WeakMap<Database, Q>()
  return ({ db }) => {
    const known = built.get(db)
    if (known !== undefined) return known
    const query = build(db)
    built.set(db, query)
    return query
  }
}
