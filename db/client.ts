// db/client.ts
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { prepareRepeated } from './prepare-repeated'

/**
 * One pool a process. Queries are written with the query builder against the tables of `db/schema`,
 * so the client needs no list of them.
 */
export const connect = (url: string, { max = 10 }: { max?: number } = {}) =>
  drizzle(prepareRepeated(postgres(url, { max, onnotice: () => {} })))

export type Database = ReturnType<typeof connect>
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0]
