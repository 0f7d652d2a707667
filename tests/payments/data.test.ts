// tests/payments/data.test.ts
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { passesLuhn } from '@/lib/kernel/luhn'

const read = (path: string): Record<string, string>[] =>
  parse(readFileSync(path, 'utf8'), { columns: true, bom: true })

const imported = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.csv'))
  .map((path) => join('lib', path))

test('every table that was handed over is imported', () => {
  expect(imported.sort()).toEqual([
    'lib/kernel/card-iin-ranges.csv',
    'lib/payments/acquirers/cielo/return-codes.csv',
    'lib/payments/acquirers/rede/return-codes.csv',
    'lib/payments/data/abecs-codes.csv',
    'lib/payments/data/mastercard-advice-codes.csv',
    'lib/payments/data/retry-limits.csv',
    'lib/simulator/data/abecs-codes.csv',
    'lib/simulator/data/mastercard-advice-codes.csv',
    'lib/simulator/data/retry-limits.csv',
    'lib/simulator/data/sandbox-cards.csv',
  ])
})

test.each(imported)('%s is what the code reads', (csv) => {
  const json: unknown = JSON.parse(readFileSync(csv.replace(/\.csv$/, '.json'), 'utf8'))
  expect(json).toEqual(read(csv))
})

test('the simulator judges by the same lists, kept as its own', () => {
  for (const name of ['abecs-codes', 'mastercard-advice-codes', 'retry-limits']) {
    const [ours, its] = ['payments', 'simulator'].map((owner) =>
      read(`lib/${owner}/data/${name}.csv`),
    )
    expect(its, name).toEqual(ours)
  }
})

test('every sandbox card passes Luhn', () => {
  const numbers = read('lib/simulator/data/sandbox-cards.csv').map(({ number }) => number ?? '')
  expect(numbers.filter((number) => !passesLuhn(number))).toEqual([])
})
