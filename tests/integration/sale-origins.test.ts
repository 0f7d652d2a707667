// tests/integration/sale-origins.test.ts
import { asc, eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { leads } from '@/db/schema/leads'
import { sales } from '@/db/schema/sales'
import { countedSales, offerExtraDays, originSaleDays, visitDays } from '@/db/schema/visits'
import type { LocalDate } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import { sendHttp } from '@/lib/platform/http'
import { countLeads } from '@/lib/reports/count-leads'
import { countSales } from '@/lib/reports/count-sales'
import { extrasOf } from '@/lib/reports/offer-extras'
import { figuresByLink, figuresByOrigin, sumFigures } from '@/lib/reports/offer-figures'
import { listMiscounted, recountSales } from '@/lib/reports/recount-sales'
import { refundSale } from '@/lib/sales/refund-sale'
import { PanelSalesQuery } from '@/lib/sales/sales-query'
import { submitPayment } from '@/lib/sales/submit-payment'
import { listSales } from '@/lib/sales/views'
import { givenShop } from '../support/given-shop'
import { CARDS, givenClick } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const { ctx: base, advance } = testCtx({ db, http: sendHttp, at: '2026-03-05T15:00:00Z' })
const DAY_MS = 86_400_000
const days = { from: '2026-03-01' as LocalDate, to: '2026-03-31' as LocalDate }

let shop: Awaited<ReturnType<typeof givenShop>>
let bought = 0
const bump = { id: 'caderno', title: 'Caderno de campo', text: '', price: 27_00, imageId: null }

beforeAll(async () => {
  shop = await givenShop({ ...base, simulators: simulator.addresses }, { bumps: [bump] })
})

type More = {
  readonly tracking?: Readonly<Record<string, string>>
  readonly linkCode?: string
  readonly affiliateCode?: string
  readonly bumps?: readonly string[]
}

async function buy(more: More = {}, number: string = CARDS.approved): Promise<Id<'sale'>> {
  const click = givenClick(`checkout-${++bought}-`, `click-${bought}-`, shop.offer.code, number)
  const customer = { ...click.customer, email: `buyer${bought}@example.com` }
  const result = await submitPayment(shop.buyer, {
    ...{ ...click, customer, tracking: {}, ...more },
    bumps: [...(more.bumps ?? [])],
  })
  if (!result.ok) throw new Error(result.error.code)
  return result.value.sale.id
}

const scope = () => ({ offerId: shop.offer.id, period: days, environment: 'simulator' as const })
const sums = () => sumFigures(shop.member, scope())
const tables = () =>
  Promise.all([
    db.select().from(countedSales).orderBy(asc(countedSales.saleId)),
    db.select().from(originSaleDays).orderBy(sql`1, 2, 3, 4, 5, 6, 7, 8`),
    db.select().from(offerExtraDays).orderBy(sql`1, 2, 3, 4, 5, 6`),
  ])

test('a paid sale counts once under its origin, however often its fact is told', async () => {
  const id = await buy({
    tracking: { utm_source: 'ig', utm_campaign: 'Março' },
    bumps: ['caderno'],
  })
  await buy({}, CARDS.blocked)
  await Promise.all([countSales(shop.buyer, [id]), countSales(shop.buyer, [id, id])])
  await countSales(shop.buyer, [id])
  expect(await sums()).toMatchObject({ sales: 1, paid: 224_00, returned: 0 })
  expect(await figuresByOrigin(shop.member, { ...scope(), byCampaign: true })).toMatchObject([
    { key: 'instagram', campaign: 'março', sales: 1, paid: 224_00 },
  ])
  expect(await extrasOf(shop.member, scope())).toMatchObject([
    { kind: 'bump', key: 'caderno', title: 'Caderno de campo', times: 1, amount: 27_00 },
  ])
})

test('what goes back is taken from the day and the origin that were paid, part by part', async () => {
  const id = await buy({ affiliateCode: 'ana10' })
  await countSales(shop.buyer, [id])
  advance(DAY_MS)
  for (const amount of [50_00, 20_00]) {
    await refundSale(shop.member, { saleId: id, amount: centavos(amount) })
    await countSales(shop.buyer, [id])
    await countSales(shop.buyer, [id])
  }
  const [row] = await db
    .select()
    .from(originSaleDays)
    .where(eq(originSaleDays.origin, 'afiliado ANA10'))
  expect(row).toMatchObject({ day: '2026-03-05', sales: 1, returnedSales: 1, returned: 70_00 })
})

test('a sale that was given back before it was counted is both at once', async () => {
  const before = await sums()
  const id = await buy()
  await refundSale(shop.member, { saleId: id })
  await countSales(shop.buyer, [id])
  const after = await sums()
  expect(after.sales - before.sales).toBe(1)
  expect(after.returned - before.returned).toBe(197_00)
})

test('only what was sold on the page is a conversion; an upsell is told beside its parent', async () => {
  const before = await sums()
  const [parent, further] = [await buy({ linkCode: shop.offer.code }), await buy()]
  await db
    .update(sales)
    .set({ source: 'upsell', parentSaleId: parent })
    .where(eq(sales.id, further))
  await countSales(shop.buyer, [further, parent])
  const after = await sums()
  expect(after.sales - before.sales).toBe(1)
  expect(after.otherSales - before.otherSales).toBe(1)
  expect((await figuresByLink(shop.member, scope())).get(shop.offer.code)).toMatchObject({
    sales: 1,
    paid: 197_00,
  })
  const byLink = PanelSalesQuery.parse({ link: shop.offer.code.toLowerCase() })
  expect((await listSales(shop.member, byLink)).rows.map(({ id }) => id)).toEqual([parent])
  expect(await extrasOf(shop.member, scope())).toContainEqual(
    expect.objectContaining({ kind: 'upsell', key: shop.offer.id, times: 1, amount: 197_00 }),
  )
})

test('counted again from the sales alone, everything is as the facts had made it', async () => {
  const ids = [
    await buy({ bumps: ['caderno'], linkCode: 'xyz' }),
    await buy({ affiliateCode: 'bia' }),
  ]
  for (const id of ids) await countSales(shop.buyer, [id])
  const kept = await tables()
  expect(kept[0].length).toBeGreaterThan(5)
  await recountSales(shop.buyer)
  expect(await tables()).toEqual(kept)
})

test('sales that nobody counted are found by the other rollup, once their day is over', async () => {
  expect(await listMiscounted(base)).toEqual([])
  await buy()
  expect(await listMiscounted(base)).toEqual([])
  advance(DAY_MS)
  expect(await listMiscounted(base)).toEqual([shop.buyer.actor.accountId])
  await recountSales(shop.buyer)
  expect(await listMiscounted(base)).toEqual([])
})

test('while everything is counted again, a fact that arrives is not lost', async () => {
  const id = await buy()
  const before = await sums()
  await Promise.all([recountSales(shop.buyer), countSales(shop.buyer, [id])])
  expect((await sums()).sales - before.sales).toBe(1)
  const kept = await tables()
  await recountSales(shop.buyer)
  expect(await tables()).toEqual(kept)
})

test('a lead counts once, under the day and the origin it was captured by', async () => {
  const id = base.newId('lead')
  await db.insert(leads).values({
    ...{ id, accountId: shop.member.actor.accountId, offerId: shop.offer.id },
    ...{ offerCode: shop.offer.code, kind: 'lead', language: 'pt-BR', consentText: 'Sim' },
    ...{ consentVersion: 1, tracking: { src: 'lista' }, linkCode: shop.offer.code, words: '' },
    ...{ consentAt: base.now(), lastSeenAt: base.now(), createdAt: base.now() },
  })
  await Promise.all([countLeads(shop.buyer, [id]), countLeads(shop.buyer, [id, id])])
  const rows = await db.select().from(visitDays).where(eq(visitDays.offerId, shop.offer.id))
  expect(rows).toMatchObject([{ origin: 'lista', linkCode: shop.offer.code, leads: 1, views: 0 }])
})
