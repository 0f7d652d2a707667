// tests/integration/swap-acquirers.test.ts
import { and, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { accounts, acquirerCredentials } from '@/db/schema/accounts'
import { breakers } from '@/db/schema/acquirers'
import { auditLog } from '@/db/schema/audit'
import { outbox } from '@/db/schema/platform'
import { chooseAcquirers } from '@/lib/accounts/choose-acquirers'
import { savePolicy } from '@/lib/accounts/save-policy'
import { listAutoSwapping, swapAcquirers } from '@/lib/accounts/swap-acquirers'
import { SWAP } from '@/lib/accounts/swap-decision'
import { closedBreaker } from '@/lib/payments/breaker'
import type { Ctx } from '@/lib/platform/context'
import { sendHttp } from '@/lib/platform/http'
import { submitPayment } from '@/lib/sales/submit-payment'
import { freshCard } from '../support/fresh-card'
import { givenShop } from '../support/given-shop'
import { givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
let shop: Awaited<ReturnType<typeof givenShop>>
let job: Ctx<'job'>
let sold = 0

beforeEach(async () => {
  advance(24 * 60 * 60_000)
  shop = await givenShop({ ...base, simulators: simulator.addresses })
  const { accountId } = shop.member.actor
  job = { ...shop.member, actor: { kind: 'job', accountId, name: 'swap-acquirers' } }
  await allow(true)
})

const allow = (autoSwap: boolean) =>
  savePolicy(shop.member, { failoverOnSilence: true, failoverOnFunds: false, autoSwap })
const mine = () => eq(accounts.id, shop.member.actor.accountId)
const order = async () => {
  const [row] = await db.select().from(accounts).where(mine())
  return `${row?.defaultAcquirer}, then ${row?.backupAcquirer}`
}
async function sell(times: number) {
  for (let i = 0; i < times; i++) {
    const asked = givenApiSubmit(`key-${++sold}`, shop.offer.code, freshCard())
    const made = await submitPayment(shop.api, asked)
    if (!made.ok) throw new Error(made.error.code)
  }
}
/** The default refuses for no reason of the card's, the backup takes every one of them. */
async function defaultRefuses() {
  simulator.fault('cielo', 'authorize', 'return_code', { code: '05', count: 1_000 })
  await sell(SWAP.triesMin)
}
const opened = (acquirer: string, agoMs: number) =>
  db.insert(breakers).values({
    ...closedBreaker(base.now()),
    accountId: shop.member.actor.accountId,
    acquirer,
    environment: 'simulator',
    state: 'open',
    openedAt: new Date(base.now().getTime() - agoMs),
    probeAt: base.now(),
  })

describe('an account that lets its acquirers change places', () => {
  test('gets the one that approves, with the reason in its log and a fact', async () => {
    await defaultRefuses()
    expect(await swapAcquirers(job)).toBe('approval')
    expect(await order()).toBe('rede, then cielo')
    const told = { reason: 'approval', fromRate: '0%', toRate: '100%' }
    const log = await db
      .select({ details: auditLog.details, by: auditLog.actorKind })
      .from(auditLog)
      .where(
        and(
          eq(auditLog.accountId, shop.member.actor.accountId),
          eq(auditLog.action, 'acquirers.swapped'),
        ),
      )
    expect(log).toEqual([{ by: 'job', details: { from: 'Cielo', to: 'Rede', ...told } }])
    const facts = await db
      .select({ payload: outbox.payload })
      .from(outbox)
      .where(
        and(
          eq(outbox.accountId, shop.member.actor.accountId),
          eq(outbox.name, 'acquirers.swapped'),
        ),
      )
    expect(facts).toEqual([{ payload: { from: 'cielo', to: 'rede', ...told } }])
  })

  test('keeps the order after that, until the rest is over and the figures say otherwise', async () => {
    await defaultRefuses()
    await swapAcquirers(job)
    for (let i = 0; i < 12; i++) {
      advance(5 * 60_000)
      expect(await swapAcquirers(job)).toBeNull()
    }
    expect(await order()).toBe('rede, then cielo')
  })

  test('gets the backup when the default has been down for long', async () => {
    await opened('cielo', SWAP.openMs)
    expect(await swapAcquirers(job)).toBe('breaker')
    expect(await order()).toBe('rede, then cielo')
  })

  test('keeps a choice that a person has just made', async () => {
    await defaultRefuses()
    await chooseAcquirers(shop.member, { main: 'cielo', backup: 'rede' })
    expect(await swapAcquirers(job)).toBeNull()
    expect(await order()).toBe('cielo, then rede')
  })

  test('never leaves its environment by a swap', async () => {
    await opened('cielo', SWAP.openMs)
    await db
      .update(acquirerCredentials)
      .set({ environment: 'sandbox' })
      .where(
        and(
          eq(acquirerCredentials.accountId, shop.member.actor.accountId),
          eq(acquirerCredentials.acquirer, 'rede'),
        ),
      )
    expect(await swapAcquirers(job)).toBeNull()
  })

  test('swaps once when two looks come together', async () => {
    await defaultRefuses()
    const both = await Promise.all([swapAcquirers(job), swapAcquirers(job)])
    expect(both.filter((each) => each !== null)).toEqual(['approval'])
    expect(await order()).toBe('rede, then cielo')
  })
})

test('an account that did not ask for it is never touched', async () => {
  await allow(false)
  await opened('cielo', SWAP.openMs)
  expect(await swapAcquirers(job)).toBeNull()
  const listed = await listAutoSwapping(base, undefined)
  expect(listed).not.toContainEqual({ id: shop.member.actor.accountId })
})
