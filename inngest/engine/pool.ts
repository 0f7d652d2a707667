// inngest/engine/pool.ts
import { connect } from '@/db/client'

const CONNECTIONS = 8

/**
 * The engine's own pool. Its tables are empty now and full in a second: a plan that was made over
 * the empty table would read all of it for every job until the next analysis.
 */
export function connectEngine(databaseUrl: string) {
  const mark = databaseUrl.includes('?') ? '&' : '?'
  return connect(`${databaseUrl}${mark}enable_seqscan=off`, { max: CONNECTIONS })
}
