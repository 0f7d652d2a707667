import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { coupons } from '@/db/schema/coupons'
import { offerPlaces } from '@/db/schema/offers'
import { attempts } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import { routesOf } from '@/lib/accounts/route-of'
import { CreateCouponInput } from '@/lib/offers/coupon-fields'
import { findOpenOffer } from '@/lib/offers/find-open-offer'
import { createCoupon } from '@/lib/offers/save-coupon'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { moveSale } from '@/lib/sales/move-sale'
import { openSale } from '@/lib/sales/open-sale'
import { listItems } from '@/lib/sales/sale-items'
import { settleSale } from '@/lib/sales/settle-sale'
import { submitPayment } from '@/lib/sales/submit-payment'
import type { SubmitPayment } from '@/lib/sales/submit-payment.schema'
import { termsOf } from '@/lib/sales/terms-of-sale'
import { freshCard } from '../support/fresh-card'
import { CARDS, givenClick } from '../support/given-submit'
import { givenTill } from '../support/given-till'
import { givenVoucherClick } from '../support/given-voucher'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'
import { waitForLock } from '../support/wait-for-lock'

setLogLevel('silent')
const MINUTE_MS = 60_000

const db = await testDb()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
const simulator = await testSimulator({ now: base.now })
let till: Awaited<ReturnType<typeof givenTill>>

beforeEach(async () => {
  advance(60 * MINUTE_MS)
  till = await givenTill(base, simulator, { salesLimit: 5, bumps: BUMPS })
})

const BUMPS = [
  { id: 'grimpa1', title: 'Caderno de cifras', text: '', price: 29_90, imageId: null },
  { id: 'grimpa2', title: 'Aula ao vivo', text: '', price: 49_90, imageId: null },
]
const given = async (code: string, fields: object = {}) => {
  const input = CreateCouponInput.parse({
    ...{ code, offerId: null, kind: 'percent', value: 10_00, startsAt: null, endsAt: null },
    ...{
      maxUses: null,
      maxPerBuyer: null,
      everyCharge: false,
      methods: ['card', 'pix'],
      ...fields,
    },
  })
  const made = await createCoupon(till.shop.member, input)
  if (!made.ok) throw new Error(made.error.code)
  return made.value.id
}
const click = (turn: string, coupon: string | undefined, number = freshCard()): SubmitPayment => ({
  ...givenClick('ana', `ana${turn}`, till.shop.offer.code, number),
  coupon,
})
const submit = async (input: SubmitPayment) => {
  const result = await submitPayment(till.shop.buyer, input)
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
const open = async (input: SubmitPayment) => {
  const ctx = till.shop.buyer
  const [offer, routes] = await Promise.all([findOpenOffer(ctx, input.asked), routesOf(ctx)])
  const terms = await termsOf(ctx, { input, offer, routes })
  if (!terms.ok) throw new Error(terms.error.code)
  return openSale(ctx, { ...terms.value, input })
}
const usesOf = async (id: Awaited<ReturnType<typeof given>>) => {
  const [found] = await db.select({ used: coupons.used }).from(coupons).where(eq(coupons.id, id))
  return found?.used
}

/** Whether the coupon is taken already, while somebody else has the offer's places in hand. */
async function takenBeforePlaces(
  id: Awaited<ReturnType<typeof given>>,
  act: () => Promise<unknown>,
) {
  const acting = await db.transaction(async (tx) => {
    const { offerId } = offerPlaces
    await tx.select().from(offerPlaces).where(eq(offerId, till.shop.offer.id)).for('update')
    const running = act()
    await waitForLock(db)
    const free = await db.execute(
      sql`select id from coupons where id = ${id} for update skip locked`,
    )
    return { running, taken: free.length === 0 }
  })
  await acting.running
  return acting.taken
}

describe('a coupon of an offer with so many places', () => {
  test('is taken before the place, by a first click and by one that goes on: no two ever wait for each other', async () => {
    const [aves, bio] = [await given('AVES10'), await given('BIO10')]
    expect(await takenBeforePlaces(aves, () => open(click('one', 'AVES10')))).toBe(true)
    advance(11 * MINUTE_MS)
    const [sale] = await db.select({ id: sales.id }).from(sales).where(eq(sales.couponId, aves))
    if (sale === undefined) throw new Error('no sale was opened')
    await settleSale(till.job(), sale.id) // Nobody was left: its place went to whoever comes next.
    const again = () => open(click('two', 'BIO10'))
    expect(await takenBeforePlaces(bio, again)).toBe(true)
    expect([await usesOf(aves), await usesOf(bio)]).toEqual([0, 1])
  })

  test('with one use left is not used up for the buyer who has it and tries another card', async () => {
    const id = await given('AVES10', { maxUses: 1 })
    const first = await submit(click('one', 'AVES10', CARDS.blocked))
    expect(first.sale).toMatchObject({ status: 'refused', couponUse: 'held' })
    const second = await submit(click('two', 'aves10'))
    expect(second.sale).toMatchObject({ status: 'paid', couponUse: 'kept', discount: 19_70 })
    expect(await usesOf(id)).toBe(1)
  })

  test('that was changed for another is not let go by whoever read the sale before', async () => {
    const [aves, bio] = [await given('AVES10'), await given('BIO10')]
    const before = await submit(click('one', 'AVES10', CARDS.blocked))
    const after = await submit(click('two', 'BIO10', CARDS.blocked))
    expect(after.sale).toMatchObject({ id: before.sale.id, status: 'refused', couponCode: 'BIO10' })
    const returned = { place: 'returned', couponUse: 'returned', placeUntil: null } as const
    expect(await moveSale(till.job(), before, { ...before.sale, ...returned }, false)).toBe(false)
    expect([await usesOf(aves), await usesOf(bio)]).toEqual([0, 1])
  })
})

test('a Pix that is paid after its buyer ticked other things is what it was asked for', async () => {
  const id = await given('AVES10', { maxUses: 1 })
  const asked = givenVoucherClick('ana', 'anapix', till.shop.offer.code)
  const pix = await submit({ ...asked, coupon: 'AVES10', bumps: ['grimpa1'] })
  const card = click('two', undefined, CARDS.blocked)
  const { sale } = await submit({ ...card, bumps: ['grimpa2'] })
  expect(sale).toMatchObject({ id: pix.sale.id, discount: 0, couponCode: null, status: 'refused' })
  expect(await usesOf(id)).toBe(0)
  await till.pay(sale.id)
  await till.look(sale.id)
  const paid = await settleSale(till.job(), sale.id)
  expect(paid.sale).toMatchObject({
    ...{ status: 'paid', amount: 197_00 - 19_70 + 29_90, discount: 19_70, place: 'kept' },
    ...{ couponId: id, couponCode: 'AVES10', couponUse: 'kept' },
  })
  expect(till.taken()).toBe(paid.sale.amount)
  expect((await listItems(till.shop.api, [sale.id])).map(({ bumpId }) => bumpId)).toEqual([
    null,
    'grimpa1',
  ])
  const [counted] = await db.select().from(coupons).where(eq(coupons.id, id))
  expect(counted).toMatchObject({ used: 1, paidCount: 1, paid: paid.sale.amount })
})

test('who goes on waits for a Pix that is being kept before its sale is in hand', async () => {
  const asked = givenVoucherClick('ana', 'anapix', till.shop.offer.code)
  const { sale } = await submit({ ...asked, bumps: ['grimpa1'] })
  const free = await db.transaction(async (tx) => {
    await tx.select().from(attempts).where(eq(attempts.saleId, sale.id)).for('update')
    const running = open({ ...click('two', undefined), bumps: ['grimpa2'] })
    await waitForLock(db)
    const rows = await db.execute(sql`select id from sales where id = ${sale.id}
      for update skip locked`)
    return { running, count: rows.length }
  })
  expect(free.count).toBe(1)
  expect(await free.running).toMatchObject({ kind: 'continued', saleId: sale.id })
})
