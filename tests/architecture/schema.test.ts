// tests/architecture/schema.test.ts
import { readdirSync } from 'node:fs'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, test } from 'vitest'

/** Tables that belong to no account, each with its reason. */
const OF_NOBODY: readonly string[] = [
  'accounts', // It is the account.
  'users', // A person may be a member of several accounts.
  'rate_limits', // Who is slowed down has not said yet who they are.
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

describe.each(tables)('$name', ({ name, columns, schema }) => {
  const named = (column: string) => columns.find((each) => each.name === column)

  test.skipIf(OF_NOBODY.includes(name) || schema === ENGINE)('belongs to an account', () => {
    expect(named('account_id')?.notNull).toBe(true)
  })

  test('keeps money as bigint and time with its zone', () => {
    for (const column of columns) {
      if (column.name.endsWith('_centavos')) expect(column.getSQLType()).toBe('bigint')
      if (/_(at|by|after|since)$/.test(column.name)) {
        expect(column.getSQLType()).toBe('timestamp with time zone')
      }
    }
  })
})
