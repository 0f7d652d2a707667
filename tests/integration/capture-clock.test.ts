// tests/integration/capture-clock.test.ts
import { and, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { findings } from '@/db/schema/findings'
import { attempts, operations } from '@/db/schema/payments'
import { outbox } from '@/db/schema/platform'
import { routeOf, routesOf } from '@/lib/accounts/route-of'
import type { Id } from '@/lib/kernel/ids'
import { CaptureWindowsInput } from '@/lib/payments/capture-window.schema'
import { listCaptureWindows } from '@/lib/payments/capture-windows-view'
import { expireAttempt } from '@/lib/payments/expire-attempt'
import { listCapturesDue, listLapsed } from '@/lib/payments/list-captures-due'
import { saveCaptureWindows } from '@/lib/payments/save-capture-windows'
import { warnOfLapse } from '@/lib/payments/warn-of-lapse'
import { sendHttp } from '@/lib/platform/http'
import { captureSale } from '@/lib/sales/capture-sale'
import { settleSale } from '@/lib/sales/settle-sale'
import { submitPayment } from '@/lib/sales/submit-payment'
import { givenShop } from '../support/given-shop'
import { givenApiSubmit, givenBody } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const db = await testDb()
const clock = { now: new Date('2026-03-05T15:00:00Z') }
const simulator = await testSimulator({ now: () => clock.now })
const { ctx: base } = testCtx({ db, http: sendHttp })
const tools = {
  ...base,
  now: () => clock.now,
  wait: async (ms: number) => pass(ms),
  simulators: simulator.addresses,
}
const pass = (ms: number) => {
  clock.now = new Date(clock.now.getTime() + ms)
}

let shop: Awaited<ReturnType<typeof givenShop>>
beforeEach(async () => {
  pass(60 * DAY_MS)
  shop = await givenShop(tools, { captureMode: 'manual' })
})

async function sold(card?: string) {
  const result = await submitPayment(shop.api, givenApiSubmit('k', shop.offer.code, card))
  if (!result.ok) throw new Error(result.error.code)
  const saleId = result.value.sale.id
  const [attempt] = await db.select().from(attempts).where(eq(attempts.saleId, saleId))
  if (attempt?.captureBy == null) throw new Error('not held for a capture by hand')
  const days = (attempt.captureBy.getTime() - attempt.createdAt.getTime()) / DAY_MS
  return { id: attempt.id, saleId, days, captureBy: attempt.captureBy.toISOString() }
}

const save = (acquirer: string, windows: readonly object[]) =>
  saveCaptureWindows(shop.member, CaptureWindowsInput.parse({ acquirer, windows }))

describe('how long an authorisation waits for its capture', () => {
  test('is the acquirer’s shortest published deadline until the company says otherwise', async () => {
    expect((await sold()).days).toBe(7)
  })

  test('is what the company agreed for that brand, else for all brands', async () => {
    const rows = [
      { brand: 'mastercard', rule: 'days', length: 7 },
      { brand: '*', rule: 'days', length: 15 },
    ]
    expect(await save('cielo', rows)).toEqual({ ok: true, value: null })
    expect((await sold()).days).toBe(15)
    const [cielo] = await routesOf(shop.api)
    expect(cielo?.captureWindowMs('mastercard', clock.now)).toBe(7 * DAY_MS)
    expect(cielo?.captureWindowMs(null, clock.now)).toBe(15 * DAY_MS)
  })

  test('ends with the day in São Paulo where that was agreed', async () => {
    await save('cielo', [{ brand: '*', rule: 'same_day', length: 0 }])
    expect((await sold()).captureBy).toMatch(/T02:59/)
  })

  test('of one acquirer says nothing of the other, and of one company nothing of another', async () => {
    await save('rede', [{ brand: '*', rule: 'hours', length: 3 }])
    expect((await sold()).days).toBe(7)
    const [, rede] = await routesOf(shop.api)
    expect(rede?.captureWindowMs('visa', clock.now)).toBe(3 * HOUR_MS)
    const other = await givenShop(tools)
    const [, theirs] = await routesOf(other.api)
    expect(theirs?.captureWindowMs('visa', clock.now)).not.toBe(3 * HOUR_MS)
  })

  test('may be any of the presets of its acquirer, each of which is accepted as it is', async () => {
    for (const { acquirer, presets } of await listCaptureWindows(shop.member, ['cielo', 'rede'])) {
      for (const { windows } of presets) {
        expect(await save(acquirer, windows)).toMatchObject({ ok: true })
        const [view] = await listCaptureWindows(shop.member, [acquirer])
        expect(view?.windows).toHaveLength(windows.length)
      }
    }
  })

  test('is changed by those who may change settings, and the log says to what', async () => {
    const actor = { ...shop.member.actor, role: 'support' as const }
    const input = CaptureWindowsInput.parse({ acquirer: 'cielo', windows: [] })
    expect(await saveCaptureWindows({ ...shop.member, actor }, input)).toMatchObject({
      error: { code: 'not_allowed' },
    })
    await save('cielo', [{ brand: '*', rule: 'days', length: 5 }])
    const [deed] = await db
      .select()
      .from(auditLog)
      .where(
        and(
          eq(auditLog.accountId, shop.member.actor.accountId),
          eq(auditLog.action, 'capture_windows.saved'),
        ),
      )
    expect(deed?.details).toEqual({ acquirer: 'cielo', windows: '* 5 days' })
  })

  test.each([
    [{ brand: '*', rule: 'days', length: 0 }, 'too_short'],
    [{ brand: '*', rule: 'days', length: 31 }, 'too_long'],
    [{ brand: '*', rule: 'hours', length: 721 }, 'too_long'],
    [{ brand: '*', rule: 'days', length: 1.5 }, 'whole_number'],
    [{ brand: 'nobody', rule: 'days', length: 5 }, ''],
  ])('is refused as %j', (row, message) => {
    const read = CaptureWindowsInput.safeParse({ acquirer: 'cielo', windows: [row] })
    expect(read.success).toBe(false)
    if (message !== '') expect(read.error?.issues[0]?.message).toBe(message)
  })

  test('names each brand once', () => {
    const row = { brand: 'visa', rule: 'days', length: 5 }
    const read = CaptureWindowsInput.safeParse({ acquirer: 'cielo', windows: [row, row] })
    expect(read.error?.issues[0]).toMatchObject({
      message: 'brand_twice',
      path: ['windows', 1, 'brand'],
    })
  })
})

/** What the timer does, for one attempt. */
async function ring(id: Id<'attempt'>) {
  for (const warning of ['24h', '2h'] as const) {
    const due = (await listCapturesDue(tools, warning)).find((row) => row.id === id)
    if (due !== undefined) await warnOfLapse(shop.member, due, warning)
  }
  const lapsed = (await listLapsed(tools)).find((row) => row.id === id)
  if (lapsed === undefined) return
  await expireAttempt(shop.member, await routeOf(shop.member, lapsed), lapsed)
  await settleSale(shop.member, lapsed.saleId)
}

const open = async (id: Id<'attempt'>) => {
  const rows = await db.select().from(findings).where(eq(findings.attemptId, id))
  return rows
    .filter((row) => row.resolvedAt === null)
    .map(({ kind, key }) => `${kind} ${key}`.trim())
}

const factsOf = async (id: Id<'attempt'>) => {
  const facts = await db.select().from(outbox).where(eq(outbox.name, 'capture.due'))
  return facts.filter(({ payload }) => payload.attemptId === id).map(({ payload }) => payload.left)
}

describe('before its time is over', () => {
  test('a day before, and again two hours before, a person is told once', async () => {
    const { id } = await sold()
    pass(5 * DAY_MS)
    await ring(id)
    expect(await open(id)).toEqual([])
    pass(1.5 * DAY_MS)
    await ring(id)
    await ring(id)
    expect(await open(id)).toEqual(['capture_due 24h'])
    pass(11 * HOUR_MS)
    await ring(id)
    await ring(id)
    expect(await open(id)).toEqual(['capture_due 2h'])
    expect(await factsOf(id)).toEqual(['24h', '2h'])
  })

  test('what waits for less than a day is told of once, shortly before', async () => {
    await save('cielo', [{ brand: '*', rule: 'hours', length: 20 }])
    const { id } = await sold()
    await ring(id)
    expect(await open(id)).toEqual([])
    pass(18.5 * HOUR_MS)
    await ring(id)
    expect(await factsOf(id)).toEqual(['2h'])
  })
})

describe('when its time is over', () => {
  test('the card is let go, the sale says expired, and the operation says why', async () => {
    const { id, saleId } = await sold()
    pass(7 * DAY_MS + 1)
    await ring(id)
    expect((await settleSale(shop.member, saleId)).sale.status).toBe('expired')
    const [gone] = await db
      .select()
      .from(operations)
      .where(and(eq(operations.attemptId, id), eq(operations.kind, 'void')))
    expect(gone).toMatchObject({ status: 'done', note: 'capture_window_over' })
    expect(simulator.ledger.entries).toMatchObject([{ status: 'voided' }])
  })

  test('and the acquirer refuses to let it go, a person is told and it is not tried for ever', async () => {
    const { id } = await sold()
    pass(7 * DAY_MS + 1)
    simulator.fault('cielo', 'void', 'return_code', { code: '309' })
    await ring(id)
    await ring(id)
    expect(await open(id)).toEqual(['void_refused'])
    const [found] = await db.select().from(findings).where(eq(findings.attemptId, id))
    expect(found?.detail).toMatchObject({ code: '309' })
    expect(simulator.ledger.entries).toMatchObject([{ status: 'authorized' }])
  })
})

describe('a capture that should have come by itself and was refused', () => {
  async function refused() {
    simulator.fault('cielo', 'capture', 'return_code', { code: '842' })
    const payment = { ...givenBody().payment, capture: true }
    const input = givenApiSubmit('auto', shop.offer.code, undefined, { payment })
    const result = await submitPayment(shop.api, input)
    if (!result.ok) throw new Error(result.error.code)
    expect(result.value.sale.status).toBe('authorized')
    const [attempt] = result.value.attempts
    if (attempt === undefined) throw new Error('nothing was tried')
    return { id: attempt.id, saleId: result.value.sale.id }
  }

  test('waits a day for a person, and then the buyer’s limit goes back', async () => {
    const { id, saleId } = await refused()
    expect(await open(id)).toEqual(['capture_refused'])
    pass(DAY_MS - HOUR_MS)
    await ring(id)
    expect(simulator.ledger.entries.at(-1)).toMatchObject({ status: 'authorized' })
    pass(2 * HOUR_MS)
    await ring(id)
    expect((await settleSale(shop.member, saleId)).sale.status).toBe('canceled')
    expect(simulator.ledger.entries.at(-1)).toMatchObject({ status: 'voided' })
    expect(await open(id)).toEqual([])
    const [gone] = await db
      .select()
      .from(operations)
      .where(and(eq(operations.attemptId, id), eq(operations.kind, 'void')))
    expect(gone?.note).toBe('capture_given_up')
  })

  test('is not let go when a person captured it meanwhile', async () => {
    const { id, saleId } = await refused()
    expect(await captureSale(shop.member, { saleId })).toMatchObject({ ok: true })
    pass(2 * DAY_MS)
    await ring(id)
    expect((await settleSale(shop.member, saleId)).sale.status).toBe('paid')
  })
})
