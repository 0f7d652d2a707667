// tests/integration/change-of-mind.test.ts
import { and, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { attempts, operations } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import { sendHttp } from '@/lib/platform/http'
import { getSale } from '@/lib/sales/read-sale'
import { settleSale } from '@/lib/sales/settle-sale'
import type { SubmitPayment } from '@/lib/sales/submit-payment.schema'
import { CARDS, givenClick } from '../support/given-submit'
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

/** The button of a card in one payment. */
const singleClick = () => {
  const clicked = givenClick('checkout', 'two', till.shop.offer.code)
  return { ...clicked, payment: { ...clicked.payment, installments: 1 } } as SubmitPayment
}

describe('a buyer who changes their mind', () => {
  test('gets the Pix they have when they ask for one again', async () => {
    const first = await till.choose('one')
    const again = await till.choose('two')
    expect(again).toMatchObject({ repeated: true, sale: { id: first.sale.id } })
    expect(simulator.ledger.entries).toHaveLength(1)
  })

  test('gets a new one once it ran out, in the same sale', async () => {
    const first = await till.choose('one')
    advance(40 * MINUTE_MS)
    await till.sweep()
    const again = await till.choose('two')
    expect(again.sale).toMatchObject({ id: first.sale.id, status: 'pending' })
    expect(await till.historyOf(first.sale.id)).toEqual(['cielo pix expired', 'cielo pix waiting'])
  })

  test('pays by card while a Pix waits; the Pix that is paid later goes back by itself', async () => {
    const { sale } = await till.choose('one')
    expect((await till.card('two')).sale).toMatchObject({
      id: sale.id,
      status: 'paid',
      installments: 3,
    })
    await till.pay(sale.id)
    await till.look(sale.id)
    const [pix, byCard] = await till.attemptsOf(sale.id)
    expect(pix).toMatchObject({ late: true, capturedAmount: 197_00 })
    expect(byCard).toMatchObject({ status: 'captured', refundedAmount: 0 })
    expect(await till.kindsOf()).toContain('paid_late')
    expect(await till.openKindsOf()).toContain('paid_late')
    const { sale: after } = await getSale(till.shop.api, sale.id)
    expect(after).toMatchObject({ status: 'paid', method: 'card', refundedAmount: 0 })
    const refunds = await db
      .select({ amount: operations.amount, attemptId: operations.attemptId })
      .from(operations)
      .where(and(eq(operations.saleId, sale.id), eq(operations.kind, 'refund')))
    expect(refunds).toEqual([{ amount: 197_00, attemptId: pix?.id }])

    advance(2 * DAY_MS)
    await till.repair()
    await till.sweep()
    expect((await till.attemptsOf(sale.id))[0]).toMatchObject({ status: 'refunded' })
    expect(await till.openKindsOf()).not.toContain('paid_late')
    expect(till.taken()).toBe(after.amount)
  })

  test('is charged nothing more when the Pix was paid a moment before the card was sent', async () => {
    const { sale } = await till.choose('one')
    await till.pay(sale.id)
    const { sale: after, repeated } = await till.card('two')
    expect(after).toMatchObject({ id: sale.id, status: 'paid', method: 'pix', amount: 197_00 })
    expect(repeated).toBe(true)
    expect(simulator.ledger.entries).toHaveLength(1)
  })

  test('is refused a card and then pays by Pix', async () => {
    const { sale } = await till.card('one', CARDS.blocked)
    expect(sale.status).toBe('refused')
    const pix = await till.choose('two')
    expect(pix.sale).toMatchObject({
      id: sale.id,
      status: 'pending',
      method: 'pix',
      cardHint: null,
    })
    const position = (await till.attemptsOf(sale.id)).length - 1
    await till.pay(sale.id, position)
    await till.look(sale.id, position)
    expect(await till.statusOf(sale.id)).toBe('paid')
    expect(till.taken()).toBe(197_00)
  })

  test('is refused a card after the Pix, and the Pix is paid all the same', async () => {
    const { sale } = await till.choose('one')
    expect((await till.card('two', CARDS.blocked)).sale.status).toBe('refused')
    expect((await till.shown()).voucher?.state).toBe('waiting')
    await till.pay(sale.id)
    await till.look(sale.id)
    const { sale: after } = await getSale(till.shop.api, sale.id)
    expect(after).toMatchObject({ status: 'paid', method: 'pix', amount: 197_00, installments: 1 })
    expect(after.cardHint).toBeNull()
  })

  test('whose two Pix are both paid keeps one and gets the other back', async () => {
    const { sale } = await till.choose('one')
    advance(40 * MINUTE_MS)
    await till.sweep()
    await till.choose('two')
    await till.pay(sale.id, 1)
    await till.pay(sale.id, 0, true)
    await Promise.all([till.look(sale.id, 0), till.look(sale.id, 1)])
    const made = await till.attemptsOf(sale.id)
    expect(made.filter(({ late }) => late)).toHaveLength(1)
    expect(await till.statusOf(sale.id)).toBe('paid')
    advance(2 * DAY_MS)
    await till.repair()
    expect(till.taken()).toBe(197_00)
  })
})

describe('a Pix that is paid while its sale’s card is captured', () => {
  test('twenty times over, the buyer pays once', async () => {
    for (let turn = 0; turn < 20; turn++) {
      const checkout = `race-${turn}-`
      const { sale } = await till.choose('one', 'pix', checkout)
      // The card is on its way when the bank says paid and its notice is followed.
      simulator.fault('cielo', 'capture', 'delay', { delayMs: 5 * (turn % 5) })
      const buying = till.card('two', CARDS.approved, checkout)
      const noticed = (async () => {
        await new Promise((done) => setTimeout(done, turn * 3))
        await till.pay(sale.id)
        await Promise.all([till.look(sale.id), till.look(sale.id)])
      })()
      await Promise.all([buying, noticed])
      await simulator.clear()
      advance(10 * MINUTE_MS)
      await till.sweep()
      await till.repair()
      advance(10 * MINUTE_MS)
      await till.sweep()
      await settleSale(till.job(), sale.id)
      const made = await till.attemptsOf(sale.id)
      const kept = made.filter(({ status, late }) => status === 'captured' && !late)
      expect(kept.length, JSON.stringify(await till.historyOf(sale.id))).toBe(1)
      expect(made.some(({ status }) => status === 'authorized')).toBe(false)
      expect(await till.statusOf(sale.id)).toBe('paid')
    }
    advance(3 * DAY_MS)
    await till.repair()
    const perSale = await db
      .select({ id: sales.id, amount: sales.amount })
      .from(sales)
      .where(eq(sales.accountId, till.shop.api.actor.accountId))
    expect(till.taken()).toBe(perSale.reduce((sum, { amount }) => sum + amount, 0))
  })

  test('lets go of a card that was only held', async () => {
    till = await givenTill(base, simulator, { captureMode: 'manual' })
    const { sale } = await till.choose('one')
    const held = await till.submitted(till.shop.buyer, singleClick())
    expect(held.sale.status).toBe('authorized')
    await till.pay(sale.id)
    expect((await till.look(sale.id)).sale).toMatchObject({ status: 'paid', method: 'pix' })
    expect(await till.historyOf(sale.id)).toEqual(['cielo pix captured', 'cielo card voided'])
    expect(till.taken()).toBe(197_00)
  })

  test('waits for a capture that nobody answered, and goes back when that was done', async () => {
    const { sale } = await till.choose('one')
    simulator.fault('cielo', 'capture', 'drop_response')
    simulator.fault('cielo', 'query', 'http_500', { forMs: 20_000 })
    await till.card('two')
    await simulator.clear()
    await till.pay(sale.id)
    await till.look(sale.id)
    expect(await till.historyOf(sale.id)).toEqual(['cielo pix waiting', 'cielo card authorized'])
    advance(7 * MINUTE_MS)
    await till.repair()
    await till.sweep() // It was not let out of sight.
    expect((await till.attemptsOf(sale.id)).map(({ status, late }) => [status, late])).toEqual([
      ['captured', true],
      ['captured', false],
    ])
    expect(await till.statusOf(sale.id)).toBe('paid')
  })

  test('a second kept payment of a sale is refused by the database itself', async () => {
    const { sale } = await till.choose('one')
    await till.card('two')
    const forced = db
      .update(attempts)
      .set({ status: 'captured', capturedAmount: sale.amount })
      .where(and(eq(attempts.saleId, sale.id), eq(attempts.method, 'pix')))
    await expect(forced).rejects.toMatchObject({
      cause: { constraint_name: 'attempts_one_kept' },
    })
  })
})
