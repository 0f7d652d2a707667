// tests/integration/list-sales.test.ts
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { sales } from '@/db/schema/sales'
import { sendHttp } from '@/lib/platform/http'
import { refundSale } from '@/lib/sales/refund-sale'
import { findSaleDetail } from '@/lib/sales/sale-detail'
import { PanelSalesQuery, SalesQuery } from '@/lib/sales/sales-query'
import { submitPayment } from '@/lib/sales/submit-payment'
import { listSales, listSalesInFull, sumSales } from '@/lib/sales/views'
import { givenOffer, givenShop } from '../support/given-shop'
import { CARDS, givenApiSubmit, givenBody } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const { ctx: base, advance } = testCtx({ db, http: sendHttp, at: '2026-03-05T15:00:00Z' })
const tools = { ...base, simulators: simulator.addresses }

let shop: Awaited<ReturnType<typeof givenShop>>
let other: { code: string }
const ids: string[] = []

async function sold(key: string, card: string, more: object = {}, offerCode = shop.offer.code) {
  const result = await submitPayment(shop.api, givenApiSubmit(key, offerCode, card, more))
  if (!result.ok) throw new Error(result.error.code)
  ids.push(result.value.sale.id)
  return result.value
}

beforeAll(async () => {
  shop = await givenShop(tools)
  other = await givenOffer(shop.member, { price: 50_00 })
  await sold('one', CARDS.approved)
  advance(86_400_000)
  await sold('two', CARDS.blocked)
  advance(86_400_000)
  simulator.fault('cielo', 'authorize', 'return_code', { code: '91', count: 1 })
  const customer = {
    ...givenBody().customer,
    name: 'Conceição Ávila',
    email: 'avila@example.com',
    document: '52998224725',
  }
  await sold('three', CARDS.approved, { customer, reference: 'PED-2026-77' }, other.code)
  const stranger = await givenShop(tools)
  await submitPayment(stranger.api, givenApiSubmit('x', stranger.offer.code))
})

const saleId = (index: number) => ids[index] as `sale_${string}`

const found = async (filters: object) => {
  const { rows } = await listSales(shop.member, PanelSalesQuery.parse(filters))
  return rows.map(({ id }) => ids.indexOf(id) + 1)
}

describe('a list of sales', () => {
  test('has every sale of the company, the newest first, and nobody else’s', async () => {
    expect(await found({})).toEqual([3, 2, 1])
  })

  test.each<[string, () => object, number[]]>([
    ['status', () => ({ status: 'refused' }), [2]],
    ['several statuses', () => ({ status: 'paid,refused' }), [3, 2, 1]],
    ['the acquirer of the last attempt', () => ({ acquirer: 'rede' }), [3]],
    ['offer', () => ({ offer: other.code }), [3]],
    ['a day of São Paulo', () => ({ from: '2026-03-06', to: '2026-03-06' }), [2]],
    ['an instant', () => ({ from: '2026-03-06T15:00:00-03:00' }), [3]],
    ['a name, without its accents', () => ({ q: 'conceicao avi' }), [3]],
    ['a CPF, with its dots', () => ({ q: '529.982.247-25' }), [3]],
    ['an e-mail', () => ({ q: 'beatriz@example.com' }), [2, 1]],
    ['a telephone', () => ({ q: '(11) 95555-0142' }), [3, 2, 1]],
    ['a telephone with its country', () => ({ q: '+5511955550142' }), [3, 2, 1]],
    ['the whole e-mail of one buyer', () => ({ q: 'avila@example.com' }), [3]],
    ['the beginning of an e-mail', () => ({ q: 'avila@' }), [3]],
    ['their own reference, dashes and all', () => ({ q: 'PED-2026-77' }), [3]],
    ['the id of the sale', () => ({ q: ids[1] }), [2]],
    ['card brand', () => ({ brand: 'visa' }), [3, 2, 1]],
    ['a brand nobody paid with', () => ({ brand: 'elo' }), []],
    ['payment method', () => ({ method: 'pix' }), []],
    ['the lowest amount', () => ({ minAmount: '19700' }), [2, 1]],
    ['the highest amount', () => ({ maxAmount: '19699' }), [3]],
    ['words and a filter at once', () => ({ q: 'beatriz', status: 'refused' }), [2]],
    ['an offer that does not exist', () => ({ offer: 'NOPE00' }), []],
    ['nobody', () => ({ q: 'zulmira' }), []],
  ])('can be narrowed by %s', async (_, filters, expected) => {
    expect(await found(filters())).toEqual(expected)
  })

  test('finds a sale by its TID and by its NSU', async () => {
    const { rows } = await listSalesInFull(shop.api, SalesQuery.parse({ acquirer: 'rede' }))
    const last = rows[0]?.attempts.at(-1)
    expect(await found({ q: last?.tid })).toEqual([3])
    expect(await found({ q: last?.nsu })).toContain(3)
  })

  test('finds a sale by its number', async () => {
    const { rows } = await listSalesInFull(shop.api, SalesQuery.parse({ status: 'refused' }))
    expect(await found({ q: String(rows[0]?.sale.number) })).toContain(2)
  })

  test('goes by key, page after page and back, without losing or repeating one', async () => {
    const page = (more: object) =>
      listSales(shop.member, PanelSalesQuery.parse({ limit: '2', ...more }))
    const first = await page({})
    expect(first.previous).toBeNull()
    const second = await page({ cursor: first.next })
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual([...ids].reverse())
    expect(second.next).toBeNull()
    const back = await page({ before: second.previous })
    expect(back.rows).toEqual(first.rows)
    expect(back).toMatchObject({ previous: null, next: first.next })
  })

  test('adds up what was found, and what of it was paid', async () => {
    expect(await sumSales(shop.member, PanelSalesQuery.parse({}))).toEqual({
      count: 3,
      amount: 444_00,
      paidCount: 2,
      paid: 247_00,
    })
    const nothing = await sumSales(shop.member, PanelSalesQuery.parse({ offer: 'NOPE00' }))
    expect(nothing).toMatchObject({ count: 0, amount: 0 })
  })

  test('shows the sales of where the company sells now, and test sales only by themselves', async () => {
    await db
      .update(sales)
      .set({ environment: 'sandbox' })
      .where(eq(sales.id, saleId(0)))
    await db
      .update(sales)
      .set({ test: true })
      .where(eq(sales.id, saleId(1)))
    expect(await found({})).toEqual([3])
    expect(await found({ test: '1' })).toEqual([2])
    await db.update(sales).set({ environment: 'simulator', test: false })
    expect(await found({})).toEqual([3, 2, 1])
  })

  test.each([
    { unknown: '1' },
    { status: 'lost' },
    { limit: '1000' },
    { cursor: 'abc' },
    { from: 'ontem' },
  ])('refuses %j', (filters) => {
    expect(SalesQuery.safeParse(filters).success).toBe(false)
  })
})

test('the page of a sale tells both attempts, and what may be done', async () => {
  const sale = await findSaleDetail(shop.member, ids[2] as `sale_${string}`)
  expect(sale).toMatchObject({
    status: 'paid',
    method: 'card',
    findings: [],
    attempts: [
      { acquirer: 'Cielo', place: 'main', status: 'refused', lr: '91', approved: false },
      { acquirer: 'Rede', place: 'backup', status: 'captured', approved: true },
    ],
    operations: [{ kind: 'capture', status: 'done', by: { kind: 'job' } }],
    deeds: [],
    can: { capture: null, cancel: false, refund: 50_00 },
  })
  expect(sale?.attempts[0]?.description).toEqual(expect.any(String))
  expect(sale?.attempts[0]?.guidance).toEqual(expect.any(String))
  const stranger = await givenShop(tools)
  expect(await findSaleDetail(stranger.member, ids[2] as `sale_${string}`)).toBeNull()
})

test('and who did what to it', async () => {
  const { id: saleId } = (await sold('four', CARDS.approved)).sale
  await refundSale(shop.member, { saleId, note: 'Comprou duas vezes' })
  expect(await findSaleDetail(shop.member, saleId)).toMatchObject({
    status: 'refunded',
    operations: [
      { kind: 'capture', status: 'done' },
      {
        kind: 'refund',
        status: 'done',
        by: { kind: 'member', name: 'Nina Prado' },
        note: 'Comprou duas vezes',
      },
    ],
    deeds: [{ action: 'sale.refunded', who: 'Nina Prado', amount: null }],
    can: { capture: null, cancel: false, refund: null },
  })
})
