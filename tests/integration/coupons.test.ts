import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { couponBuyers, coupons } from '@/db/schema/coupons'
import { saleItems } from '@/db/schema/sales'
import { describeCoupon, tryCoupon } from '@/lib/offers/coupon-answer'
import { CreateCouponInput, EditCouponInput } from '@/lib/offers/coupon-fields'
import { listCoupons } from '@/lib/offers/list-coupons'
import { createCoupon, editCoupon, endCoupon } from '@/lib/offers/save-coupon'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { findReceipt } from '@/lib/sales/find-receipt'
import { listHeldTooLong } from '@/lib/sales/list-held'
import { refundSale } from '@/lib/sales/refund-sale'
import { findSaleDetail } from '@/lib/sales/sale-detail'
import { settleSale } from '@/lib/sales/settle-sale'
import { submitPayment } from '@/lib/sales/submit-payment'
import type { SubmitPayment } from '@/lib/sales/submit-payment.schema'
import { toSalesJson } from '@/lib/sales/to-sale-json'
import { freshCard } from '../support/fresh-card'
import { givenOffer } from '../support/given-shop'
import { CARDS, givenClick } from '../support/given-submit'
import { givenTill } from '../support/given-till'
import { givenVoucherClick } from '../support/given-voucher'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

setLogLevel('silent')
const MINUTE_MS = 60_000
const PRICE = 197_00

const db = await testDb()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
const simulator = await testSimulator({ now: base.now })
let till: Awaited<ReturnType<typeof givenTill>>

const BUMPS = [
  { id: 'grimpa1', title: 'Caderno de cifras', text: '', price: 29_90, imageId: null },
  { id: 'grimpa2', title: 'Aula ao vivo', text: '', price: 49_90, imageId: null },
]

beforeEach(async () => {
  advance(60 * MINUTE_MS)
  till = await givenTill(base, simulator, { bumps: BUMPS })
})

const PLAIN = {
  kind: 'percent',
  value: 10_00,
  startsAt: null,
  endsAt: null,
  maxUses: null,
  maxPerBuyer: null,
  everyCharge: false,
  methods: ['card', 'pix', 'boleto'],
}
const given = async (fields: object = {}, code = 'AVES10') => {
  const input = CreateCouponInput.parse({ ...PLAIN, code, offerId: null, ...fields })
  const made = await createCoupon(till.shop.member, input)
  if (!made.ok) throw new Error(made.error.code)
  return made.value.id
}
type More = Partial<Pick<SubmitPayment, 'coupon' | 'bumps' | 'customer' | 'expectedTotal'>>
const click = (buyer: string, more: More = {}, number = freshCard(), turn = 'click') => ({
  ...givenClick(buyer, `${buyer}${turn}`, till.shop.offer.code, number),
  ...more,
})
const submit = (input: SubmitPayment) => submitPayment(till.shop.buyer, input)
const said = (result: Awaited<ReturnType<typeof submit>>) =>
  result.ok ? result.value.sale.status : result.error.code
const person = (n: number) => ({
  name: 'Ana Prado',
  email: `ana${n}@example.com`,
  phone: '+5511955550142',
  document: String(n).padStart(11, '0'),
})
const couponOf = async (id: Awaited<ReturnType<typeof given>>) => {
  const [found] = await db.select().from(coupons).where(eq(coupons.id, id))
  if (found === undefined) throw new Error('there is no such coupon')
  return found
}

describe('a coupon', () => {
  test('takes its part off the offer and nothing off what was ticked besides', async () => {
    const id = await given()
    const result = await submit(click('ana', { coupon: ' aves10 ', bumps: ['grimpa2', 'grimpa1'] }))
    if (!result.ok) throw new Error(result.error.code)
    const { sale, attempts } = result.value
    expect(sale).toMatchObject({
      status: 'paid',
      amount: 197_00 - 19_70 + 29_90 + 49_90,
      discount: 19_70,
      couponCode: 'AVES10',
      couponUse: 'kept',
    })
    expect(attempts[0]?.capturedAmount).toBe(sale.amount)
    expect(till.taken()).toBe(sale.amount)
    const items = await db.select().from(saleItems).where(eq(saleItems.saleId, sale.id))
    expect(items.map(({ kind, name, price }) => [kind, name, price])).toEqual([
      ['main', 'Violão do Zero', 197_00],
      ['bump', 'Caderno de cifras', 29_90],
      ['bump', 'Aula ao vivo', 49_90],
    ])
    expect(await couponOf(id)).toMatchObject({ used: 1, paidCount: 1, paid: sale.amount })
    expect(await toSalesJson(till.shop.api, [result.value])).toMatchObject([
      { coupon: 'AVES10', discount: 19_70, items: [{ price: 197_00 }, { bumpId: 'grimpa1' }, {}] },
    ])
    const detail = await findSaleDetail(till.shop.member, sale.id)
    expect(detail?.made).toMatchObject({ coupon: 'AVES10', discount: 19_70, interest: 0 })
    const named = { offerCode: till.shop.offer.code, checkoutId: sale.idempotencyKey }
    expect(await findReceipt(base, named)).toMatchObject({
      items: [{ price: 197_00 }, { name: 'Caderno de cifras', price: 29_90 }, { price: 49_90 }],
      coupon: { code: 'AVES10', discount: 19_70 },
      total: sale.amount,
    })
    expect((await listCoupons(till.shop.member, { offerId: null })).rows).toMatchObject([
      { code: 'AVES10', state: 'active', used: 1, revenue: sale.amount },
    ])
  })

  test('is had by as many as its limit says, however many come at once', async () => {
    const id = await given({ maxUses: 5 })
    const crowd = Array.from({ length: 40 }, (_, n) =>
      submit(click(`crowd${n}n`, { coupon: 'AVES10', customer: person(n) })),
    )
    const words = (await Promise.all(crowd)).map(said)
    expect(words.filter((word) => word === 'paid')).toHaveLength(5)
    expect(words.filter((word) => word === 'coupon_used_up')).toHaveLength(35)
    expect(till.taken()).toBe(5 * (PRICE - 19_70))
    expect(await couponOf(id)).toMatchObject({ used: 5, paidCount: 5 })
  })

  test('is had once by a person, under either of their names', async () => {
    await given({ maxPerBuyer: 1 })
    const one = person(1)
    const had = ['ana', 'anb', 'anc'].map((buyer) =>
      submit(click(buyer, { coupon: 'AVES10', customer: one })),
    )
    const words = (await Promise.all(had)).map(said)
    expect(words.sort()).toEqual(['coupon_used_by_you', 'coupon_used_by_you', 'paid'])
    for (const customer of [
      { ...one, email: 'other@example.com' },
      { ...person(2), email: 'ANA1@example.com' },
    ]) {
      const again = await submit(click(`x${customer.document}`, { coupon: 'AVES10', customer }))
      expect(said(again)).toBe('coupon_used_by_you')
    }
    expect(said(await submit(click('bia', { coupon: 'AVES10', customer: person(3) })))).toBe('paid')
  })

  test('refused with its card is free again after ten minutes, for the same buyer too', async () => {
    const id = await given({ maxUses: 1, maxPerBuyer: 1 })
    await submit(click('ana', { coupon: 'AVES10' }, CARDS.blocked))
    expect(said(await submit(click('bia', { coupon: 'AVES10', customer: person(7) })))).toBe(
      'coupon_used_up',
    )
    advance(10 * MINUTE_MS)
    for (const { id: saleId } of await listHeldTooLong(base)) await settleSale(till.job(), saleId)
    expect(await couponOf(id)).toMatchObject({ used: 0 })
    expect(said(await submit(click('ana', { coupon: 'AVES10' }, freshCard(), 'two')))).toBe('paid')
    const counted = await db
      .select({ used: couponBuyers.used })
      .from(couponBuyers)
      .where(eq(couponBuyers.couponId, id))
    expect(counted.filter(({ used }) => used === 1)).toHaveLength(2)
  })

  test('comes back with the whole money, and its revenue goes', async () => {
    const id = await given()
    const result = await submit(click('ana', { coupon: 'AVES10' }))
    if (!result.ok) throw new Error(result.error.code)
    await refundSale(till.shop.member, { saleId: result.value.sale.id })
    const { used, paidCount, paid, returned } = await couponOf(id)
    expect({ used, paidCount, left: paid - returned }).toEqual({ used: 0, paidCount: 1, left: 0 })
  })

  test('says why it takes nothing off', async () => {
    const at = (minutes: number) => new Date(base.now().getTime() + minutes * MINUTE_MS)
    const other = await givenOffer(till.shop.member)
    await given({ startsAt: at(5) }, 'CEDO')
    await given({ endsAt: at(-5) }, 'TARDE')
    await given({ offerId: other.id }, 'OUTRA')
    await given({ methods: ['pix'] }, 'PIX5')
    const ended = await given({}, 'FIM')
    await endCoupon(till.shop.member, { couponId: ended, ended: true })
    const why = async (code: string) => said(await submit(click(`b${code}`, { coupon: code })))
    expect(await why('NADA')).toBe('coupon_not_found')
    expect(await why('CEDO')).toBe('coupon_not_yet')
    expect(await why('TARDE')).toBe('coupon_over')
    expect(await why('OUTRA')).toBe('coupon_elsewhere')
    expect(await why('PIX5')).toBe('coupon_not_for_method')
    expect(await why('FIM')).toBe('coupon_over')
    const offerId = till.shop.offer.id
    expect(await describeCoupon(till.shop.buyer, { code: 'tarde', offerId })).toMatchObject({
      error: { code: 'coupon_over', at: at(-5) },
    })
    // What needs Pix is shown to a buyer who has not chosen how to pay.
    expect(await describeCoupon(till.shop.buyer, { code: 'pix5', offerId })).toMatchObject({
      value: { value: 10_00, methods: ['pix'] },
    })
    expect(simulator.ledger.entries).toEqual([])
  })

  test('is shown to a whole town behind one address; who tries words there is not answered for long', async () => {
    await given()
    const ask = async (code: string, address: string) => {
      const offerId = till.shop.offer.id
      const told = await tryCoupon(till.shop.buyer, { code, offerId }, address)
      return told.ok ? 'taken' : told.error.code
    }
    const town = new Set<string>()
    for (let buyer = 0; buyer < 50; buyer++) town.add(await ask('aves10', '10.1.1.1'))
    expect([...town]).toEqual(['taken'])
    for (let word = 0; word < 20; word++)
      expect(await ask(`X${word}`, '10.2.2.2')).toBe('coupon_not_found')
    expect(await ask('AVES10', '10.2.2.2')).toBe('too_many_tries')
  })

  test('has one code in the account, and keeps it when it is edited', async () => {
    const couponId = await given()
    const again = CreateCouponInput.parse({ ...PLAIN, code: 'Aves10', offerId: null })
    expect(await createCoupon(till.shop.member, again)).toMatchObject({
      error: { code: 'code_taken' },
    })
    const fixed = EditCouponInput.parse({ ...PLAIN, couponId, kind: 'fixed', value: 50_00 })
    await editCoupon(till.shop.member, fixed)
    const result = await submit(click('ana', { coupon: 'AVES10' }))
    expect(result).toMatchObject({ value: { sale: { amount: 147_00, discount: 50_00 } } })
    const support = { ...till.shop.member.actor, role: 'support' as const }
    expect(
      await endCoupon({ ...till.shop.member, actor: support }, { couponId, ended: true }),
    ).toMatchObject({ error: { code: 'not_allowed' } })
  })
})

describe('a buyer who goes on after a refusal', () => {
  test('may tick something else and take another coupon: the sale says what it is now', async () => {
    const [aves, bio] = [await given({ maxUses: 1 }), await given({ value: 20_00 }, 'BIO20')]
    await submit(click('ana', { coupon: 'AVES10', bumps: ['grimpa1'] }, CARDS.blocked))
    const result = await submit(
      click('ana', { coupon: 'BIO20', bumps: ['grimpa2'] }, freshCard(), 'two'),
    )
    if (!result.ok) throw new Error(result.error.code)
    const { sale } = result.value
    expect(sale).toMatchObject({
      status: 'paid',
      amount: 197_00 - 39_40 + 49_90,
      couponCode: 'BIO20',
    })
    const items = await db.select().from(saleItems).where(eq(saleItems.saleId, sale.id))
    expect(items.map(({ bumpId }) => bumpId)).toEqual([null, 'grimpa2'])
    expect((await couponOf(aves)).used).toBe(0)
    expect((await couponOf(bio)).used).toBe(1)
  })

  test('gets another Pix for another order, and the same one for the same', async () => {
    await given()
    const pix = (turn: string, more: More) =>
      submit({ ...givenVoucherClick('ana', `ana${turn}`, till.shop.offer.code), ...more })
    const first = await pix('one', { bumps: ['grimpa1'] })
    const same = await pix('two', { bumps: ['grimpa1'] })
    const other = await pix('three', { bumps: ['grimpa1'], coupon: 'AVES10' })
    if (!first.ok || !same.ok || !other.ok) throw new Error('a Pix was refused')
    expect(same.value.attempts).toHaveLength(1)
    expect(other.value.attempts).toHaveLength(2)
    expect(other.value.sale).toMatchObject({
      id: first.value.sale.id,
      amount: 197_00 - 19_70 + 29_90,
    })
  })

  test('is told when what was ticked, or the total, is another now', async () => {
    expect(said(await submit(click('ana', { bumps: ['gone'] })))).toBe('bump_not_offered')
    const expectedTotal = 197_00 as never
    expect(said(await submit(click('bia', { bumps: ['grimpa1'], expectedTotal })))).toBe(
      'price_changed',
    )
    expect(simulator.ledger.entries).toEqual([])
  })
})
