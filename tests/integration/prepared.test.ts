// tests/integration/prepared.test.ts
import { eq, gt, inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { connect, type Database } from '@/db/client'
import { prepared } from '@/db/prepared'
import { outbox } from '@/db/schema/platform'
import { testDb } from '../support/test-db'

const fact = (id: `fct_${string}`) => ({
  id,
  accountId: 'acc_one' as const,
  name: 'sale.paid',
  payload: { saleId: id },
  createdAt: new Date('2026-03-02T12:00:00Z'),
})

const preparedIn = async ({ $client: run }: Database) => {
  const rows = await run<{ statement: string }[]>`select statement from pg_prepared_statements`
  return rows.map(({ statement }) => statement)
}

/** Prepared statements are of a connection: one is enough to see them all. */
async function oneConnection() {
  const { options } = (await testDb()).$client
  const [host, port] = [options.host[0], options.port[0]]
  const { user, pass, database } = options
  return connect(`postgres://${user}:${pass ?? ''}@${host}:${port}/${database}`, { max: 1 })
}

test('a write or a read by key that comes back is prepared, in a transaction too, and a list is not', async () => {
  const db = await oneConnection()
  for (const id of ['fct_1', 'fct_2', 'fct_3', 'fct_4', 'fct_5'] as const) {
    await db.insert(outbox).values(fact(id))
    await db.transaction((tx) => tx.delete(outbox).where(eq(outbox.id, id)))
    await db.insert(outbox).values(fact(id))
    await db
      .select()
      .from(outbox)
      .where(eq(outbox.accountId, 'acc_one'))
      .orderBy(outbox.id)
      .limit(9)
    await db
      .select()
      .from(outbox)
      .where(gt(outbox.createdAt, new Date(0)))
    await db
      .select({ id: outbox.id })
      .from(outbox)
      .where(inArray(outbox.id, [id, 'fct_0']))
    await db.select({ name: outbox.name }).from(outbox).where(eq(outbox.id, id))
  }
  const statements = await preparedIn(db)
  expect(statements.filter((text) => text.startsWith('insert into "outbox"'))).toHaveLength(1)
  expect(statements.filter((text) => text.startsWith('delete from "outbox"'))).toHaveLength(1)
  expect(statements.filter((text) => text.startsWith('select "id"'))).toHaveLength(0)
  expect(statements.filter((text) => text.startsWith('select "name"'))).toHaveLength(1)
  expect(await db.select().from(outbox)).toHaveLength(5)
  await db.$client.end()
})

test('a query by key is built and prepared once, and each call brings its own values', async () => {
  const db = await oneConnection()
  const byId = prepared((of) =>
    of
      .select({ payload: outbox.payload })
      .from(outbox)
      .where(eq(outbox.id, sql.placeholder('id')))
      .prepare('fact'),
  )
  await db.insert(outbox).values([fact('fct_1'), fact('fct_2')])
  expect(await byId({ db }).execute({ id: 'fct_1' })).toEqual([{ payload: { saleId: 'fct_1' } }])
  expect(await byId({ db }).execute({ id: 'fct_2' })).toEqual([{ payload: { saleId: 'fct_2' } }])
  expect((await preparedIn(db)).filter((text) => text.startsWith('select "payload"'))).toHaveLength(
    1,
  )
  await db.$client.end()
})
