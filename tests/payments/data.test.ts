// tests/payments/data.test.ts
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { CARD_BRANDS, type CardBrand, passesLuhn } from '@/lib/kernel/card-brand'

const read = (path: string): Record<string, string>[] =>
  parse(readFileSync(path, 'utf8'), { columns: true, bom: true })

const imported = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.csv'))
  .map((path) => join('lib', path))

test('every table that was handed over is imported', () => {
  expect(imported.sort()).toEqual([
    'lib/payments/acquirers/cielo/return-codes.csv',
    'lib/payments/acquirers/rede/return-codes.csv',
    'lib/payments/data/abecs-codes.csv',
    'lib/payments/data/mastercard-advice-codes.csv',
    'lib/payments/data/retry-limits.csv',
    'lib/simulator/data/sandbox-cards.csv',
  ])
})

test.each(imported)('%s is what the code reads', (csv) => {
  const json: unknown = JSON.parse(readFileSync(csv.replace(/\.csv$/, '.json'), 'utf8'))
  expect(json).toEqual(read(csv))
})

describe('the first digits of each brand', () => {
  const rows = read('tests/fixtures/payments/card-iin-ranges.csv')
  const brands = [...new Set(rows.map(({ brand }) => brand))] as CardBrand[]

  test.each(brands)('%s: prefixes, lengths and length of the code', (brand) => {
    const own = rows.filter((row) => row.brand === brand)
    const known = CARD_BRANDS[brand]
    const prefixes = own.map(({ prefix_or_range }) => prefix_or_range ?? '')
    expect(known.prefixes.split(' ').sort()).toEqual(prefixes.sort())
    expect(new Set(own.map(({ cvv_length }) => Number(cvv_length)))).toEqual(
      new Set([known.cvvLength]),
    )
    const lengths = new Set(own.flatMap((row) => (row.lengths ?? '').split('|').map(Number)))
    expect(new Set<number>(known.lengths)).toEqual(lengths)
  })
})

test('every sandbox card passes Luhn', () => {
  const numbers = read('lib/simulator/data/sandbox-cards.csv').map(({ number }) => number ?? '')
  expect(numbers.filter((number) => !passesLuhn(number))).toEqual([])
})
