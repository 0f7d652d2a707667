// tests/integration/reconcile.test.ts
import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { findings } from '@/db/schema/findings'
import { attempts, operations } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import { type Id, makeId } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import {
  add,
  type Cursor,
  FIRST,
  lastReconciliation,
  listToReconcile,
  NONE,
  noteReconciliation,
  reconcilePage,
} from '@/lib/sales/reconcile'
import { refundSale } from '@/lib/sales/refund-sale'
import { submitPayment } from '@/lib/sales/submit-payment'
import { givenShop } from '../support/given-shop'
import { CARDS, givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

setLogLevel('silent')
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const db = await testDb()
const clock = { now: new Date('2026-03-05T15:00:00Z') }
const simulator = await testSimulator({ now: () => clock.now })
const { ctx: base } = testCtx({ db, http: sendHttp })
const pass = (ms: number) => {
  clock.now = new Date(clock.now.getTime() + ms)
}
const newId: Ctx['newId'] = (entity) => makeId(entity, clock.now, randomBytes(16))
const tools = {
  ...base,
  newId,
  now: () => clock.now,
  wait: async (ms: number) => pass(ms),
  simulators: simulator.addresses,
}

let shop: Awaited<ReturnType<typeof givenShop>>
let sold = 0
beforeEach(async () => {
  pass(30 * DAY_MS)
  shop = await givenShop(tools, { methods: ['card', 'pix'] })
})

async function sell(card: string = CARDS.approved, more: object = {}) {
  const submit = givenApiSubmit(`k${++sold}`, shop.offer.code, card, more)
  const result = await submitPayment(shop.api, submit)
  if (!result.ok) throw new Error(result.error.code)
  return result.value.sale.id
}

const readAttempt = async (saleId: Id<'sale'>) => {
  const [attempt] = await db.select().from(attempts).where(eq(attempts.saleId, saleId))
  if (attempt === undefined) throw new Error('no attempt')
  return attempt
}

const entryOf = async (saleId: Id<'sale'>) => {
  const { reference } = await readAttempt(saleId)
  const entry = simulator.ledger.entries.find((each) => each.reference === reference)
  if (entry === undefined) throw new Error('the acquirer has no such transaction')
  return entry
}

const openFindings = async (saleId: Id<'sale'>) => {
  const { id } = await readAttempt(saleId)
  const rows = await db.select().from(findings).where(eq(findings.attemptId, id))
  return rows.filter(({ resolvedAt }) => resolvedAt === null)
}

/** What the durable functions do for one account, a night later. */
async function night(ctx: Ctx = shop.member, afterMs = 12 * HOUR_MS) {
  pass(afterMs)
  const startedAt = clock.now
  let [cursor, sums, pages]: [Cursor | null, typeof NONE, number] = [FIRST, NONE, 0]
  while (cursor !== null) {
    const page = await reconcilePage(ctx, cursor, startedAt)
    sums = add(sums, page.sums)
    cursor = page.next
    pages++
  }
  return { ...sums, pages }
}

describe('what both sides say alike', () => {
  test('is asked about and left alone, refunds, refusals and what waits among it', async () => {
    await sell()
    const back = await sell()
    await refundSale(shop.member, { saleId: back, amount: centavos(50_00) })
    const all = await sell()
    await refundSale(shop.member, { saleId: all })
    await sell(CARDS.blocked)
    const waiting = await sell(undefined, { payment: { method: 'pix' } })
    expect(await night(shop.member, HOUR_MS)).toMatchObject({ asked: 5, same: 5, differed: 0 })
    for (const saleId of [back, all, waiting]) expect(await openFindings(saleId)).toEqual([])
  })

  test('is not asked about again a week later, unless it is not at its end', async () => {
    await sell()
    pass(8 * DAY_MS)
    expect(await night()).toMatchObject({ asked: 0 })
    const ids = (await listToReconcile(tools, '')).map(({ id }) => id)
    expect(ids).not.toContain(shop.member.actor.accountId)
  })

  test('what is not at its end is asked about however old it is', async () => {
    simulator.fault('cielo', 'capture', 'drop_request')
    const saleId = await sell()
    expect((await readAttempt(saleId)).status).toBe('authorized')
    pass(20 * DAY_MS)
    const ids = (await listToReconcile(tools, '')).map(({ id }) => id)
    expect(ids).toContain(shop.member.actor.accountId)
    expect(await night()).toMatchObject({ asked: 1 })
  })
})

describe('a difference', () => {
  test('in what was given back is told with both sides, once, and nothing is put right', async () => {
    const saleId = await sell()
    simulator.ledger.giveBack(await entryOf(saleId), 50_00)
    expect(await night()).toMatchObject({ asked: 1, same: 0, differed: 1 })
    await night()
    expect(await openFindings(saleId)).toMatchObject([
      {
        kind: 'differs',
        detail: {
          our_status: 'captured',
          our_captured: '19700',
          our_refunded: '0',
          their_status: 'captured',
          their_captured: '19700',
          their_refunded: '5000',
        },
      },
    ])
    expect(await readAttempt(saleId)).toMatchObject({ status: 'captured', refundedAmount: 0 })
  })

  test('in the status, and in what was captured', async () => {
    const [gone, part] = [await sell(), await sell()]
    simulator.ledger.giveBack(await entryOf(gone), 197_00)
    ;(await entryOf(part)).capturedAmount = 100_00
    expect(await night()).toMatchObject({ differed: 2 })
    expect((await openFindings(gone))[0]?.detail).toMatchObject({ their_status: 'refunded' })
    expect((await openFindings(part))[0]?.detail).toMatchObject({ their_captured: '10000' })
  })

  test('that grew is another one; one that is gone waits for nobody', async () => {
    const saleId = await sell()
    const entry = await entryOf(saleId)
    simulator.ledger.giveBack(entry, 50_00)
    await night()
    simulator.ledger.giveBack(entry, 50_00)
    await night()
    expect(await openFindings(saleId)).toHaveLength(2)
    const { id } = await readAttempt(saleId)
    await db
      .update(attempts)
      .set({ refundedAmount: centavos(100_00) })
      .where(eq(attempts.id, id))
    expect(await night()).toMatchObject({ same: 1, differed: 0 })
    expect(await openFindings(saleId)).toEqual([])
  })
})

describe('a transaction under our reference that no attempt knows', () => {
  const second = async (saleId: Id<'sale'>, captured: boolean) => {
    const own = await entryOf(saleId)
    const { acquirer, merchant, reference, amount, installments, code, brand } = own
    const known = { acquirer, merchant, reference, amount, installments, code, brand }
    const entry = simulator.ledger.add({
      ...known,
      cardNumber: CARDS.approved,
      approved: true,
    } as never)
    if (captured) simulator.ledger.capture(entry, amount)
    return entry
  }

  test('and that took money is told to a person, and not touched', async () => {
    const saleId = await sell()
    const stray = await second(saleId, true)
    expect(await night()).toMatchObject({ differed: 1 })
    expect(await openFindings(saleId)).toMatchObject([
      { kind: 'orphan', detail: { acquirerId: stray.key, captured: '19700' } },
    ])
    expect(stray.status).toBe('captured')
  })

  test('and that only holds limit is let go, as whenever one is met', async () => {
    const saleId = await sell()
    const stray = await second(saleId, false)
    await night()
    expect(stray.status).toBe('voided')
    expect((await openFindings(saleId)).map(({ kind }) => kind)).toEqual(['stray_approval'])
    expect((await entryOf(saleId)).status).toBe('captured')
  })

  test('of an attempt we took for refused is found as well', async () => {
    const saleId = await sell(CARDS.blocked)
    const stray = await second(saleId, true)
    await night()
    expect(await openFindings(saleId)).toMatchObject([
      { kind: 'orphan', detail: { acquirerId: stray.key, our_status: 'refused' } },
    ])
    const [sale] = await db.select().from(sales).where(eq(sales.id, saleId))
    expect(sale?.status).toBe('refused')
  })
})

describe('a late approval', () => {
  test('that the acquirer refuses to let go is told to a person', async () => {
    simulator.fault('cielo', 'authorize', 'late_approval')
    const saleId = await sell()
    simulator.fault('cielo', 'void', 'return_code', { code: '309', count: 9 })
    await night(shop.member, HOUR_MS)
    const kinds = (await openFindings(saleId)).map(({ kind }) => kind)
    expect(kinds).toContain('late_approval')
    expect(kinds).toContain('void_refused')
    const all = await db.select().from(operations).where(eq(operations.saleId, saleId))
    const [first] = all.filter(({ kind }) => kind === 'void')
    expect(first).toMatchObject({ status: 'refused', note: 'late_approval' })
  })
})

describe('the work itself', () => {
  test('goes by pages, resumes from any of them, and another company’s is never asked about', async () => {
    for (let i = 0; i < 23; i++) await sell()
    const other = await givenShop(tools)
    expect(await night(other.member)).toMatchObject({ asked: 0 })
    expect(await night(shop.member, 0)).toMatchObject({ asked: 23, same: 23, pages: 4 })
    const first = await reconcilePage(shop.member, FIRST, clock.now)
    if (first.next === null) throw new Error('one page is not all')
    const second = await reconcilePage(shop.member, first.next, clock.now)
    const again = await reconcilePage(shop.member, first.next, clock.now)
    expect(again).toEqual(second)
  })

  test('asks no faster than ten at once and five a second', async () => {
    for (let i = 0; i < 23; i++) await sell()
    pass(HOUR_MS)
    const began = clock.now.getTime()
    await night(shop.member, 0)
    expect(clock.now.getTime() - began).toBeGreaterThanOrEqual(2_000)
  })

  test('an acquirer that does not answer leaves no difference', async () => {
    const saleId = await sell()
    simulator.fault('cielo', 'query', 'http_500', { count: 9 })
    expect(await night()).toMatchObject({ asked: 1, unanswered: 1, differed: 0 })
    expect(await openFindings(saleId)).toEqual([])
  })

  test('what came out of it is kept, and said of the last one that ended', async () => {
    const noted = { startedAt: clock.now, sums: { asked: 3, same: 2, differed: 1, unanswered: 0 } }
    await noteReconciliation(shop.member, { ...noted, slot: '2026-03-05', over: true })
    await noteReconciliation(shop.member, { ...noted, slot: '2026-03-06', over: false })
    expect(await lastReconciliation(shop.member)).toMatchObject({ asked: 3, differed: 1 })
  })
})
