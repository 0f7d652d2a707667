// tests/integration/test-sale.test.ts
import { and, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { acquirerCredentials } from '@/db/schema/accounts'
import { breakers } from '@/db/schema/acquirers'
import { auditLog } from '@/db/schema/audit'
import type { Environment } from '@/db/schema/payments'
import { outbox } from '@/db/schema/platform'
import { saleDays, sales } from '@/db/schema/sales'
import { acquirerPill, listAcquirers } from '@/lib/accounts/acquirer-views'
import { saveCredentials } from '@/lib/accounts/save-credentials'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import { listOffers } from '@/lib/offers/views'
import type { Ctx } from '@/lib/platform/context'
import { sendHttp } from '@/lib/platform/http'
import { approvalsOfDay } from '@/lib/sales/approvals-of-day'
import { dayOfSales } from '@/lib/sales/day-of-sales'
import { firstApprovedSale } from '@/lib/sales/first-approved-sale'
import { latestSales } from '@/lib/sales/latest-sales'
import { needsOfSales } from '@/lib/sales/needs-of-sales'
import { submitPayment } from '@/lib/sales/submit-payment'
import { submitTestSale } from '@/lib/sales/submit-test-sale'
import { SubmitTestSaleInput } from '@/lib/sales/submit-test-sale.schema'
import { givenMember } from '../support/given-account'
import { givenShop, SHOP_CREDENTIALS } from '../support/given-shop'
import { givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
let shop: Awaited<ReturnType<typeof givenShop>>
let member: Ctx<'member'>

beforeEach(async () => {
  advance(3_600_000)
  shop = await givenShop({ ...base, simulators: simulator.addresses })
  member = shop.member
})

/** Its keys are of the real shop from here on; nothing is sent there in these tests. */
const sellsIn = (environment: Environment) =>
  db
    .update(acquirerCredentials)
    .set({ environment })
    .where(eq(acquirerCredentials.accountId, member.actor.accountId))

const saveTests = (of: Ctx<'member'>, acquirer: 'cielo' | 'rede', environment: Environment) =>
  saveCredentials(of, {
    acquirer,
    environment,
    purpose: 'tests',
    values: SHOP_CREDENTIALS[acquirer],
  })

const tryOut = async (more: object = {}, of = member) => {
  const asked = { acquirer: 'cielo', method: 'card', amount: 25_00, ...more }
  const made = await submitTestSale(of, SubmitTestSaleInput.parse(asked))
  return made.ok ? made.value : made.error.code
}
const outcomeOf = async (more: object) => {
  const made = await tryOut(more)
  if (typeof made === 'string') return made
  return `${made.sale.status} ${made.attempts.map(({ status }) => status)}`
}

describe('a test sale from a shop that sells for real', () => {
  beforeEach(async () => {
    await sellsIn('production')
    await saveTests(member, 'cielo', 'simulator')
    await saveTests(member, 'rede', 'simulator')
  })

  test('is made with the credentials for tests, in their environment, at that acquirer alone', async () => {
    expect(await sellingEnvironment(member)).toBe('production')
    const made = await tryOut()
    if (typeof made === 'string') throw new Error(made)
    expect(made.sale).toMatchObject({ test: true, environment: 'simulator', status: 'paid' })
    expect(made.attempts).toMatchObject([{ acquirer: 'cielo', environment: 'simulator' }])
    expect(simulator.ledger.entries).toMatchObject([{ acquirer: 'cielo', status: 'captured' }])
  })

  test.each([
    ['cielo', 'approved', 'paid captured'],
    ['cielo', 'refused', 'refused refused'],
    ['cielo', 'silence', 'pending unknown'],
    ['cielo', 'blocked', 'refused refused'],
    ['rede', 'approved', 'paid captured'],
    ['rede', 'refused', 'refused refused'],
    ['rede', 'silence', 'pending unknown'],
  ] as const)('at %s shows what a card that is %s comes to', async (acquirer, card, outcome) => {
    expect(await outcomeOf({ acquirer, card })).toBe(outcome)
  })

  test('takes a Pix where the acquirer has one', async () => {
    expect(await outcomeOf({ method: 'pix' })).toBe('pending waiting')
    expect(await outcomeOf({ acquirer: 'rede', method: 'boleto' })).toBe('method_not_offered')
  })

  test('leaves every figure as it was, and the checklist of the first sale', async () => {
    const pictures = async () =>
      JSON.stringify([
        (await listOffers(member)).rows,
        await acquirerPill(member),
        await firstApprovedSale(member),
        { ...(await dayOfSales(member)), at: '', gone: 0 }, // Waiting moves the clock.
        await approvalsOfDay(member),
        await latestSales(member, { limit: 20 }),
        await needsOfSales(member),
        await db.select().from(saleDays).where(eq(saleDays.accountId, member.actor.accountId)),
      ])
    const before = await pictures()
    await tryOut()
    await tryOut({ card: 'refused' })
    await tryOut({ card: 'silence' })
    expect(await pictures()).toBe(before)
    expect(await db.select().from(breakers)).not.toContainEqual(
      expect.objectContaining({ accountId: member.actor.accountId, failures: 1 }),
    )
  })

  test('rings no bell but the one that was asked for', async () => {
    const bellsOf = async (more: object) => {
      const made = await tryOut(more)
      if (typeof made === 'string') throw new Error(made)
      const rows = await db.select().from(outbox).where(eq(outbox.name, 'sale.paid'))
      return rows.find(({ payload }) => payload.saleId === made.sale.id)?.payload.bell
    }
    expect(await bellsOf({})).toBe('no')
    expect(await bellsOf({ bellUrl: 'https://example.com/bell' })).toBe('yes')
  })

  test('is evidence of how far the acquirer was tried, and is in the team’s log', async () => {
    const evidence = async () =>
      (await listAcquirers(member)).find(({ code }) => code === 'cielo')?.evidence
    expect(await evidence()).toEqual({ trial: null, real: null })
    const made = await tryOut()
    if (typeof made === 'string') throw new Error(made)
    expect(await evidence()).toMatchObject({
      trial: { saleId: made.sale.id, environment: 'simulator' },
      real: null,
    })
    const log = await db
      .select({ subject: auditLog.subject })
      .from(auditLog)
      .where(
        and(eq(auditLog.accountId, member.actor.accountId), eq(auditLog.action, 'sale.tested')),
      )
    expect(log).toEqual([{ subject: made.sale.id }])
  })

  test('is not for those who only answer buyers', async () => {
    const support = await givenMember(member, member.actor.accountId, 'support')
    expect(await tryOut({}, support)).toBe('not_allowed')
  })

  test('needs a simulator that runs', async () => {
    const alone = { ...member, simulators: {} }
    expect(await tryOut({}, alone)).toBe('no_test_credentials')
    expect(await saveTests(alone, 'cielo', 'simulator')).toMatchObject({
      error: { code: 'simulator_off' },
    })
    const cards = await listAcquirers(alone)
    expect(cards.map(({ simulated, testsIn }) => [simulated, testsIn])).toEqual([
      [false, null],
      [false, null],
    ])
  })

  test('does not change with what credentials sell', async () => {
    await saveTests(member, 'cielo', 'simulator')
    expect(await sellingEnvironment(member)).toBe('production')
    expect(await listAcquirers(member)).toMatchObject([
      { code: 'cielo', inUse: { environment: 'production' }, tests: { environment: 'simulator' } },
      { code: 'rede', inUse: { environment: 'production' } },
    ])
  })
})

test('with nothing but production, nothing is tried', async () => {
  await sellsIn('production')
  expect(await tryOut()).toBe('no_test_credentials')
  expect(await saveTests(member, 'cielo', 'production')).toMatchObject({
    error: { code: 'tests_in_production' },
  })
})

test('where the shop itself sells in the simulator, that is where it is tried', async () => {
  expect(await outcomeOf({})).toBe('paid captured')
})

test('a card that only the simulator refuses is not lent for the sandbox', async () => {
  await sellsIn('sandbox')
  expect(await tryOut({ acquirer: 'rede', card: 'refused' })).toBe('test_card_not_offered')
  const rede = (await listAcquirers(member)).find(({ code }) => code === 'rede')
  expect(rede?.trials).toEqual(['approved'])
})

test('what was sold in the simulator is no figure of production, and comes back with it', async () => {
  const sold = await submitPayment(shop.api, givenApiSubmit('real-1', shop.offer.code))
  expect(sold).toMatchObject({ ok: true, value: { sale: { test: false, status: 'paid' } } })
  const revenue = async () => (await listOffers(member)).rows.map((row) => row.revenue)
  expect(await revenue()).toEqual([197_00])
  await sellsIn('production')
  expect(await revenue()).toEqual([0])
  expect(await acquirerPill(member)).toMatchObject([{ tried: 0, approvalRate: null }, {}])
  await sellsIn('simulator')
  expect(await revenue()).toEqual([197_00])
  expect(await db.select().from(sales).where(eq(sales.test, true))).not.toContainEqual(
    expect.objectContaining({ accountId: member.actor.accountId }),
  )
})
