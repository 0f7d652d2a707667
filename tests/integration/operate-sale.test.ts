// tests/integration/operate-sale.test.ts
import { asc, eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { attempts } from '@/db/schema/payments'
import { saleDays, sales } from '@/db/schema/sales'
import { centavos } from '@/lib/kernel/money'
import { sendHttp } from '@/lib/platform/http'
import { cancelSale } from '@/lib/sales/cancel-sale'
import { captureSale } from '@/lib/sales/capture-sale'
import { dayOfSales } from '@/lib/sales/day-of-sales'
import { OperateSaleBody } from '@/lib/sales/operate-sale.schema'
import { refundSale } from '@/lib/sales/refund-sale'
import { PanelSalesQuery } from '@/lib/sales/sales-query'
import { submitPayment } from '@/lib/sales/submit-payment'
import { sumSales } from '@/lib/sales/views'
import { givenShop } from '../support/given-shop'
import { CARDS, givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
const tools = { ...base, simulators: simulator.addresses }

let shop: Awaited<ReturnType<typeof givenShop>>
beforeEach(async () => {
  advance(3_600_000)
  shop = await givenShop(tools, { captureMode: 'manual' })
})

async function sold(more: object = {}, card: string = CARDS.approved) {
  const result = await submitPayment(shop.api, givenApiSubmit('k', shop.offer.code, card, more))
  if (!result.ok) throw new Error(result.error.code)
  return result.value.sale
}

const dayOf = async () => {
  const [day] = await db
    .select({
      count: sql<number>`sum(${saleDays.paidCount})::int`,
      paid: sql<number>`sum(${saleDays.paid})::int`,
      returned: sql<number>`sum(${saleDays.returned})::int`,
    })
    .from(saleDays)
    .where(eq(saleDays.offerKey, shop.offer.id))
  return day
}

test('a manual capture takes what the card holds, and counts as revenue only then', async () => {
  const sale = await sold()
  expect(sale.status).toBe('authorized')
  expect(await dayOf()).toMatchObject({ count: null })
  const done = await captureSale(shop.member, { saleId: sale.id })
  expect(done).toMatchObject({ ok: true, value: { sale: { status: 'paid' }, pending: false } })
  expect(await dayOf()).toEqual({ count: 1, paid: 197_00, returned: 0 })
  expect(simulator.ledger.entries).toMatchObject([{ status: 'captured' }])
})

test('a sale that was authorised can be let go, and then cannot be captured', async () => {
  const sale = await sold()
  expect(await cancelSale(shop.api, { saleId: sale.id, amount: centavos(5_00) })).toMatchObject({
    error: { code: 'amount_not_whole' },
  })
  const gone = await cancelSale(shop.member, { saleId: sale.id })
  expect(gone).toMatchObject({ ok: true, value: { sale: { status: 'canceled' } } })
  const late = await captureSale(shop.member, { saleId: sale.id })
  expect(late).toMatchObject({ ok: false, error: { code: 'not_authorized' } })
})

test('money goes back in parts and then whole, and never more than was taken', async () => {
  const { id: saleId } = await sold()
  await captureSale(shop.member, { saleId })
  const part = await refundSale(shop.api, { saleId, amount: centavos(50_00) })
  expect(part).toMatchObject({
    value: { sale: { status: 'partially_refunded', refundedAmount: 50_00 } },
  })
  const tooMuch = await refundSale(shop.api, { saleId, amount: centavos(150_00) })
  expect(tooMuch).toMatchObject({ error: { code: 'amount_too_large' } })
  const rest = await refundSale(shop.api, { saleId })
  expect(rest).toMatchObject({ value: { sale: { status: 'refunded', refundedAmount: 197_00 } } })
  expect(await dayOf()).toEqual({ count: 1, paid: 197_00, returned: 197_00 })
  expect(await refundSale(shop.api, { saleId })).toMatchObject({ error: { code: 'nothing_left' } })
})

test('of a part that was captured every sum tells the part, also once some of it went back', async () => {
  const { id: saleId } = await sold()
  await captureSale(shop.member, { saleId, amount: centavos(120_00) })
  const figures = async () => ({
    day: await dayOf(),
    home: (await dayOfSales(shop.member)).revenue,
    list: (await sumSales(shop.member, PanelSalesQuery.parse({})))?.paid,
    sale: await db
      .select({ amount: sales.amount, refunded: sales.refundedAmount, status: sales.status })
      .from(sales)
      .where(eq(sales.id, saleId)),
  })
  expect(await figures()).toEqual({
    day: { count: 1, paid: 120_00, returned: 0 },
    home: 120_00,
    list: 120_00,
    sale: [{ amount: 120_00, refunded: 0, status: 'paid' }],
  })
  await refundSale(shop.member, { saleId, amount: centavos(50_00) })
  expect(await figures()).toMatchObject({
    day: { count: 1, paid: 120_00, returned: 50_00 },
    home: 70_00,
    list: 70_00,
  })
  await refundSale(shop.member, { saleId })
  expect(await figures()).toMatchObject({
    day: { count: 1, paid: 120_00, returned: 120_00 },
    sale: [{ amount: 120_00, refunded: 120_00, status: 'refunded' }],
  })
})

test('the team’s log says who did what to the sale', async () => {
  const { id: saleId } = await sold()
  await captureSale(shop.member, { saleId })
  await refundSale(shop.api, { saleId, amount: centavos(10_00) })
  const log = await db
    .select({ action: auditLog.action, kind: auditLog.actorKind, details: auditLog.details })
    .from(auditLog)
    .where(eq(auditLog.subject, saleId))
    .orderBy(asc(auditLog.id))
  expect(log).toEqual([
    { action: 'sale.captured', kind: 'member', details: {} },
    { action: 'sale.refunded', kind: 'api', details: { amount: '1000' } },
  ])
})

test('support looks and does not touch, and another company sees nothing', async () => {
  const { id: saleId } = await sold()
  const actor = { ...shop.member.actor, role: 'support' as const }
  expect(await captureSale({ ...shop.member, actor }, { saleId })).toMatchObject({
    error: { code: 'not_allowed' },
  })
  const other = await givenShop(tools)
  expect(await refundSale(other.api, { saleId })).toMatchObject({
    error: { code: 'sale_not_found' },
  })
})

test('a test key does not touch what was sold in production', async () => {
  const { id: saleId } = await sold()
  await db.update(attempts).set({ environment: 'production' }).where(eq(attempts.saleId, saleId))
  for (const operate of [captureSale, cancelSale, refundSale]) {
    expect(await operate(shop.api, { saleId })).toMatchObject({
      error: { code: 'test_key_in_production' },
    })
  }
  expect(simulator.ledger.entries).toMatchObject([{ status: 'authorized' }])
})

test('an amount that cannot be read never means all of it', () => {
  for (const body of [
    { amout: 10_00 },
    [10_00],
    '1000',
    1000,
    null,
    { amount: null },
    { amount: '5' },
  ]) {
    expect(OperateSaleBody.safeParse(body).success, JSON.stringify(body)).toBe(false)
  }
  expect([undefined, {}, { amount: 5 }].map((body) => OperateSaleBody.parse(body))).toEqual([
    {},
    {},
    { amount: 5 },
  ])
})

test('a refused sale has nothing to give back', async () => {
  const { id: saleId } = await sold({}, CARDS.blocked)
  expect(await refundSale(shop.api, { saleId })).toMatchObject({ error: { code: 'not_captured' } })
})
