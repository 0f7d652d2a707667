// tests/integration/list-sales.test.ts
import { beforeAll, describe, expect, test } from 'vitest'
import { sendHttp } from '@/lib/platform/http'
import { refundSale } from '@/lib/sales/refund-sale'
import { findSaleDetail } from '@/lib/sales/sale-detail'
import { SalesQuery } from '@/lib/sales/sales-query'
import { submitPayment } from '@/lib/sales/submit-payment'
import { listSales, listSalesInFull } from '@/lib/sales/views'
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
  const customer = { ...givenBody().customer, name: 'Conceição Ávila', document: '52998224725' }
  await sold('three', CARDS.approved, { customer }, other.code)
  const stranger = await givenShop(tools)
  await submitPayment(stranger.api, givenApiSubmit('x', stranger.offer.code))
})

const found = async (filters: object) => {
  const { rows } = await listSales(shop.member, SalesQuery.parse(filters))
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
    ['an e-mail', () => ({ q: 'beatriz@example.com' }), [3, 2, 1]],
    ['a telephone', () => ({ q: '(11) 95555-0142' }), [3, 2, 1]],
    ['a telephone with its country', () => ({ q: '+5511955550142' }), [3, 2, 1]],
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

  test('goes by key, page after page, without losing or repeating one', async () => {
    const first = await listSales(shop.member, SalesQuery.parse({ limit: 2 }))
    const second = await listSales(
      shop.member,
      SalesQuery.parse({ limit: '2', cursor: first.next ?? undefined }),
    )
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual([...ids].reverse())
    expect(second.next).toBeNull()
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
    attempts: [
      { acquirer: 'Cielo', place: 'main', status: 'refused', lr: '91', approved: false },
      { acquirer: 'Rede', place: 'backup', status: 'captured', approved: true },
    ],
    operations: [{ kind: 'capture', status: 'done' }],
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
  await refundSale(shop.member, { saleId })
  expect(await findSaleDetail(shop.member, saleId)).toMatchObject({
    status: 'refunded',
    operations: [
      { kind: 'capture', status: 'done' },
      { kind: 'refund', status: 'done' },
    ],
    deeds: [{ action: 'sale.refunded', who: 'Nina Prado', amount: null }],
    can: { capture: null, cancel: false, refund: null },
  })
})
