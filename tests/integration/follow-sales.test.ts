// tests/integration/follow-sales.test.ts
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { sendHttp } from '@/lib/platform/http'
import { followSales, newestSales } from '@/lib/sales/follow-sales'
import { refundSale } from '@/lib/sales/refund-sale'
import type { SaleRow } from '@/lib/sales/sale-row'
import { submitPayment } from '@/lib/sales/submit-payment'
import { givenShop } from '../support/given-shop'
import { givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const { ctx } = testCtx({ db, http: sendHttp })
// Whoever watches looks now and then, in real time: the clock of a test stands still meanwhile.
const base = { ...ctx, simulators: simulator.addresses, wait: (ms: number) => pause(ms / 20) }

async function until(isSo: () => boolean) {
  for (let i = 0; i < 200 && !isSo(); i++) await pause(20)
}

test('a page that lists sales hears of new ones and of those that moved, and of nobody else’s', async () => {
  const shop = await givenShop(base)
  const stranger = await givenShop(base)
  const sell = async (of: typeof shop, key: string) => {
    const result = await submitPayment(of.api, givenApiSubmit(key, of.offer.code))
    if (!result.ok) throw new Error(result.error.code)
    return result.value.sale.id
  }
  const old = await sell(shop, 'old')
  const heard: SaleRow[] = []
  const following = followSales(shop.member, (rows) => heard.push(...rows))
  following.look()
  await pause(150)
  expect(heard).toEqual([])

  const id = await sell(shop, 'new')
  await sell(stranger, 'theirs')
  await until(() => heard.some((row) => row.id === id && row.status === 'paid'))
  expect(new Set(heard.map((row) => row.id))).toEqual(new Set([id]))

  await refundSale(shop.member, { saleId: old })
  await until(() => heard.some((row) => row.id === old))
  expect(heard.at(-1)).toMatchObject({ id: old, status: 'refunded' })

  following.stop()
  const before = heard.length
  await sell(shop, 'later')
  await pause(150)
  expect(heard).toHaveLength(before)
  expect((await newestSales(shop.member)).map((row) => row.status)).toEqual([
    'paid',
    'paid',
    'refunded',
  ])
})
