// tests/e2e/zero-card-data.test.ts
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import postgres from 'postgres'
import { readDemo } from './support/stack'

/** Last in the alphabet: it looks for what every journey before it typed, and its own. */
const NUMBER = '4012888888881881'
/** A code that is nothing else: no count, no clock and no id begins with a nought. */
const CODE = '0973'
const AMEX = '371449635398431'
const TYPED_BEFORE = ['5555555555554444', '4024007153721930']
const NUMBERS = [NUMBER, AMEX, ...TYPED_BEFORE]

const dataDir = process.env.E2E_DATA_DIR ?? '.data'
const log = join('.test', 'stack.log')

/** As it is, with the spaces people type, and as a JSON or a URL would carry it. */
const spellings = (number: string) => [
  number,
  number.replace(/(\d{4})(?=\d)/g, '$1 '),
  number.replace(/(\d{4})(?=\d)/g, '$1-'),
  number.replace(/(\d{4})(?=\d)/g, '$1+'),
]

function connect() {
  const { port, password } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'))
  return postgres(`postgres://postgres:${password}@127.0.0.1:${port}/campainha`, { max: 2 })
}

test('no card number and no code is anywhere but in the acquirer’s own traffic', async ({
  request,
}) => {
  test.setTimeout(180_000)
  const { offers, apiKey } = readDemo()
  const sell = (number: string, cvv: string) =>
    request.post('/api/v1/sales', {
      headers: { authorization: `Bearer ${apiKey}` },
      data: {
        offerCode: offers.oneOff,
        customer: {
          name: 'Helena Prates',
          email: 'helena.prates@example.com',
          phone: '+5511912345678',
          document: '52998224725',
        },
        payment: {
          method: 'card',
          card: { number, holder: 'HELENA PRATES', expMonth: 8, expYear: 2031, cvv },
        },
      },
    })
  expect((await sell(AMEX, CODE)).status()).toBe(201)
  const refused = await sell(NUMBER.replace(/.$/, '2'), '123')
  expect(refused.status()).toBe(422)
  expect(await refused.text()).not.toContain(NUMBER.slice(0, 12))

  const needles = [...NUMBERS.flatMap(spellings), NUMBER.replace(/.$/, '2')]
  const sql = connect()
  try {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
    expect(tables.length).toBeGreaterThan(20)
    for (const { name } of tables) {
      const pattern = [...needles, CODE].map((needle) => needle.replace(/[+]/g, '\\+')).join('|')
      const found = await sql.unsafe(
        `select t::text as row from ${name} t where t::text ~ '(^|[^0-9a-z.])(${pattern})([^0-9a-z]|$)' limit 3`,
      )
      expect(
        found.map(({ row }) => row),
        `${name} keeps card data`,
      ).toEqual([])
    }
  } finally {
    await sql.end()
  }
})

test('nor is it in the logs, nor in any file that was written', async () => {
  const files = [log, ...filesUnder(dataDir)].filter((file) => existsSync(file))
  expect(files).toContain(log)
  const needles = NUMBERS.flatMap(spellings)
  for (const file of files) {
    const text = readFileSync(file, 'latin1')
    for (const needle of needles) expect(text.includes(needle), `${file} holds a card`).toBe(false)
  }
})

/** The database's own files are searched as tables, above. */
const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'postgres' ? [] : filesUnder(path)
    return entry.isFile() ? [path] : []
  })
