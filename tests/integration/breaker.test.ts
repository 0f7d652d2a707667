// tests/integration/breaker.test.ts
import { and, asc, eq, like, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { accounts } from '@/db/schema/accounts'
import { breakers } from '@/db/schema/acquirers'
import { auditLog } from '@/db/schema/audit'
import { attempts } from '@/db/schema/payments'
import { outbox } from '@/db/schema/platform'
import { acquirerPill } from '@/lib/accounts/acquirer-views'
import { closeBreaker } from '@/lib/accounts/close-breaker'
import { saveCredentials } from '@/lib/accounts/save-credentials'
import { BREAKER } from '@/lib/payments/breaker'
import { type Http, sendHttp } from '@/lib/platform/http'
import { submitPayment } from '@/lib/sales/submit-payment'
import { freshCard } from '../support/fresh-card'
import { givenMember } from '../support/given-account'
import { givenShop, SHOP_CREDENTIALS } from '../support/given-shop'
import { CARDS, givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const { ctx: base, advance } = testCtx({ db, http: (request) => wire(request) })

/** The default is down: nobody listens there until the test says so. */
let isDown = true
let isSlow = false
const wire: Http = async (request) => {
  const atCielo = request.url.startsWith(simulator.addresses.cielo ?? '?')
  if (atCielo && isSlow) await new Promise((go) => setTimeout(go, 150))
  if (atCielo && isDown) return { kind: 'not_sent', cause: 'ECONNREFUSED' }
  return sendHttp(request)
}

let shop: Awaited<ReturnType<typeof givenShop>>
let sold = 0

beforeEach(async () => {
  advance(3_600_000)
  ;[isDown, isSlow] = [true, false]
  shop = await givenShop({ ...base, simulators: simulator.addresses })
})

const sell = async (number: string = freshCard()) => {
  const asked = givenApiSubmit(`key-${++sold}`, shop.offer.code, number)
  const result = await submitPayment(shop.api, asked)
  if (!result.ok) throw new Error(result.error.code)
  return result.value.attempts.map(({ acquirer, status }) => `${acquirer} ${status}`).join(', ')
}
const sellMany = (many: number) => Promise.all(Array.from({ length: many }, () => sell()))
async function openIt() {
  for (let i = 0; i < BREAKER.failures; i++) await sell()
}

/** What the producer decided, as the settings keep it. */
const policy = (fields: Partial<typeof accounts.$inferInsert>) =>
  db.update(accounts).set(fields).where(eq(accounts.id, shop.member.actor.accountId))

const mine = () => eq(breakers.accountId, shop.member.actor.accountId)
const breakerOf = async (acquirer: string) =>
  (
    await db
      .select()
      .from(breakers)
      .where(and(mine(), eq(breakers.acquirer, acquirer)))
  )[0]
const factsOf = async () => {
  const rows = await db
    .select({ name: outbox.name, payload: outbox.payload })
    .from(outbox)
    .where(and(eq(outbox.accountId, shop.member.actor.accountId), like(outbox.name, 'breaker.%')))
    .orderBy(asc(outbox.id))
  return rows.map(({ name, payload }) => `${name} ${payload.acquirer}`)
}
const triedAt = async (acquirer: string) => {
  const [row] = await db
    .select({ times: sql<number>`count(${attempts.id})::int` })
    .from(attempts)
    .where(
      and(eq(attempts.accountId, shop.member.actor.accountId), eq(attempts.acquirer, acquirer)),
    )
  return row?.times ?? 0
}

describe('an acquirer that fails', () => {
  test('is asked first until it failed often enough, and then the backup is', async () => {
    for (let i = 0; i < BREAKER.failures; i++)
      expect(await sell()).toBe('cielo not_sent, rede captured')
    expect(await breakerOf('cielo')).toMatchObject({ state: 'open', openings: 1 })
    expect(await sell()).toBe('rede captured')
    expect(await factsOf()).toEqual(['breaker.opened cielo'])
  })

  test('is not given up for cards that it refused', async () => {
    isDown = false
    for (let i = 0; i < BREAKER.failures + 2; i++) await sell(CARDS.blocked)
    expect(await breakerOf('cielo')).toBeUndefined()
  })

  test('a few times among many that went well is not given up', async () => {
    isDown = false
    for (let i = 0; i < 12; i++) await sell()
    isDown = true
    await openIt()
    expect(await breakerOf('cielo')).toMatchObject({ state: 'closed', failures: BREAKER.failures })
    for (let i = 0; i < 6; i++) await sell()
    expect(await breakerOf('cielo')).toMatchObject({ state: 'open' })
  })

  test('and is the only one is tried all the same', async () => {
    await policy({ backupAcquirer: null })
    await openIt()
    expect(await breakerOf('cielo')).toMatchObject({ state: 'open' })
    expect(await sell()).toBe('cielo not_sent')
    isDown = false
    expect(await sell()).toBe('cielo captured')
    expect(await breakerOf('cielo')).toMatchObject({ state: 'closed' })
  })

  test('while the other one fails as well is tried first, as the producer chose', async () => {
    await openIt()
    simulator.fault('rede', 'any', 'http_500', { count: 1_000 })
    for (let i = 0; i < 20; i++) await sell()
    expect(await breakerOf('rede')).toMatchObject({ state: 'open' })
    expect(await sell()).toMatch(/^cielo not_sent, rede /)
  })
})

describe('50 sales at the same moment', () => {
  test('with the default down all end paid, and open its breaker once', async () => {
    const told = await sellMany(50)
    expect(told.every((each) => each.endsWith('rede captured'))).toBe(true)
    expect(await breakerOf('cielo')).toMatchObject({ state: 'open', openings: 1 })
    expect(await factsOf()).toEqual(['breaker.opened cielo'])
  })

  test('when its time has come, exactly one of them tries it; the others start at the backup', async () => {
    await openIt()
    const before = await triedAt('cielo')
    advance(BREAKER.openMs)
    isSlow = true
    const told = await sellMany(50)
    expect(told.filter((each) => each.startsWith('cielo'))).toEqual([
      'cielo not_sent, rede captured',
    ])
    expect((await triedAt('cielo')) - before).toBe(1)
    expect(await breakerOf('cielo')).toMatchObject({ state: 'open', openings: 2 })
  })

  test('once it answers, that one sale brings all the next ones back', async () => {
    await openIt()
    advance(BREAKER.openMs)
    ;[isDown, isSlow] = [false, true]
    const told = await sellMany(50)
    expect(told.filter((each) => each === 'cielo captured')).toHaveLength(1)
    expect(await breakerOf('cielo')).toMatchObject({ state: 'closed', failures: 0 })
    expect(await sellMany(5)).toEqual(Array.from({ length: 5 }, () => 'cielo captured'))
    expect(await factsOf()).toEqual(['breaker.opened cielo', 'breaker.closed cielo'])
  })
})

test('a sale that was to try it and died leaves the try to another, later', async () => {
  await openIt()
  const until = new Date(base.now().getTime() + BREAKER.probeMs)
  await db.update(breakers).set({ state: 'half_open', probeAt: until }).where(mine())
  isDown = false
  expect(await sell()).toBe('rede captured')
  advance(BREAKER.probeMs)
  expect(await sell()).toBe('cielo captured')
})

test('what fails in one environment says nothing of another', async () => {
  await openIt()
  const rows = await db.select().from(breakers).where(mine())
  expect(rows.map(({ acquirer, environment }) => `${acquirer} ${environment}`)).toEqual([
    'cielo simulator',
  ])
})

describe('what the producer lets fail over', () => {
  test('silence stops at the default where they said so', async () => {
    isDown = false
    await policy({ failoverOnSilence: false })
    simulator.fault('cielo', 'authorize', 'late_approval')
    expect(await sell()).toBe('cielo unknown')
  })

  test('lack of limit goes to the backup only where they said so', async () => {
    isDown = false
    simulator.fault('cielo', 'authorize', 'return_code', { code: '51' })
    expect(await sell()).toBe('cielo refused')
    await policy({ failoverOnFunds: true })
    simulator.fault('cielo', 'authorize', 'return_code', { code: '51' })
    expect(await sell()).toBe('cielo refused, rede captured')
  })
})

describe('somebody who knows that it is back', () => {
  test('closes the breaker by hand, and the team’s log says who', async () => {
    await openIt()
    isDown = false
    expect(await closeBreaker(shop.member, 'cielo')).toEqual({ ok: true, value: null })
    expect(await sell()).toBe('cielo captured')
    expect(await factsOf()).toEqual(['breaker.opened cielo', 'breaker.closed cielo'])
    const log = await db
      .select({ details: auditLog.details })
      .from(auditLog)
      .where(
        and(
          eq(auditLog.accountId, shop.member.actor.accountId),
          eq(auditLog.action, 'breaker.closed'),
        ),
      )
    expect(log).toEqual([{ details: { acquirer: 'cielo' } }])
  })

  test('or saves credentials that work, and sales start there again', async () => {
    await openIt()
    isDown = false
    const values = SHOP_CREDENTIALS.cielo
    await saveCredentials(shop.member, { acquirer: 'cielo', environment: 'simulator', values })
    expect(await sell()).toBe('cielo captured')
  })

  test('may change the settings', async () => {
    await openIt()
    const support = await givenMember(shop.member, shop.member.actor.accountId, 'support')
    expect(await closeBreaker(support, 'cielo')).toMatchObject({ error: { code: 'not_allowed' } })
    expect(await breakerOf('cielo')).toMatchObject({ state: 'open' })
  })
})

test('the header says what follows: since when it fails, and when it is tried again', async () => {
  await openIt()
  expect(await acquirerPill(shop.member)).toMatchObject([
    {
      code: 'cielo',
      tried: BREAKER.failures,
      approvalRate: 0,
      breaker: { state: 'open', openedAt: base.now() },
    },
    { code: 'rede', tried: BREAKER.failures, approvalRate: 1, breaker: { state: 'closed' } },
  ])
})
