// tests/integration/message-reports.test.ts
import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ruleTrials } from '@/db/schema/conversations'
import { MESSAGE_STATES, messages, REASONS } from '@/db/schema/notifications'
import { messageChanges, messageDays } from '@/db/schema/reports'
import { type LocalDate, localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import { foldMessageDays } from '@/lib/reports/fold-message-days'
import { liftReport } from '@/lib/reports/lift-report'
import { messageReport, messageSums } from '@/lib/reports/message-report'
import { timesReport } from '@/lib/reports/times-report'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const DAY = 86_400_000
const PERIOD = { from: '2026-10-01' as LocalDate, to: '2026-10-10' as LocalDate }
let accounts = 0

function reader() {
  const { ctx, advance } = testCtx({
    db,
    at: new Date(Date.UTC(2026, 9, 20) + ++accounts).toISOString(),
  })
  const { accountId } = ctx.actor
  const member: Ctx<'member'> = {
    ...ctx,
    actor: { kind: 'member', accountId, userId: ctx.newId('user'), role: 'owner' } as never,
  }
  return { ctx: member, accountId, advance }
}

type Row = typeof messages.$inferInsert
type Drawn = Pick<Row, 'state' | 'rule' | 'step'> & {
  readonly store: number
  readonly instance: number
  readonly hour: number
  readonly reason: Row['reasonCode']
  readonly variant: string | null
  readonly clicked: boolean
  readonly after: {
    readonly state: Row['state']
    readonly instance: number
    readonly clicked: boolean
  } | null
}

const state = fc.constantFrom(...MESSAGE_STATES)
const drawn: fc.Arbitrary<Drawn> = fc.record({
  state,
  rule: fc.constantFrom('cart_abandoned', 'pix_generated', 'payment_approved'),
  step: fc.constantFrom(1, 2),
  store: fc.nat({ max: 1 }),
  instance: fc.nat({ max: 2 }),
  hour: fc.nat({ max: 12 * 24 }),
  reason: fc.constantFrom(...REASONS),
  variant: fc.constantFrom(null, 'A', 'B'),
  clicked: fc.boolean(),
  after: fc.option(fc.record({ state, instance: fc.nat({ max: 2 }), clicked: fc.boolean() })),
})

const NOT_SENT: readonly string[] = ['failed', 'superseded', 'canceled', 'suppressed']
/** Each of these passed through the ones before it. */
const PASSED: readonly string[] = ['sent', 'delivered', 'read']

function recount(rows: readonly (typeof messages.$inferSelect)[]) {
  const of = (...states: string[]) => rows.filter((row) => states.includes(row.state)).length
  return {
    asked: rows.length,
    scheduled: rows.length - of('suppressed'),
    waiting: of('scheduled', 'queued', 'sending'),
    sent: of(...PASSED),
    delivered: of(...PASSED.slice(1)),
    read: of(...PASSED.slice(2)),
    clicked: rows.filter((row) => row.clickedAt !== null).length,
    failed: of('failed'),
    unknown: of('unknown'),
    superseded: of('superseded'),
    canceled: of('canceled'),
    suppressed: of('suppressed'),
  }
}

test('whatever happens to messages, the report tells what counting them all tells', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 60 }), async (draws) => {
      const { ctx, accountId } = reader()
      const stores = [ctx.newId('store'), ctx.newId('store')] as const
      const senders = [ctx.newId('instance'), ctx.newId('instance'), null] as const
      const ids: Id<'message'>[] = []
      for (const [n, draw] of draws.entries()) {
        const at = new Date(Date.UTC(2026, 8, 30) + draw.hour * 3_600_000)
        const id = ctx.newId('message')
        ids.push(id)
        await db.insert(messages).values({
          ...{ id, accountId, storeId: stores[draw.store] ?? stores[0] },
          instanceId: senders[draw.instance] ?? null,
          ...{ threadId: ctx.newId('thread'), threadKey: `T${n}`, orderKey: `O${n}` },
          ...{ orderKind: 'transaction', purchaseId: ctx.newId('purchase'), event: draw.rule },
          ...{ occurredAt: at, rule: draw.rule, step: draw.step, textVersion: 1, lane: 'normal' },
          ...{ kind: 'recovery', outsidePath: false, state: draw.state, reasonCode: draw.reason },
          ...{ variant: draw.variant, clickedAt: draw.clicked ? at : null },
          ...{ sendAfter: at, validUntil: at, createdAt: at },
        })
        if (n % 3 === 0) await foldMessageDays({ db })
      }
      for (const [n, { after }] of draws.entries()) {
        const id = ids[n]
        if (after === null || id === undefined) continue
        await db
          .update(messages)
          .set({
            state: after.state,
            instanceId: senders[after.instance] ?? null,
            ...(after.clicked && { clickedAt: ctx.now() }),
          })
          .where(eq(messages.id, id))
        if (n % 7 === 0) await foldMessageDays({ db })
      }
      const rows = (
        await db.select().from(messages).where(eq(messages.accountId, accountId))
      ).filter(
        (row) =>
          localDateOf(row.createdAt) >= PERIOD.from && localDateOf(row.createdAt) <= PERIOD.to,
      )

      const report = await messageReport(ctx, { period: PERIOD })
      expect(report.all).toEqual(recount(rows))
      expect(await messageSums(ctx, { period: PERIOD })).toEqual(recount(rows))
      expect(report.byDay).toHaveLength(10)
      for (const { day, ...counts } of report.byDay) {
        expect(counts).toEqual(recount(rows.filter((row) => localDateOf(row.createdAt) === day)))
      }
      for (const { storeId, ...counts } of report.byStore) {
        expect(counts).toEqual(recount(rows.filter((row) => row.storeId === storeId)))
      }
      for (const { instanceId, ...counts } of report.byInstance) {
        expect(counts).toEqual(recount(rows.filter((row) => row.instanceId === instanceId)))
      }
      for (const { rule, step, variant, ...counts } of report.byStep) {
        const same = rows.filter(
          (row) => row.rule === rule && row.step === step && (row.variant ?? '') === variant,
        )
        expect(counts).toEqual(recount(same))
      }
      for (const { stage, reason, count } of report.notSent) {
        const same = rows.filter((row) => row.state === stage && row.reasonCode === reason)
        expect(count).toBe(same.length)
      }
      const lines = report.notSent.map(({ stage, reason }) => `${stage} ${reason}`)
      expect(new Set(lines).size).toBe(lines.length)
      const named = report.notSent.reduce((sum, { count }) => sum + count, 0)
      expect(named).toBe(rows.filter((row) => NOT_SENT.includes(row.state)).length)
      for (const storeId of stores) {
        const of = { period: PERIOD, storeId }
        expect((await messageReport(ctx, of)).all).toEqual(
          recount(rows.filter((row) => row.storeId === storeId)),
        )
      }
    }),
    { numRuns: 12 },
  )
})

test('folded again and again, nothing is left over and nothing counts twice', async () => {
  await foldMessageDays({ db })
  const sums = () => db.select({ n: sql<number>`sum(${messageDays.count})::int` }).from(messageDays)
  const [before] = await sums()
  await Promise.all([foldMessageDays({ db }), foldMessageDays({ db })])
  expect(await sums()).toEqual([before])
  expect(await db.select().from(messageChanges)).toEqual([])
})

describe('what a hold-out shows', () => {
  const DRAWN = new Date('2026-10-05T12:00:00Z')
  async function tried(
    arms: Readonly<Record<string, readonly [drawn: number, paid: number]>>,
    at = DRAWN,
  ) {
    const { ctx, accountId } = reader()
    const storeId = ctx.newId('store')
    for (const [arm, [many, paid]] of Object.entries(arms)) {
      const rows = Array.from({ length: many }, (_, n) => ({
        ...{ accountId, storeId, threadId: ctx.newId('thread'), rule: 'cart_abandoned', arm },
        ...{ drawnAt: at, paidAt: n < paid ? at : null },
        paidAmount: n < paid ? centavos(100_00) : null,
      }))
      await db.insert(ruleTrials).values(rows)
    }
    const [found] = await liftReport(ctx, { period: PERIOD })
    if (found === undefined) throw new Error('no report')
    return found
  }

  test('those who were written to against those who were not, with both intervals', async () => {
    const { lift } = await tried({ A: [70, 56], control: [80, 48] })
    expect(lift?.verdict).toBe('helps')
    expect(lift?.rate.value).toBeCloseTo(0.2, 10)
    expect(lift?.rate.low).toBeCloseTo(0.0524, 4)
    expect(lift?.rate.high).toBeCloseTo(0.3339, 4)
    expect(lift?.perBuyer.value).toBeCloseTo(20_00, 6)
    expect(lift?.revenue.value).toBeCloseTo(70 * 20_00, 4)
  })

  test('too few say nothing, and how many more would is said', async () => {
    const { lift } = await tried({ A: [9, 8], control: [8, 2] })
    expect(lift).toMatchObject({ verdict: 'too_few' })
    expect(lift?.more).toBeGreaterThanOrEqual(2 * 30 - 17)
  })

  test('a difference that chance explains is not called one', async () => {
    const { lift } = await tried({ A: [400, 44], control: [100, 9] })
    expect(lift?.verdict).toBe('unclear')
    expect(lift?.more).toBeGreaterThan(500)
  })

  test('messages that cost sales are told so', async () => {
    const { lift } = await tried({ A: [200, 10], control: [200, 40] })
    expect(lift?.verdict).toBe('harms')
  })

  test('two wordings stand side by side, and both together against silence', async () => {
    const { wordings, lift } = await tried({ A: [100, 10], B: [100, 30], control: [50, 5] })
    expect(wordings).toMatchObject([{ arm: 'B', against: 'A', verdict: 'helps' }])
    expect(lift?.treated).toMatchObject({ drawn: 200, paid: 40 })
  })

  test('who still has time to pay is not counted as somebody who did not', async () => {
    const { ctx } = reader()
    const recent = new Date(ctx.now().getTime() - 3 * DAY)
    const scope = { from: '2026-10-01' as LocalDate, to: '2026-10-31' as LocalDate }
    await db.insert(ruleTrials).values({
      ...{ accountId: ctx.actor.accountId, storeId: ctx.newId('store'), rule: 'cart_abandoned' },
      ...{ threadId: ctx.newId('thread'), arm: 'A', drawnAt: recent },
    })
    const [found] = await liftReport(ctx, { period: scope })
    expect(found).toMatchObject({ open: 1, arms: [{ drawn: 0 }], lift: null })
  })
})

test('a period without messages has no times, and no error', async () => {
  const { ctx } = reader()
  expect(await timesReport(ctx, { period: PERIOD })).toMatchObject({
    measured: 0,
    queue: { p50: null, p95: null },
  })
})
