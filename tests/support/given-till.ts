// tests/support/given-till.ts
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { findings } from '@/db/schema/findings'
import { attempts } from '@/db/schema/payments'
import { outbox } from '@/db/schema/platform'
import { routeOf } from '@/lib/accounts/route-of'
import type { Id } from '@/lib/kernel/ids'
import { listUnsettled } from '@/lib/payments/list-unsettled'
import { listVouchersToLook } from '@/lib/payments/list-vouchers'
import { repairAttempt } from '@/lib/payments/repair-attempt'
import type { Ctx } from '@/lib/platform/context'
import { toCheckoutAnswer } from '@/lib/sales/checkout-answer'
import { findCheckout } from '@/lib/sales/find-checkout'
import { followVoucher } from '@/lib/sales/look-at-vouchers'
import { getSale } from '@/lib/sales/read-sale'
import { submitPayment } from '@/lib/sales/submit-payment'
import type { SubmitPayment } from '@/lib/sales/submit-payment.schema'
import { givenShop } from './given-shop'
import { givenClick } from './given-submit'
import { givenVoucherClick, type Method } from './given-voucher'
import type { testSimulator } from './test-simulator'

type Simulator = Awaited<ReturnType<typeof testSimulator>>

/**
 * A shop that takes cards, Pix and boletos, with the buyer's clicks, the buyer's bank and the sweeper
 * in the test's hands.
 */
export async function givenTill(
  base: Ctx & { readonly db: Database },
  simulator: Simulator,
  fields: object = {},
) {
  const { db } = base
  const shop = await givenShop(
    { ...base, simulators: simulator.addresses },
    { methods: ['card', 'pix', 'boleto'], maxInstallments: 12, ...fields },
  )
  const { accountId } = shop.api.actor

  const submitted = async (ctx: Ctx, input: SubmitPayment) => {
    const result = await submitPayment(ctx, input)
    if (!result.ok) throw new Error(result.error.code)
    return result.value
  }
  const choose = (click: string, method: Method = 'pix', checkout = 'checkout') =>
    submitted(shop.buyer, givenVoucherClick(checkout, click, shop.offer.code, method))
  const card = (click: string, number?: string, checkout = 'checkout') =>
    submitted(shop.buyer, givenClick(checkout, click, shop.offer.code, number))

  const job = (of = accountId): Ctx<'job'> => ({
    ...shop.api,
    actor: { kind: 'job', accountId: of, name: 'test' },
  })
  /** What a minute of the sweeper does. */
  async function sweep() {
    for (const due of await listVouchersToLook(base)) await followVoucher(job(due.accountId), due)
  }
  async function repair() {
    for (const each of await listUnsettled(base)) {
      const ctx = job(each.accountId)
      await repairAttempt(ctx, each.id, await routeOf(ctx, each))
    }
  }
  const attemptsOf = (saleId: Id<'sale'>) =>
    db.select().from(attempts).where(eq(attempts.saleId, saleId)).orderBy(asc(attempts.position))
  const historyOf = async (saleId: Id<'sale'>) =>
    (await attemptsOf(saleId)).map(
      ({ acquirer, method, status }) => `${acquirer} ${method} ${status}`,
    )
  const statusOf = async (saleId: Id<'sale'>) => (await getSale(shop.api, saleId)).sale.status
  const factsOf = async (saleId: Id<'sale'>) => {
    const told = await db
      .select({ name: outbox.name })
      .from(outbox)
      .where(and(sql`${outbox.payload}->>'saleId' = ${saleId}`))
      .orderBy(asc(outbox.id))
    return told.map(({ name }) => name)
  }
  const kindsOf = async () => {
    const found = await db
      .select({ kind: findings.kind })
      .from(findings)
      .where(eq(findings.accountId, accountId))
    return found.map(({ kind }) => kind)
  }
  /** Those that wait for a person. */
  const openKindsOf = async () => {
    const found = await db
      .select({ kind: findings.kind })
      .from(findings)
      .where(and(eq(findings.accountId, accountId), isNull(findings.resolvedAt)))
    return found.map(({ kind }) => kind)
  }
  /** What the acquirers hold of the buyers' money. */
  const taken = () =>
    simulator.ledger.entries.reduce(
      (sum, each) => sum + each.capturedAmount - each.refundedAmount,
      0,
    )
  /** The buyer's bank pays the code of an attempt. */
  async function pay(saleId: Id<'sale'>, position = 0, late = false) {
    const attempt = (await attemptsOf(saleId))[position]
    const entry = simulator.ledger.entries.findLast((each) => each.reference === attempt?.reference)
    if (entry === undefined || simulator.ledger.pay(entry, { late }) === null) {
      throw new Error(`there is nothing to pay: ${await historyOf(saleId)}, ${entry?.status}`)
    }
  }
  async function look(saleId: Id<'sale'>, position = 0) {
    const attempt = (await attemptsOf(saleId))[position]
    if (attempt === undefined) throw new Error('there is no such attempt')
    return followVoucher(job(), attempt)
  }
  const shown = async (checkout = 'checkout') => {
    const names = { offerCode: shop.offer.code, checkoutId: checkout.padEnd(20, '0') }
    const found = await findCheckout(shop.buyer, names)
    if (found === null) throw new Error('nothing was bought')
    return toCheckoutAnswer(found, { accessUrl: 'https://x.test', now: base.now() })
  }
  return {
    ...{ shop, submitted, choose, card, job, sweep, repair, attemptsOf, historyOf, statusOf },
    ...{ factsOf, kindsOf, openKindsOf, taken, pay, look, shown },
  }
}
