// tests/integration/vouchers.test.ts
import { and, eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { operations } from '@/db/schema/payments'
import { saleDays } from '@/db/schema/sales'
import { routeOf } from '@/lib/accounts/route-of'
import { checkVoucher } from '@/lib/payments/check-voucher'
import { listVouchersToLook } from '@/lib/payments/list-vouchers'
import { sendHttp } from '@/lib/platform/http'
import { listUnsettledSales } from '@/lib/sales/list-unsettled-sales'
import { followVoucher } from '@/lib/sales/look-at-vouchers'
import { refundSale } from '@/lib/sales/refund-sale'
import { settleSale } from '@/lib/sales/settle-sale'
import { submitPayment } from '@/lib/sales/submit-payment'
import { givenShop } from '../support/given-shop'
import { givenTill } from '../support/given-till'
import { givenVoucherSubmit } from '../support/given-voucher'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const db = await testDb()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
const simulator = await testSimulator({ now: base.now })
let till: Awaited<ReturnType<typeof givenTill>>

beforeEach(async () => {
  advance(3_600_000)
  till = await givenTill(base, simulator)
})

describe('a Pix', () => {
  test('is shown with its code, its picture and its last moment, and takes nothing', async () => {
    const { sale } = await till.choose('one')
    expect(sale).toMatchObject({ status: 'pending', method: 'pix', amount: 197_00, cardHint: null })
    const { voucher, status, method, refusal } = await till.shown()
    expect({ status, method, refusal }).toEqual({ status: 'pending', method: 'pix', refusal: null })
    expect(voucher).toMatchObject({
      kind: 'pix',
      copyPaste: expect.stringMatching(/^000201/),
      qrSvg: expect.stringMatching(/^<svg .*<\/svg>$/),
      expiresAt: new Date(sale.createdAt.getTime() + 30 * MINUTE_MS).toISOString(),
      state: 'waiting',
    })
    expect(await till.historyOf(sale.id)).toEqual(['cielo pix waiting'])
    expect(till.taken()).toBe(0)
  })

  test('that is paid makes the sale paid once, whoever finds out and however often', async () => {
    const { sale } = await till.choose('one')
    await till.pay(sale.id)
    await Promise.all([till.look(sale.id), till.look(sale.id), till.look(sale.id), till.sweep()])
    expect(await till.statusOf(sale.id)).toBe('paid')
    expect(till.taken()).toBe(197_00)
    const facts = await till.factsOf(sale.id)
    expect(facts.filter((name) => name === 'sale.paid')).toHaveLength(1)
    expect(facts.filter((name) => name === 'attempt.captured')).toHaveLength(1)
    expect((await till.shown()).voucher).toBeNull()
    expect((await till.shown()).accessUrl).toBe('https://x.test')
    const [day] = await db
      .select({ paid: saleDays.paid, count: saleDays.paidCount })
      .from(saleDays)
      .where(eq(saleDays.accountId, till.shop.api.actor.accountId))
    expect(day).toEqual({ paid: 197_00, count: 1 })
  })

  test('is found paid by the sweeper alone, within a minute of its payment', async () => {
    const { sale } = await till.choose('one')
    advance(4 * MINUTE_MS)
    await till.sweep()
    await till.pay(sale.id)
    for (let minute = 0; minute < 2; minute++) {
      advance(MINUTE_MS)
      await till.sweep()
    }
    expect(await till.statusOf(sale.id)).toBe('paid')
  })

  test('is asked about ever more seldom while nobody pays it', async () => {
    await till.choose('one')
    let looks = 0
    for (let minute = 0; minute < 29; minute++) {
      advance(MINUTE_MS)
      const due = await listVouchersToLook(base)
      looks += due.length
      for (const each of due) await followVoucher(till.job(each.accountId), each)
    }
    expect(looks).toBeGreaterThan(5)
    expect(looks).toBeLessThan(20)
  })

  test('that nobody pays in time expires, and its sale with it', async () => {
    const { sale } = await till.choose('one')
    advance(31 * MINUTE_MS)
    expect((await till.shown()).voucher?.state).toBe('expired')
    await till.sweep()
    advance(3 * MINUTE_MS)
    await till.sweep()
    expect(await till.statusOf(sale.id)).toBe('expired')
    expect(await till.factsOf(sale.id)).toContain('sale.expired')
    expect(await till.shown()).toMatchObject({ status: 'expired', voucher: { state: 'expired' } })
  })

  test('that the bank let through after its time is still a sale', async () => {
    const { sale } = await till.choose('one')
    advance(34 * MINUTE_MS)
    await till.sweep()
    expect(await till.statusOf(sale.id)).toBe('expired')
    await till.pay(sale.id, 0, true)
    advance(10 * MINUTE_MS)
    await till.sweep()
    expect(await till.statusOf(sale.id)).toBe('paid')
    expect(till.taken()).toBe(197_00)
  })

  test('is asked of the backup where the first acquirer has none switched on', async () => {
    simulator.fault('cielo', 'authorize', 'return_code', { code: '422' })
    const { sale } = await till.choose('one')
    expect(await till.historyOf(sale.id)).toEqual([
      expect.stringMatching(/^cielo pix (refused|not_sent)$/),
      'rede pix waiting',
    ])
    expect((await till.shown()).voucher?.kind).toBe('pix')
    expect(await till.kindsOf()).toContain('setup_rejected')
  })

  test('whose answer was lost is found by its reference while the buyer waits', async () => {
    simulator.fault('rede', 'authorize', 'drop_response')
    await db.execute(sql`update accounts set default_acquirer = 'rede', backup_acquirer = 'cielo'
      where id = ${till.shop.api.actor.accountId}`)
    const { sale } = await till.choose('one')
    expect(await till.historyOf(sale.id)).toEqual(['rede pix waiting'])
    expect((await till.shown()).voucher?.kind).toBe('pix')
  })

  test('that nobody can make is a refusal the buyer can act on, and a new click asks again', async () => {
    for (const acquirer of ['cielo', 'rede'])
      simulator.fault(acquirer, 'authorize', 'drop_request', { forMs: 60_000 })
    const { sale } = await till.choose('one')
    expect(sale.status).toBe('pending')
    await simulator.clear()
    advance(2 * MINUTE_MS)
    expect((await till.choose('two')).sale).toMatchObject({ id: sale.id, status: 'pending' })
    expect((await till.shown()).voucher?.state).toBe('waiting')
    advance(DAY_MS)
    for (let turn = 0; turn < 3; turn++) {
      await till.repair()
      advance(DAY_MS)
    }
    const left = await db
      .select({ id: operations.id })
      .from(operations)
      .where(
        and(eq(operations.saleId, sale.id), sql`${operations.status} in ('sending','unknown')`),
      )
    expect(left).toEqual([])
  })

  test('is given back through the refund that cards use', async () => {
    const { sale } = await till.choose('one')
    await till.pay(sale.id)
    await till.look(sale.id)
    const refund = await refundSale(till.shop.api, { saleId: sale.id })
    expect(refund.ok).toBe(true)
  })

  test('paid with another sum is a person’s to judge, and pays nothing', async () => {
    const { sale } = await till.choose('one')
    await till.pay(sale.id)
    const entry = simulator.ledger.entries.at(-1)
    if (entry) entry.capturedAmount = 100_00
    await till.look(sale.id)
    expect(await till.statusOf(sale.id)).toBe('pending')
    expect(await till.kindsOf()).toEqual(['amount_differs'])
  })
})

describe('a boleto', () => {
  test('has its line, its barcode and its day, and waits for days', async () => {
    const { sale } = await till.choose('one', 'boleto')
    const { voucher } = await till.shown()
    expect(voucher).toMatchObject({
      kind: 'boleto',
      digitableLine: expect.stringMatching(/^\d{5}\.\d{5} \d{5}\.\d{6} \d{5}\.\d{6} \d \d{14}$/),
      barcode: expect.stringMatching(/^\d{44}$/),
      state: 'waiting',
    })
    expect(await till.historyOf(sale.id)).toEqual(['cielo boleto waiting'])
    await till.pay(sale.id)
    advance(DAY_MS)
    await till.sweep()
    expect(await till.statusOf(sale.id)).toBe('paid')
  })

  test('of the API is shown in the sale’s JSON', async () => {
    const { sale } = await till.submitted(
      till.shop.api,
      givenVoucherSubmit('k1', till.shop.offer.code, 'boleto'),
    )
    expect(sale).toMatchObject({ status: 'pending', method: 'boleto' })
  })
})

describe('a method', () => {
  test('that the offer does not have is refused before anything is opened', async () => {
    const tools = { ...base, simulators: simulator.addresses }
    const cardsOnly = await givenShop(tools, { methods: ['card'] })
    const input = givenVoucherSubmit('k1', cardsOnly.offer.code)
    const result = await submitPayment(cardsOnly.api, input)
    expect(result).toMatchObject({ ok: false, error: { code: 'method_not_offered' } })
  })

  test('that no acquirer of the account can do is refused as well', async () => {
    await db.execute(sql`update accounts set default_acquirer = 'rede', backup_acquirer = null
      where id = ${till.shop.api.actor.accountId}`)
    const input = givenVoucherSubmit('k1', till.shop.offer.code, 'boleto')
    const result = await submitPayment(till.shop.api, input)
    expect(result).toMatchObject({ ok: false, error: { code: 'method_not_offered' } })
  })
})

describe('a sale that says less than its Pix', () => {
  test('because a process died in between follows it soon', async () => {
    const { sale } = await till.choose('one')
    advance(40 * MINUTE_MS)
    await till.sweep()
    await till.pay(sale.id, 0, true)
    const attempt = (await till.attemptsOf(sale.id))[0]
    if (attempt === undefined) throw new Error('there is no attempt')
    await checkVoucher(till.job(), attempt.id, await routeOf(till.job(), attempt))
    expect(await till.statusOf(sale.id)).toBe('expired')
    advance(2 * MINUTE_MS)
    for (const { id } of await listUnsettledSales(base)) await settleSale(till.job(), id)
    expect(await till.statusOf(sale.id)).toBe('paid')
  })
})
