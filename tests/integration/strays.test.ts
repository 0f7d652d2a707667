// tests/integration/strays.test.ts
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { findings } from '@/db/schema/findings'
import { attempts, operations } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { charge } from '@/lib/payments/charge'
import { listUnchecked, listUnsettled } from '@/lib/payments/list-unsettled'
import { openOperation } from '@/lib/payments/open-operation'
import { repairAttempt } from '@/lib/payments/repair-attempt'
import { checkStrays } from '@/lib/payments/undo-strays'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { givenCielo, givenOrder, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

setLogLevel('silent')
const db = await testDb()
const simulator = await testSimulator()
const { ctx, advance } = testCtx({ db, http: sendHttp })
const cielo = givenCielo(simulator.url)
const MINUTE_MS = 60_000

/** Delivered twice by the network: one transaction is captured, the other is nobody's. */
async function givenStray(): Promise<Id<'attempt'>> {
  simulator.fault('cielo', 'authorize', 'duplicate')
  const { saleId, ...order } = givenOrder(ctx.newId('sale'), simulator.url)
  await charge(ctx, { ...order, saleId, routes: [cielo] })
  const [attempt] = await db.select().from(attempts).where(eq(attempts.saleId, saleId))
  if (attempt === undefined) throw new Error('no attempt')
  expect(booked()).toEqual(['authorized', 'captured'])
  return attempt.id
}

const booked = () => simulator.ledger.entries.map(({ status }) => status).sort()

const undoings = async (id: Id<'attempt'>) => {
  const rows = await db
    .select({ status: operations.status, acquirerId: operations.acquirerId })
    .from(operations)
    .where(and(eq(operations.attemptId, id), eq(operations.kind, 'undo_stray')))
    .orderBy(operations.id)
  return rows.map(({ status }) => status)
}

const findingsOf = async (id: Id<'attempt'>) => {
  const rows = await db.select().from(findings).where(eq(findings.attemptId, id))
  return rows.map(({ kind }) => kind)
}

/** What the sweeper does, of this attempt alone. */
async function sweep(id: Id<'attempt'>, afterMinutes: number) {
  advance(afterMinutes * MINUTE_MS)
  const isIn = (rows: readonly { id: string }[]) => rows.some((row) => row.id === id)
  if (isIn(await listUnsettled(ctx))) await repairAttempt(ctx, id, cielo)
  if (isIn(await listUnchecked(ctx))) await checkStrays(ctx, id, cielo)
}

test('a stray is let go only after the intention is committed', async () => {
  const id = await givenStray()
  const before: unknown[] = []
  const watched: typeof ctx = {
    ...ctx,
    http: async (request) => {
      if (request.method === 'PUT') before.push(await undoings(id))
      return ctx.http(request)
    },
  }
  await checkStrays(watched, id, cielo)
  expect(before).toEqual([['sending']])
  expect(await undoings(id)).toEqual(['done'])
  expect(booked()).toEqual(['captured', 'voided'])
})

test('its row names the transaction it lets go, never the attempt’s own', async () => {
  const id = await givenStray()
  await checkStrays(ctx, id, cielo)
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, id))
  const keyOf = (status: string) =>
    simulator.ledger.entries.find((entry) => entry.status === status)?.key
  const all = await db.select().from(operations).where(eq(operations.attemptId, id))
  const named = all.find(({ kind }) => kind === 'undo_stray')
  expect(named?.acquirerId).toBe(keyOf('voided'))
  expect(attempt).toMatchObject({ status: 'captured', acquirerId: keyOf('captured') })
})

test('found by two at once, a stray is let go by one call', async () => {
  const id = await givenStray()
  let voids = 0
  const counted: typeof ctx = {
    ...ctx,
    http: (request) => {
      if (request.method === 'PUT') voids++
      return ctx.http(request)
    },
  }
  await Promise.all([1, 2, 3, 4].map(() => checkStrays(counted, id, cielo)))
  expect(voids).toBe(1)
  expect(await undoings(id)).toEqual(['done'])
})

test('the database refuses a second live undoing of one transaction, and takes another’s', async () => {
  const id = await givenStray()
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, id))
  if (attempt === undefined) throw new Error('no attempt')
  const open = (acquirerId: string) =>
    openOperation(ctx, db, { attempt, kind: 'undo_stray', acquirerId })
  const opened = await Promise.all(['one', 'one', 'one', 'other'].map(open))
  expect(opened.filter((operation) => operation !== null)).toHaveLength(2)
  await expect(openOperation(ctx, db, { attempt, kind: 'undo_stray' })).rejects.toThrow()
})

test('an undoing that nobody answered is asked about, and not sent twice', async () => {
  const id = await givenStray()
  simulator.fault('cielo', 'void', 'drop_response')
  let searches = 0
  const deaf: typeof ctx = {
    ...ctx,
    http: async (request) => {
      // The search that finds it is answered; the questions after the silence are not.
      if (request.method === 'GET' && ++searches > 2) return { kind: 'no_reply', cause: 'TIMEOUT' }
      return ctx.http(request)
    },
  }
  await checkStrays(deaf, id, cielo)
  expect(await undoings(id)).toEqual(['unknown'])
  await sweep(id, 6)
  await sweep(id, 30)
  expect(await undoings(id)).toEqual(['done'])
  expect(booked()).toEqual(['captured', 'voided'])
  expect(await listUnchecked(ctx)).toEqual([])
})

test('an undoing that never arrived is sent again once that is known', async () => {
  const id = await givenStray()
  simulator.fault('cielo', 'void', 'drop_request')
  await checkStrays(ctx, id, cielo)
  expect(await undoings(id)).toEqual(['unknown'])
  expect(booked()).toEqual(['authorized', 'captured'])
  await sweep(id, 6)
  await sweep(id, 30)
  expect(await undoings(id)).toEqual(['not_sent', 'done'])
  expect(booked()).toEqual(['captured', 'voided'])
})

test('a process that dies after the call leaves a row that the sweeper settles', async () => {
  const id = await givenStray()
  const dying: typeof ctx = {
    ...ctx,
    http: async (request) => {
      const reply = await ctx.http(request)
      if (request.method === 'PUT') throw new Error('killed')
      return reply
    },
  }
  await expect(checkStrays(dying, id, cielo)).rejects.toThrow('killed')
  expect(await undoings(id)).toEqual(['sending'])
  await sweep(id, 6)
  await sweep(id, 30)
  expect(await undoings(id)).toEqual(['done'])
  expect(booked()).toEqual(['captured', 'voided'])
})

test('an unanswered undoing does not keep the sale’s own capture waiting', async () => {
  simulator.fault('cielo', 'capture', 'drop_request')
  simulator.fault('cielo', 'void', 'drop_request')
  simulator.fault('cielo', 'authorize', 'duplicate')
  const order = { ...givenOrder(ctx.newId('sale'), simulator.url), routes: [cielo] }
  await charge(ctx, order)
  const [attempt] = await db.select().from(attempts).where(eq(attempts.saleId, order.saleId))
  if (attempt === undefined) throw new Error('no attempt')
  await checkStrays(ctx, attempt.id, cielo)
  const stray = simulator.ledger.entries.find(({ key }) => key !== attempt.acquirerId)
  const deaf: typeof ctx = {
    ...ctx,
    http: (request) =>
      request.url.includes(stray?.key ?? '-')
        ? Promise.resolve({ kind: 'no_reply', cause: 'TIMEOUT' })
        : ctx.http(request),
  }
  advance(6 * MINUTE_MS)
  await repairAttempt(deaf, attempt.id, cielo)
  expect(await undoings(attempt.id)).toEqual(['unknown'])
  expect(booked()).toEqual(['authorized', 'captured'])
})

test('the approval of a process that died, believed absent and there after all, is let go', async () => {
  const rede = givenRede(simulator.url)
  simulator.fault('rede', 'authorize', 'late_approval')
  const order = { ...givenOrder(ctx.newId('sale'), simulator.url), routes: [rede] }
  const dying: typeof ctx = {
    ...ctx,
    http: async (request) => {
      const reply = await ctx.http(request)
      if (request.url.includes('transactions')) throw new Error('killed')
      return reply
    },
  }
  await expect(charge(dying, order)).rejects.toThrow('killed')
  const read = () => db.select().from(attempts).where(eq(attempts.saleId, order.saleId))
  const [attempt] = await read()
  if (attempt === undefined) throw new Error('no attempt')
  for (const minutes of [6, 30]) {
    advance(minutes * MINUTE_MS)
    await repairAttempt(ctx, attempt.id, rede)
  }
  expect(await read()).toMatchObject([{ status: 'not_sent' }])
  expect((await listUnchecked(ctx)).map(({ id }) => id)).toContain(attempt.id)
  await checkStrays(ctx, attempt.id, rede)
  expect(await read()).toMatchObject([{ status: 'voided', acquirerId: expect.any(String) }])
  expect(booked()).toEqual(['voided'])
})

test('an undoing the acquirer refuses is told to a person, and not tried for ever', async () => {
  const id = await givenStray()
  simulator.fault('cielo', 'void', 'return_code', { code: '309' })
  await checkStrays(ctx, id, cielo)
  expect(await undoings(id)).toEqual(['refused'])
  expect(await findingsOf(id)).toEqual(['stray_approval', 'stray_refused'])
  await sweep(id, 60)
  expect(await undoings(id)).toEqual(['refused'])
})
