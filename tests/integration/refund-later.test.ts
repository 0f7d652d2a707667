// tests/integration/refund-later.test.ts
import { and, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { findings } from '@/db/schema/findings'
import { attempts, operations } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import { charge } from '@/lib/payments/charge'
import { listUnsettled } from '@/lib/payments/list-unsettled'
import { refundAttempt } from '@/lib/payments/refund-attempt'
import { repairAttempt } from '@/lib/payments/repair-attempt'
import type { Ctx } from '@/lib/platform/context'
import { sendHttp } from '@/lib/platform/http'
import { givenCielo, givenOrder, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const HOUR_MS = 3_600_000
const SOLD = '2026-03-05T15:00:00Z'
const LATER = '2026-03-07T15:00:00Z'

const db = await testDb()
const clock = { now: new Date(SOLD) }
const simulator = await testSimulator({ now: () => clock.now })
const { ctx: base } = testCtx({ db, http: sendHttp })
/** One clock for both sides of the wire. */
const ctx: Ctx<'job'> = {
  ...base,
  now: () => clock.now,
  wait: async (ms) => pass(ms),
}
const rede = givenRede(simulator.url)
const pass = (ms: number) => {
  clock.now = new Date(clock.now.getTime() + ms)
}

beforeEach(() => {
  clock.now = new Date(SOLD)
})

async function givenSale(route = rede, at = LATER) {
  const order = givenOrder(ctx.newId('sale'), simulator.url)
  await charge(ctx, { ...order, routes: [route] })
  const [attempt] = await db.select().from(attempts).where(eq(attempts.saleId, order.saleId))
  if (attempt === undefined) throw new Error('no attempt')
  clock.now = new Date(at)
  return attempt.id
}

const refund = (
  attemptId: Id<'attempt'>,
  amount?: number,
  more: { note?: string; by?: Ctx } = {},
) =>
  refundAttempt(more.by ?? ctx, rede, {
    attemptId,
    note: more.note,
    ...(amount !== undefined && { amount: centavos(amount) }),
  })

const sumsOf = async (id: Id<'attempt'>) => {
  const [row] = await db.select().from(attempts).where(eq(attempts.id, id))
  return { status: row?.status, back: row?.refundedAmount, onItsWay: row?.refundingAmount }
}

const refundsOf = (id: Id<'attempt'>) =>
  db
    .select()
    .from(operations)
    .where(and(eq(operations.attemptId, id), eq(operations.kind, 'refund')))
    .orderBy(operations.id)

const findingsOf = async (id: Id<'attempt'>) =>
  (await db.select().from(findings).where(eq(findings.attemptId, id))).map(({ kind }) => kind)

async function sweep(id: Id<'attempt'>, by: Ctx = ctx) {
  const due = (await listUnsettled(ctx)).some((row) => row.id === id)
  if (due) await repairAttempt(by, id, rede)
  return due
}

/** The acquirer says of each refund what it says of a denied one. */
const denying: Ctx<'job'> = {
  ...ctx,
  http: async (request) => {
    const reply = await sendHttp(request)
    if (reply.kind !== 'reply' || !request.url.includes('/refunds')) return reply
    return { ...reply, body: reply.body.replaceAll('Processing', 'Denied') }
  },
}

describe('Rede gives back a sale of an earlier day the evening after', () => {
  test('until then it is processing, under the name Rede gave it', async () => {
    const id = await givenSale()
    expect(await refund(id)).toMatchObject({ value: { state: 'processing', amount: 19_90 } })
    expect(await sumsOf(id)).toEqual({ status: 'captured', back: 0, onItsWay: 19_90 })
    expect(await refundsOf(id)).toMatchObject([
      { status: 'processing', refundId: expect.stringMatching(/./) },
    ])
  })

  test('it is asked about the same day, and again after half past nine of the next', async () => {
    const id = await givenSale()
    await refund(id)
    const asked: string[] = []
    for (let hour = 0; hour < 60; hour++) {
      pass(HOUR_MS / 2)
      if (await sweep(id)) asked.push(clock.now.toISOString())
    }
    expect(asked).toEqual([
      '2026-03-07T15:30:00.000Z',
      '2026-03-07T16:00:00.000Z',
      '2026-03-07T21:00:00.000Z',
    ])
    clock.now = new Date('2026-03-09T01:00:00Z') // 22:00 in São Paulo.
    expect(await sweep(id)).toBe(true)
    expect(await sumsOf(id)).toEqual({ status: 'refunded', back: 19_90, onItsWay: 0 })
    expect(await refundsOf(id)).toMatchObject([{ status: 'done', askAfter: null }])
  })

  test('what is on its way cannot be asked for again, and the rest can', async () => {
    const id = await givenSale()
    await refund(id, 5_00)
    expect(await refund(id, 15_00)).toMatchObject({
      error: { code: 'amount_too_large', left: 14_90 },
    })
    expect(await refund(id, 4_90)).toMatchObject({ value: { state: 'processing' } })
    expect(await sumsOf(id)).toEqual({ status: 'captured', back: 0, onItsWay: 9_90 })
    expect(await refund(id)).toMatchObject({ value: { amount: 10_00 } })
    expect(await refund(id)).toMatchObject({ error: { code: 'refund_under_way' } })
    clock.now = new Date('2026-03-09T02:00:00Z')
    await sweep(id)
    expect(await sumsOf(id)).toEqual({ status: 'refunded', back: 19_90, onItsWay: 0 })
    expect(simulator.ledger.entries).toMatchObject([{ refundedAmount: 19_90 }])
  })

  test('denied, it leaves a finding, and the sum may be asked for again', async () => {
    const id = await givenSale()
    await refund(id, 5_00)
    pass(HOUR_MS)
    await sweep(id, denying)
    expect(await refundsOf(id)).toMatchObject([{ status: 'refused' }])
    expect(await sumsOf(id)).toEqual({ status: 'captured', back: 0, onItsWay: 0 })
    const [found] = await db.select().from(findings).where(eq(findings.attemptId, id))
    expect(found).toMatchObject({ kind: 'refund_denied', detail: { amount: '500' } })
  })

  test('whose answer was lost is found under way, and not sent twice', async () => {
    const id = await givenSale()
    simulator.fault('rede', 'void', 'drop_response')
    await refund(id, 5_00)
    pass(6 * 60_000)
    await sweep(id)
    expect(await refundsOf(id)).toMatchObject([{ status: 'processing', refundId: null }])
    // Nothing tells it from a second one of its amount, so the second waits.
    expect(await refund(id, 5_00)).toMatchObject({ error: { code: 'refund_under_way' } })
    clock.now = new Date('2026-03-09T02:00:00Z')
    await sweep(id)
    expect(await sumsOf(id)).toEqual({ status: 'captured', back: 5_00, onItsWay: 0 })
    expect(simulator.ledger.entries).toMatchObject([{ refundedAmount: 5_00 }])
  })

  test('one lost while another is on its way waits for it, and is then told apart by the sum', async () => {
    const id = await givenSale()
    await refund(id, 5_00)
    pass(10_000)
    simulator.fault('rede', 'void', 'drop_request')
    await refund(id, 5_00)
    pass(6 * 60_000)
    await sweep(id)
    expect((await refundsOf(id)).map(({ status }) => status)).toEqual(['processing', 'unknown'])
    clock.now = new Date('2026-03-09T02:00:00Z')
    await sweep(id)
    expect((await refundsOf(id)).map(({ status }) => status)).toEqual(['done', 'not_sent'])
    expect(await sumsOf(id)).toEqual({ status: 'captured', back: 5_00, onItsWay: 0 })
  })

  test('a week of silence is told to a person', async () => {
    const id = await givenSale()
    await refund(id)
    const silent: Ctx<'job'> = {
      ...ctx,
      http: async (request) =>
        request.url.includes('/refunds')
          ? { kind: 'no_reply', cause: 'TIMEOUT' }
          : sendHttp(request),
    }
    for (let day = 0; day < 12; day++) {
      pass(24 * HOUR_MS)
      await sweep(id, silent)
    }
    expect(await findingsOf(id)).toEqual(['still_unknown'])
    expect(await sumsOf(id)).toMatchObject({ back: 0, onItsWay: 19_90 })
  })
})

describe.each(['rede', 'cielo'] as const)('double refunds at %s', (code) => {
  const route = { rede, cielo: givenCielo(simulator.url) }[code]

  test.each([SOLD, LATER])('twenty people at once give it back once, on %s', async (at) => {
    const id = await givenSale(route, at)
    const all = await Promise.all(
      Array.from({ length: 20 }, () => refundAttempt(ctx, route, { attemptId: id })),
    )
    expect(all.filter(({ ok }) => ok)).toHaveLength(1)
    expect(simulator.ledger.entries).toMatchObject([{ refundedAmount: 19_90 }])
    expect(simulator.ledger.entries[0]?.refunds).toHaveLength(1)
  })
})

test('the database refuses what the code would forget', async () => {
  const id = await givenSale()
  await refund(id, 15_00)
  const tooMuch = db.update(attempts).set({ refundedAmount: centavos(5_00) })
  await expect(tooMuch.where(eq(attempts.id, id))).rejects.toThrow()
})

test('a refund remembers who wanted it, and why', async () => {
  const id = await givenSale()
  const { accountId } = ctx.actor
  const by: Ctx = {
    ...ctx,
    actor: { kind: 'member', accountId, userId: ctx.newId('user'), role: 'owner' },
  }
  await refund(id, 5_00, { by, note: '  comprou em dobro ' })
  expect(await refundsOf(id)).toMatchObject([
    { actorKind: 'member', actorId: expect.stringMatching(/^usr_/), note: 'comprou em dobro' },
  ])
})
