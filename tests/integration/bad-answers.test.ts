// tests/integration/bad-answers.test.ts
import { asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { accounts } from '@/db/schema/accounts'
import { findings } from '@/db/schema/findings'
import { attempts, operations } from '@/db/schema/payments'
import { routeOf } from '@/lib/accounts/route-of'
import type { Id } from '@/lib/kernel/ids'
import { checkVoucher } from '@/lib/payments/check-voucher'
import { listUnchecked, listUnsettled } from '@/lib/payments/list-unsettled'
import { repairAttempt } from '@/lib/payments/repair-attempt'
import { checkStrays } from '@/lib/payments/undo-strays'
import type { Ctx } from '@/lib/platform/context'
import { type HttpRequest, sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { getSale } from '@/lib/sales/read-sale'
import { settleSale } from '@/lib/sales/settle-sale'
import { submitPayment } from '@/lib/sales/submit-payment'
import { givenShop } from '../support/given-shop'
import { givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

setLogLevel('silent')
const db = await testDb()
let calls: HttpRequest[] = []
const { ctx: base, advance } = testCtx({
  db,
  http: (request) => {
    calls.push(request)
    return sendHttp(request)
  },
})
const simulator = await testSimulator({ now: base.now })
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const SPOILT = ['html', 'truncated', 'oversized', 'wrong_amount'] as const
const OTHER = { cielo: 'rede', rede: 'cielo' } as const
type Code = keyof typeof OTHER

let shop: Awaited<ReturnType<typeof givenShop>>
beforeEach(async () => {
  // The next morning: a sale late in the evening would have no day left to be captured in at Rede.
  advance(DAY_MS)
  shop = await givenShop({ ...base, simulators: simulator.addresses })
  calls = []
})

async function sellAt(code: Code, more?: object): Promise<Id<'sale'>> {
  await db
    .update(accounts)
    .set({ defaultAcquirer: code, backupAcquirer: OTHER[code] })
    .where(eq(accounts.id, shop.api.actor.accountId))
  const key = `bad-${calls.length}-${base.now().getTime()}`
  const sold = await submitPayment(shop.api, givenApiSubmit(key, shop.offer.code, undefined, more))
  if (!sold.ok) throw new Error(sold.error.code)
  return sold.value.sale.id
}

const attemptsOf = (saleId: Id<'sale'>) =>
  db.select().from(attempts).where(eq(attempts.saleId, saleId)).orderBy(asc(attempts.position))
const toldOf = async (saleId: Id<'sale'>) =>
  (await attemptsOf(saleId)).map(({ acquirer, status }) => `${acquirer} ${status}`)
const findingsOf = async () => {
  const { accountId } = shop.api.actor
  const rows = await db.select().from(findings).where(eq(findings.accountId, accountId))
  return rows.map(({ kind }) => kind)
}
const statusOf = async (saleId: Id<'sale'>) => (await getSale(shop.api, saleId)).sale.status
const booked = () =>
  simulator.ledger.entries.map(({ acquirer, status, capturedAmount }) => ({
    acquirer,
    status,
    capturedAmount,
  }))
/** What an acquirer was asked to do, in order: `authorize`, `find`, `capture`, `void`. */
const deedsAt = (code: Code) =>
  calls
    .filter(({ url }) => url.startsWith(simulator.addresses[code]) && !url.includes('oauth2'))
    .map(({ method, url }) => {
      if (method === 'GET') return 'find'
      if (method === 'PUT') return /void/.test(url) ? 'void' : 'capture'
      return /refunds$/.test(url) ? 'void' : 'authorize'
    })

/** The sweeper's days, of this shop alone. */
async function sweep(saleId: Id<'sale'>) {
  const { accountId } = shop.api.actor
  for (const afterMs of [6 * MINUTE_MS, 30 * MINUTE_MS, 2 * 60 * MINUTE_MS, DAY_MS, 3 * DAY_MS]) {
    advance(afterMs)
    const ctx: Ctx = { ...shop.api, actor: { kind: 'job', accountId, name: 'sweep' } }
    for (const each of await listUnsettled(ctx)) {
      if (each.accountId === accountId) await repairAttempt(ctx, each.id, await routeOf(ctx, each))
    }
    for (const each of await listUnchecked(ctx)) {
      if (each.accountId === accountId) await checkStrays(ctx, each.id, await routeOf(ctx, each))
    }
    await settleSale(ctx, saleId)
  }
}

/** Nobody is charged twice or for another sum, nothing is held, and every call has its end. */
async function expectPeace(saleId: Id<'sale'>) {
  const kept = booked().filter(({ status }) => status === 'captured')
  const paid = (await statusOf(saleId)) === 'paid'
  expect(kept.map(({ capturedAmount }) => capturedAmount)).toEqual(paid ? [197_00] : [])
  expect(booked().filter(({ status }) => status === 'authorized')).toEqual([])
  const open = await db
    .select({ kind: operations.kind, status: operations.status })
    .from(operations)
    .where(eq(operations.saleId, saleId))
  expect(open.filter(({ status }) => status === 'sending' || status === 'unknown')).toEqual([])
}

describe.each(['cielo', 'rede'] as const)('%s first', (code) => {
  describe.each(SPOILT)('an answer that is %s', (mode) => {
    test('to an authorisation approves nothing: it is asked about, and then taken once', async () => {
      simulator.fault(code, 'authorize', mode)
      const saleId = await sellAt(code)
      expect(deedsAt(code)).toEqual(['authorize', ...found(code), 'capture'])
      expect(await toldOf(saleId)).toEqual([`${code} captured`])
      expect(await statusOf(saleId)).toBe('paid')
      expect(await findingsOf()).toContain(mode === 'wrong_amount' ? 'amount_differs' : 'integrity')
      await expectPeace(saleId)
    })

    test('to everything captures nothing there: the backup takes it, and the limit is let go', async () => {
      simulator.fault(code, 'any', mode, { count: 1_000 })
      const saleId = await sellAt(code)
      expect(deedsAt(code)).not.toContain('capture')
      expect((await toldOf(saleId)).at(-1)).toBe(`${OTHER[code]} captured`)
      expect(await statusOf(saleId)).toBe('paid')
      // Without a token nothing left: there is nothing to find.
      if (code === 'cielo' || mode === 'wrong_amount') {
        expect(await findingsOf()).toContain(
          mode === 'wrong_amount' ? 'amount_differs' : 'integrity',
        )
      }
      await simulator.clear()
      await sweep(saleId)
      await expectPeace(saleId)
    })

    test('of both, to everything, ends in no charge and an honest status', async () => {
      for (const each of ['cielo', 'rede']) simulator.fault(each, 'any', mode, { count: 1_000 })
      const saleId = await sellAt(code)
      expect(booked().filter(({ capturedAmount }) => capturedAmount > 0)).toEqual([])
      expect(['pending', 'failed']).toContain(await statusOf(saleId))
      await simulator.clear()
      await sweep(saleId)
      await expectPeace(saleId)
    })

    test('to a capture is asked about, and the money is taken once', async () => {
      simulator.fault(code, 'capture', mode)
      const saleId = await sellAt(code)
      expect(await statusOf(saleId)).toBe('paid')
      expect(deedsAt(code).filter((deed) => deed === 'capture')).toHaveLength(1)
      // Neither answers a capture with a sum: there is none to be wrong.
      if (mode !== 'wrong_amount') expect(await findingsOf()).toContain('integrity')
      await expectPeace(saleId)
    })

    test('to the question about a lost capture proves nothing', async () => {
      simulator.fault(code, 'capture', 'drop_response')
      simulator.fault(code, 'query', mode, { count: 1_000 })
      const saleId = await sellAt(code)
      expect(await statusOf(saleId)).toBe('authorized')
      await simulator.clear()
      await sweep(saleId)
      expect(await statusOf(saleId)).toBe('paid')
      await expectPeace(saleId)
    })
  })
})

describe.each(['cielo', 'rede'] as const)('a Pix at %s', (code) => {
  const PIX = { payment: { method: 'pix' } }

  test.each(SPOILT)('answered %s is asked about before it is shown', async (mode) => {
    simulator.fault(code, 'authorize', mode)
    const saleId = await sellAt(code, PIX)
    const [first] = await attemptsOf(saleId)
    expect(deedsAt(code)).toEqual(['authorize', ...found(code)])
    expect(first).toMatchObject({ status: 'waiting', amount: 197_00, capturedAmount: 0 })
    expect(first?.voucher).toMatchObject({ copyPaste: expect.stringContaining('5406197.00') })
    expect(await findingsOf()).toEqual([expect.stringMatching(/^(integrity|amount_differs)$/)])
  })

  test.each(SPOILT)('whose payment is told %s is not paid until it is told well', async (mode) => {
    const saleId = await sellAt(code, PIX)
    const [first] = await attemptsOf(saleId)
    if (first === undefined) throw new Error('no attempt')
    for (const entry of simulator.ledger.entries) simulator.ledger.pay(entry)
    const look = async () =>
      checkVoucher(shop.api, first.id, await routeOf(shop.api, { ...first, acquirer: code }))
    simulator.fault(code, 'query', mode, { count: 1_000 })
    expect(await look()).toBe('waiting')
    await simulator.clear()
    expect(await look()).toBe('captured')
  })
})

/** Cielo is asked twice: which payments an order has, and then about each. */
const found = (code: Code) => (code === 'cielo' ? ['find', 'find'] : ['find'])
