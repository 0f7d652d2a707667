// tests/integration/live-checkout.test.ts
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { sendHttp } from '@/lib/platform/http'
import { fixEmail } from '@/lib/sales/fix-email'
import { followSale } from '@/lib/sales/follow-sale'
import { getSale } from '@/lib/sales/read-sale'
import { toSaleJson } from '@/lib/sales/to-sale-json'
import { watchNewSales, watchSale } from '@/lib/sales/watch-sales'
import { givenTill } from '../support/given-till'
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

describe('the e-mail of a receipt', () => {
  const fix = (email: string, checkoutId = 'checkout'.padEnd(20, '0')) =>
    fixEmail(till.shop.buyer, { offerCode: till.shop.offer.code, checkoutId, email })

  test('stays right when the same buyer then pays by card from the form that holds the slip', async () => {
    const { sale } = await till.choose('one')
    expect(await fix('bia@example.com')).toMatchObject({ ok: true })
    await till.card('two')
    const { sale: after } = await getSale(till.shop.api, sale.id)
    expect(after).toMatchObject({ status: 'paid', buyer: { email: 'bia@example.com' } })
  })

  test('is put right once, and what stood there before is kept', async () => {
    const { sale } = await till.card('one')
    expect(await fix('bia@example.com')).toMatchObject({ ok: true })
    expect(await fix('outra@example.com')).toMatchObject({ error: { code: 'already_corrected' } })
    const { sale: after } = await getSale(till.shop.api, sale.id)
    expect(after.buyer).toMatchObject({
      email: 'bia@example.com',
      emailBefore: 'beatriz@example.com',
    })
    expect(after.emailFixedAt).toEqual(base.now())
    expect(await till.factsOf(sale.id)).toContain('sale.email_fixed')
    expect(toSaleJson(await getSale(till.shop.api, sale.id)).customer).not.toHaveProperty(
      'emailBefore',
    )
  })

  test('of ten who try at one moment changes once', async () => {
    await till.card('one')
    const tries = await Promise.all(Array.from({ length: 10 }, (_, i) => fix(`b${i}@example.com`)))
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('stands as it is a day later, or under a name that nobody was given', async () => {
    await till.card('one')
    expect(await fix('bia@example.com', 'x'.repeat(20))).toMatchObject({
      error: { code: 'sale_not_found' },
    })
    advance(DAY_MS + 1)
    expect(await fix('bia@example.com')).toMatchObject({ error: { code: 'too_late' } })
  })
})

describe('a page that waits', () => {
  const live = () => ({
    ...till.shop.buyer,
    wait: (ms: number) => new Promise<void>((done) => setTimeout(done, Math.min(ms, 50))),
  })

  test('is told how the sale is, and again when the Pix was paid, asking the acquirer meanwhile', async () => {
    const { sale } = await till.choose('one')
    const heard: string[] = []
    const stop = followSale(live(), sale.id, { accessUrl: null }).start(({ status }) =>
      heard.push(status),
    )
    await vi.waitFor(() => expect(heard).toEqual(['pending']))
    await till.pay(sale.id)
    advance(5_000) // An acquirer is asked every few seconds at most.
    await vi.waitFor(() => expect(heard).toEqual(['pending', 'paid']), { timeout: 5_000 })
    stop()
  })

  test('costs the database nothing once nobody listens', async () => {
    const { sale } = await till.choose('one')
    let asked = 0
    const db2 = new Proxy(db, {
      get: (target, name) => {
        if (name === 'select') asked++
        return Reflect.get(target, name) as unknown
      },
    })
    const stop = watchSale({ ...live(), db: db2 }, sale.id, () => undefined)
    await vi.waitFor(() => expect(asked).toBeGreaterThan(2))
    stop()
    await new Promise((done) => setTimeout(done, 120))
    const before = asked
    await new Promise((done) => setTimeout(done, 300))
    expect(asked).toBe(before)
  })

  test('of the panel hears of a new sale of its own account alone', async () => {
    let news = 0
    const stop = watchNewSales(live(), till.shop.api.actor.accountId, () => news++)
    await vi.waitFor(() => expect(news).toBe(1))
    await till.card('one')
    await vi.waitFor(() => expect(news).toBe(2))
    await (await givenTill(base, simulator)).card('one')
    await new Promise((done) => setTimeout(done, 200))
    expect(news).toBe(2)
    stop()
  })
})
