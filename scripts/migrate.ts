// scripts/migrate.ts
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { env } from '@/lib/platform/env'

/** Any number that nobody else takes: two deployments that start at once migrate one after the other. */
const LOCK = 20_731_105

async function main() {
  const sql = postgres(env.DATABASE_URL.reveal(), { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(${LOCK})`
    await migrate(drizzle(sql), { migrationsFolder: 'db/migrations' })
  } finally {
    await sql.end()
  }
}

main().catch((error: unknown) => {
  const { message, cause } = error instanceof Error ? error : new Error(String(error))
  const why = cause instanceof Error ? cause.message : message
  process.stderr.write(`The migrations failed: ${why}\n`)
  process.exitCode = 1
})
