// tests/integration/export-sales.test.ts
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { sendHttp } from '@/lib/platform/http'
import { type ExportFormat, exportCsv } from '@/lib/sales/export-csv'
import { PanelSalesQuery } from '@/lib/sales/sales-query'
import { submitPayment } from '@/lib/sales/submit-payment'
import { givenShop } from '../support/given-shop'
import { CARDS, givenApiSubmit, givenBody } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
/** Half past midnight in London, and still the day before in São Paulo. */
const { ctx: base, advance } = testCtx({ db, http: sendHttp, at: '2026-03-05T00:30:00Z' })
let shop: Awaited<ReturnType<typeof givenShop>>

const same = (word: string) => word
const words = {
  decimalComma: true,
  yes: 'sim',
  no: 'não',
  status: same,
  method: same,
  capture: same,
  source: same,
}

async function fileOf(filters: object, format: ExportFormat = 'excel') {
  const pieces: string[] = []
  const query = PanelSalesQuery.parse(filters)
  const shape = { format, words: { ...words, decimalComma: format === 'excel' }, header: same }
  for await (const piece of exportCsv(shop.member, query, shape)) pieces.push(piece)
  return pieces.join('')
}

const rowsOf = (file: string, delimiter = ';'): Record<string, string>[] =>
  parse(file, { bom: true, columns: true, delimiter, relax_quotes: false })

beforeAll(async () => {
  shop = await givenShop({ ...base, simulators: simulator.addresses })
  const sell = async (key: string, number: string, more: object = {}) =>
    submitPayment(shop.api, givenApiSubmit(key, shop.offer.code, number, more))
  await sell('one', CARDS.approved)
  advance(60_000)
  const named = { ...givenBody().customer, name: '=HYPERLINK("http://x";"oi");\n"Ana"' }
  await sell('two', CARDS.blocked, { customer: named, reference: '@ref', tracking: { src: '+1' } })
})

describe('the file of the sales that were found', () => {
  test('has a line for each, the newest first, with its sums in reais and in centavos', async () => {
    const rows = rowsOf(await fileOf({}))
    expect(rows).toHaveLength(2)
    expect(rows[1]).toMatchObject({
      status: 'paid',
      buyer: 'Beatriz Nogueira Prado',
      document: '900.100.200-55',
      amount: '197,00',
      amountCents: '19700',
      net: '197,00',
      installments: '3',
      acquirer: 'Cielo',
      brand: 'Visa',
      utmSource: 'instagram',
      test: 'não',
    })
  })

  test('tells the time of São Paulo, and the same instant for machines', async () => {
    const [, paid] = rowsOf(await fileOf({}))
    expect(paid?.createdAt).toMatch(/^2026-03-04 21:30:0\d$/)
    expect(paid?.createdIso).toMatch(/^2026-03-05T00:30:0\d\.\d{3}Z$/)
  })

  test('keeps long numbers whole in a spreadsheet: an NSU loses no zero, a TID no digit', async () => {
    const [, paid] = rowsOf(await fileOf({}))
    expect(paid?.nsu).toMatch(/^="\d+"$/)
    expect(paid?.tid).toMatch(/^="\d+"$/)
    const [, plain] = rowsOf(await fileOf({}, 'csv'), ',')
    expect(plain?.nsu).toMatch(/^\d+$/)
    expect(plain?.amount).toBe('197.00')
  })

  test('runs no formula that a buyer typed, in either format', async () => {
    for (const [format, delimiter] of [
      ['excel', ';'],
      ['csv', ','],
    ] as const) {
      const [refused] = rowsOf(await fileOf({}, format), delimiter)
      expect(refused?.buyer).toMatch(/^'=HYPERLINK/)
      expect(refused?.buyer).toContain('"Ana"')
      expect(refused?.reference).toBe("'@ref")
      expect(refused?.net).toBe(format === 'excel' ? '0,00' : '0.00')
    }
  })

  test('starts with the mark that Excel knows UTF-8 by; the one for systems does not', async () => {
    expect((await fileOf({})).startsWith('\ufeffnumber;')).toBe(true)
    expect((await fileOf({}, 'csv')).startsWith('number,')).toBe(true)
  })

  test('has what the filters let through, and a header when that is nothing', async () => {
    expect(rowsOf(await fileOf({ status: 'refused' }))).toHaveLength(1)
    const empty = await fileOf({ q: 'zulmira' })
    expect(empty.trim().split('\r\n')).toHaveLength(1)
  })

  test('has nobody else’s sales', async () => {
    const stranger = await givenShop({ ...base, simulators: simulator.addresses })
    const before = shop
    shop = stranger
    expect(rowsOf(await fileOf({}))).toEqual([])
    shop = before
  })
})
