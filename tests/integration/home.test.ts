// tests/integration/home.test.ts
import { beforeEach, describe, expect, test } from 'vitest'
import { firstSaleChecklist } from '@/lib/accounts/first-sale'
import { periodNamed } from '@/lib/kernel/period'
import { sendHttp } from '@/lib/platform/http'
import { rescuedReport } from '@/lib/reports/rescued-report'
import { approvalsOfDay } from '@/lib/sales/approvals-of-day'
import { dayOfSales } from '@/lib/sales/day-of-sales'
import { firstApprovedSale } from '@/lib/sales/first-approved-sale'
import { latestSales } from '@/lib/sales/latest-sales'
import { submitPayment } from '@/lib/sales/submit-payment'
import { givenShop } from '../support/given-shop'
import { CARDS, givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const HOUR_MS = 3_600_000

/** A Thursday, 09:30 in São Paulo. */
const { ctx: base, advance } = testCtx({ db, http: sendHttp, at: '2026-03-05T12:30:00Z' })
let shop: Awaited<ReturnType<typeof givenShop>>
let serial = 0

beforeEach(async () => {
  advance(14 * 24 * HOUR_MS)
  shop = await givenShop({ ...base, simulators: simulator.addresses })
})

async function sell(number: string = CARDS.approved) {
  const asked = givenApiSubmit(`k${++serial}`, shop.offer.code, number)
  const result = await submitPayment(shop.api, asked)
  if (!result.ok) throw new Error(result.error.code)
  return result.value.sale
}

describe('the number of the day', () => {
  test('stands in its hour of São Paulo, and a refused card adds nothing to it', async () => {
    await sell()
    await sell()
    await sell(CARDS.blocked)
    const day = await dayOfSales(shop.member)
    expect(day).toMatchObject({ revenue: 394_00, count: 2, refused: 1, hour: 9 })
    expect(day.hours[9]).toBe(394_00)
    expect(day.gone).toBeCloseTo(0.5, 1)
  })

  test('is compared with the same day a week ago, until the same minute', async () => {
    await sell()
    advance(4 * HOUR_MS)
    await sell()
    advance(7 * 24 * HOUR_MS - 3.9 * HOUR_MS)
    const day = await dayOfSales(shop.member)
    expect(day).toMatchObject({ revenue: 0, count: 0, before: { revenue: 197_00, count: 1 } })
    expect(day.lastWeek[9]).toBe(197_00)
    expect(day.lastWeek[13]).toBe(197_00)
  })

  test('knows nothing of another company', async () => {
    await sell()
    const other = await givenShop({ ...base, simulators: simulator.addresses })
    expect(await dayOfSales(other.member)).toMatchObject({ revenue: 0, count: 0 })
    expect(await latestSales(other.member, { limit: 5 })).toEqual([])
  })
})

describe('the cards of the day', () => {
  test('a sale that only the backup let through counts as rescued', async () => {
    await sell()
    simulator.fault('cielo', 'authorize', 'refuse_connection')
    const rescued = await sell()
    const { byAcquirer, together } = await approvalsOfDay(shop.member)
    const period = periodNamed('today', shop.member.now())
    const seen = await rescuedReport(shop.member, { period, environment: 'simulator' })
    expect(together).toEqual({ tried: 2, approved: 2 })
    expect(byAcquirer).toEqual(
      expect.arrayContaining([
        { code: 'cielo', tried: 1, approved: 1 },
        { code: 'rede', tried: 1, approved: 1 },
      ]),
    )
    expect(seen).toMatchObject({ count: 1, amount: 197_00 })
    expect(seen.last[0]).toMatchObject({ id: rescued.id, from: 'cielo', to: 'rede' })
  })
})

describe('the way to the first sale', () => {
  test('ends with the first approval, and a refused card does not end it', async () => {
    await sell(CARDS.blocked)
    expect(await firstApprovedSale(shop.member)).toBeNull()
    const sale = await sell()
    const firstSale = await firstApprovedSale(shop.member)
    expect(firstSale?.id).toBe(sale.id)
    const steps = await firstSaleChecklist(shop.member, { publishedOffer: null, firstSale })
    expect(steps.find(({ step }) => step === 'sale')?.done).toBe(true)
  })
})
