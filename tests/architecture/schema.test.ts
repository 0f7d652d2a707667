// tests/architecture/schema.test.ts
import { readdirSync } from 'node:fs'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'

/** Tables that belong to no account, each with its reason. */
const OF_NOBODY: readonly string[] = [
  'accounts', // It is the account.
  'users', // A person may be a member of several accounts.
  'rate_limits', // Who is slowed down has not said yet who they are.
  'day_visitors', // A number that says nothing of anybody, whoever's page it is.
  'visit_salts', // The key of those numbers, for one day.
  'script_inventories', // Of a release, which every account's page runs.
]

const modules: readonly object[] = await Promise.all(
  readdirSync('db/schema').map((file) => import(`../../db/schema/${file}`)),
)
const tables = modules
  .flatMap((module): unknown[] => Object.values(module))
  .filter((value) => is(value, PgTable))
  .map((table) => getTableConfig(table))

/** The engine's book-keeping is about runs, whoever they work for. */
const ENGINE = 'engine'

const named = (columns: (typeof tables)[number]['columns'], column: string) =>
  columns.find((each) => each.name === column)

const owned = tables.filter(({ name, schema }) => !OF_NOBODY.includes(name) && schema !== ENGINE)

test.each(owned)('$name belongs to an account', ({ columns }) => {
  expect(named(columns, 'account_id')?.notNull).toBe(true)
})

test.each(tables)('$name keeps money as bigint and time with its zone', ({ columns }) => {
  for (const column of columns) {
    if (column.name.endsWith('_centavos')) expect(column.getSQLType()).toBe('bigint')
    if (/_(at|by|after|since)$/.test(column.name)) {
      expect(column.getSQLType()).toBe('timestamp with time zone')
    }
  }
})
