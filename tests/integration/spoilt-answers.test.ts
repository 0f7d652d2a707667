// tests/integration/spoilt-answers.test.ts
import { asc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { findings } from '@/db/schema/findings'
import { attempts } from '@/db/schema/payments'
import { charge } from '@/lib/payments/charge'
import { sendHttp } from '@/lib/platform/http'
import { givenCielo, givenOrder, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const { ctx } = testCtx({ db, http: sendHttp })

const ROUTES = {
  cielo: () => [givenCielo(simulator.url), givenRede(simulator.url)],
  rede: () => [givenRede(simulator.url), givenCielo(simulator.url)],
} as const

async function sell(first: keyof typeof ROUTES) {
  const order = { ...givenOrder(ctx.newId('sale'), simulator.url), routes: ROUTES[first]() }
  await charge(ctx, order)
  const rows = await db
    .select()
    .from(attempts)
    .where(eq(attempts.saleId, order.saleId))
    .orderBy(asc(attempts.position))
  const found = await db.select().from(findings)
  const ofSale = found.filter(({ attemptId }) => rows.some(({ id }) => id === attemptId))
  return { rows, kinds: ofSale.map(({ kind }) => kind) }
}

const captured = () => simulator.ledger.entries.filter(({ capturedAmount }) => capturedAmount > 0)

/** Both acquirers, everything a broken proxy or a broken acquirer can make of an answer. */
describe.each(['cielo', 'rede'] as const)('%s answers nonsense', (acquirer) => {
  test.each(['html', 'truncated', 'oversized'])(
    'an approval spoilt by %s is asked about, paid once, and shown to a person',
    async (mode) => {
      simulator.fault(acquirer, 'authorize', mode)
      const { rows, kinds } = await sell(acquirer)
      expect(rows).toMatchObject([{ acquirer, status: 'captured' }])
      expect(captured()).toMatchObject([{ acquirer, capturedAmount: 19_90 }])
      expect(kinds).toEqual(['integrity'])
    },
  )

  test('and cannot be asked either: the backup is paid, and nothing else', async () => {
    simulator.fault(acquirer, 'authorize', 'html')
    simulator.fault(acquirer, 'query', 'html', { count: 9 })
    const { rows, kinds } = await sell(acquirer)
    expect(rows.map(({ status }) => status)).toEqual(['unknown', 'captured'])
    expect(captured()).toHaveLength(1)
    expect(captured()[0]?.acquirer).not.toBe(acquirer)
    expect(kinds).toContain('integrity')
  })

  test('an approval of another amount is never captured', async () => {
    simulator.fault(acquirer, 'authorize', 'wrong_amount')
    simulator.fault(acquirer, 'query', 'wrong_amount', { count: 9 })
    const { rows, kinds } = await sell(acquirer)
    expect(rows[0]).toMatchObject({ acquirer, status: 'unknown', capturedAmount: 0 })
    expect(captured().filter((entry) => entry.acquirer === acquirer)).toEqual([])
    expect(kinds).toContain('amount_differs')
  })

  test.each(['html', 'truncated', 'oversized'])(
    'a capture spoilt by %s is asked about, and made once',
    async (mode) => {
      simulator.fault(acquirer, 'capture', mode)
      const { rows } = await sell(acquirer)
      expect(rows).toMatchObject([{ acquirer, status: 'captured', capturedAmount: 19_90 }])
      expect(captured()).toHaveLength(1)
    },
  )
})
