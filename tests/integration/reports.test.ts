// tests/integration/reports.test.ts
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { accounts } from '@/db/schema/accounts'
import { sales } from '@/db/schema/sales'
import { type Period, periodBefore, periodNamed } from '@/lib/kernel/period'
import { sendHttp } from '@/lib/platform/http'
import { approvalReport } from '@/lib/reports/approval-report'
import { refusalsReport } from '@/lib/reports/refusals-report'
import type { ReportScope } from '@/lib/reports/report-scope'
import { rescuedReport, rescuedSum } from '@/lib/reports/rescued-report'
import { revenueOf } from '@/lib/reports/revenue-report'
import { submitPayment } from '@/lib/sales/submit-payment'
import { givenShop } from '../support/given-shop'
import { CARDS, givenApiSubmit, givenBody, givenClick } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const DAY_MS = 86_400_000
/** A Thursday, 12:00 in São Paulo. */
const { ctx: base, advance } = testCtx({ db, http: sendHttp, at: '2026-03-05T15:00:00Z' })
let shop: Awaited<ReturnType<typeof givenShop>>
const sold: Record<string, `sale_${string}`> = {}

async function sell(key: string, number: string = CARDS.approved) {
  const customer = { ...givenBody().customer, email: `${key}@example.com` }
  const asked = givenApiSubmit(key, shop.offer.code, number, { customer })
  const result = await submitPayment(shop.api, asked)
  if (!result.ok) throw new Error(result.error.code)
  sold[key] = result.value.sale.id
}

beforeAll(async () => {
  shop = await givenShop({ ...base, simulators: simulator.addresses })
  await sell('last-week')
  advance(7 * DAY_MS)
  await sell('direct')
  await sell('refused', CARDS.blocked)
  simulator.fault('cielo', 'authorize', 'return_code', { code: '91', count: 1 })
  await sell('saved-91')
  advance(DAY_MS)
  simulator.fault('cielo', 'authorize', 'refuse_connection')
  await simulator.align()
  await sell('saved-offline')
  await simulator.clear()
})

const scopeOf = (period: Period): ReportScope => ({ period, environment: 'simulator' })
const days7 = () => periodNamed('days7', shop.member.now())

describe('what the backup saved', () => {
  test('is every sale that only the second acquirer took, with its sum', async () => {
    const report = await rescuedReport(shop.member, scopeOf(days7()))
    expect(report).toMatchObject({ count: 2, amount: 394_00 })
    expect(report.last.map(({ id }) => id)).toEqual([sold['saved-offline'], sold['saved-91']])
    expect(await rescuedSum(shop.member, scopeOf(days7()))).toEqual({ count: 2, amount: 394_00 })
  })

  test('is told by day, days without one included', async () => {
    const { byDay } = await rescuedReport(shop.member, scopeOf(days7()))
    expect(byDay).toHaveLength(7)
    expect(byDay.slice(-2)).toEqual([
      { day: '2026-03-12', count: 1, amount: 197_00 },
      { day: '2026-03-13', count: 1, amount: 197_00 },
    ])
  })

  test('is told by what the first one had said: a code, or nothing at all', async () => {
    const { byCode } = await rescuedReport(shop.member, scopeOf(days7()))
    const told = byCode.map(({ from, to, lr, silence }) => ({ from, to, lr, silence }))
    expect(told).toEqual(
      expect.arrayContaining([
        { from: 'cielo', to: 'rede', lr: '91', silence: null },
        { from: 'cielo', to: 'rede', lr: null, silence: 'not_sent' },
      ]),
    )
  })

  test('goes on by key', async () => {
    const first = await rescuedReport(shop.member, scopeOf(days7()), { limit: 1 })
    expect(first.last).toHaveLength(1)
    const second = await rescuedReport(shop.member, scopeOf(days7()), {
      limit: 1,
      before: first.next ?? undefined,
    })
    expect(second.last.map(({ id }) => id)).toEqual([sold['saved-91']])
    expect(second.next).toBeNull()
    expect(second.count).toBe(2)
  })

  test('is no sale of a buyer who came back minutes later and went to another acquirer first', async () => {
    const before = await rescuedSum(shop.member, scopeOf(days7()))
    const click = (name: string) => givenClick('comes-back', name, shop.offer.code)
    simulator.fault('cielo', 'authorize', 'return_code', { code: '78', count: 1 })
    await submitPayment(shop.buyer, click('first'))
    await turnAround('rede', 'cielo')
    advance(5 * 60_000)
    const again = await submitPayment(shop.buyer, click('second'))
    await turnAround('cielo', 'rede')
    expect(again).toMatchObject({ ok: true, value: { sale: { status: 'paid', acquirer: 'rede' } } })
    expect(await rescuedSum(shop.member, scopeOf(days7()))).toEqual(before)
  })
})

const turnAround = (defaultAcquirer: string, backupAcquirer: string) =>
  db
    .update(accounts)
    .set({ defaultAcquirer, backupAcquirer })
    .where(eq(accounts.id, shop.member.actor.accountId))

describe('approval', () => {
  test('is counted by acquirer, by brand, by instalments, and against the days before', async () => {
    const period = { from: '2026-03-12', to: '2026-03-12' } as Period
    const past = { from: '2026-03-05', to: '2026-03-05' } as Period
    const report = await approvalReport(shop.member, scopeOf(period), scopeOf(past))
    expect(report.all).toEqual({ tried: 4, approved: 2 })
    expect(report.before).toEqual({ tried: 1, approved: 1 })
    expect(report.byAcquirer).toEqual(
      expect.arrayContaining([
        { code: 'cielo', tried: 3, approved: 1, before: { tried: 1, approved: 1 } },
        { code: 'rede', tried: 1, approved: 1, before: { tried: 0, approved: 0 } },
      ]),
    )
    expect(report.byBrand).toEqual([{ brand: 'visa', tried: 4, approved: 2 }])
    expect(report.byInstallments).toEqual([{ count: 3, tried: 4, approved: 2 }])
  })

  test('an hour stands in its day of the week and its hour of São Paulo', async () => {
    const period = { from: '2026-03-12', to: '2026-03-12' } as Period
    const { byHour } = await approvalReport(shop.member, scopeOf(period), scopeOf(period))
    expect(byHour[3]?.[12]).toEqual({ tried: 4, approved: 2 })
    expect(byHour.flat().reduce((sum, { tried }) => sum + tried, 0)).toBe(4)
  })

  test('knows nothing of another company, of another environment, or of test sales', async () => {
    const scope = scopeOf(days7())
    const stranger = await givenShop({ ...base, simulators: simulator.addresses })
    const none = { tried: 0, approved: 0 }
    expect((await approvalReport(stranger.member, scope, scope)).all).toEqual(none)
    const elsewhere = { ...scope, environment: 'production' as const }
    expect((await approvalReport(shop.member, elsewhere, elsewhere)).all).toEqual(none)
    const id = sold.direct ?? 'sale_'
    const before = (await approvalReport(shop.member, scope, scope)).all
    await db.update(sales).set({ test: true }).where(eq(sales.id, id))
    const without = (await approvalReport(shop.member, scope, scope)).all
    await db.update(sales).set({ test: false }).where(eq(sales.id, id))
    expect(without).toEqual({ tried: before.tried - 1, approved: before.approved - 1 })
  })
})

test('refusals are counted by the code that told them', async () => {
  const period = { from: '2026-03-12', to: '2026-03-12' } as Period
  const { count, rows } = await refusalsReport(shop.member, scopeOf(period))
  expect(count).toBe(2)
  expect(rows).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ acquirer: 'cielo', lr: '91', count: 1, amount: 197_00 }),
    ]),
  )
})

test('revenue is what was paid in the period, and the period before is another one', async () => {
  expect(await revenueOf(shop.member, scopeOf(days7()))).toBe(4 * 197_00)
  expect(await revenueOf(shop.member, scopeOf(periodBefore(days7())))).toBe(197_00)
})
