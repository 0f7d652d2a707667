import { beforeEach, describe, expect, test } from 'vitest'
import { centavos } from '@/lib/kernel/money'
import { quoteOf } from '@/lib/kernel/quote'
import { CreateCouponInput } from '@/lib/offers/coupon-fields'
import { findOfferPage } from '@/lib/offers/page-view'
import { createCoupon } from '@/lib/offers/save-coupon'
import { sendHttp } from '@/lib/platform/http'
import { submitPayment } from '@/lib/sales/submit-payment'
import { makeChance } from '@/lib/simulator/faults'
import { freshCard } from '../support/fresh-card'
import { givenClick } from '../support/given-submit'
import { givenTill } from '../support/given-till'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const ORDERS = 25

const db = await testDb()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
const simulator = await testSimulator({ now: base.now })
beforeEach(() => advance(3_600_000))

const BUMPS = [
  { id: 'bumpa', title: 'Caderno', text: '', price: 29_91, imageId: null },
  { id: 'bumpb', title: 'Aula ao vivo', text: '', price: 7_77, imageId: null },
]

describe('what is paid in parts', () => {
  test('is the same centavo on the page, in the sale and at the acquirer, whatever is ordered', async () => {
    const chance = makeChance(20_261_122)
    const pick = (most: number) => Math.floor(chance() * most)
    const fields = { price: 333_33, interestBasisPoints: 2_49, bumps: BUMPS }
    const till = await givenTill(base, simulator, fields)
    const { member, buyer, offer } = till.shop
    const coupon = { kind: 'percent', value: 13_37 } as const
    const rest = {
      startsAt: null,
      endsAt: null,
      maxUses: null,
      maxPerBuyer: null,
      everyCharge: false,
    }
    const asked = { ...coupon, ...rest, methods: ['card'], code: 'TREZE', offerId: offer.id }
    await createCoupon(member, CreateCouponInput.parse(asked))
    const page = await findOfferPage({ db }, offer.code)
    if (page === null) throw new Error('the offer has no page')

    for (let n = 0; n < ORDERS; n++) {
      const ticked = page.bumps.filter(() => pick(2) === 0)
      const withCoupon = pick(2) === 0
      const shown = quoteOf({
        terms: page.terms,
        bumps: ticked.map(({ price }) => price),
        coupon: withCoupon ? coupon : null,
      })
      const choice = shown.choices[pick(shown.choices.length)] ?? shown.choices[0]
      if (choice === undefined) throw new Error('one payment is always a choice')
      const click = givenClick(`order${n}n`, `click${n}n`, offer.code, freshCard())
      if (click.payment.method !== 'card') throw new Error('a card pays in parts')
      const result = await submitPayment(buyer, {
        ...click,
        payment: { ...click.payment, installments: choice.count },
        bumps: ticked.map(({ id }) => id),
        ...(withCoupon && { coupon: 'treze' }),
        expectedTotal: choice.total,
      })
      if (!result.ok) throw new Error(result.error.code)
      const { sale } = result.value
      expect(sale).toMatchObject({ amount: choice.total, discount: shown.discount })
      const entry = simulator.ledger.entries.at(-1)
      expect(entry).toMatchObject({
        capturedAmount: choice.total,
        installments: choice.count,
      })
    }
  })

  test('with interest of the bank costs the price, and the bank is asked to add its own', async () => {
    const till = await givenTill(base, simulator, {
      interestBy: 'issuer',
      interestBasisPoints: 2_49,
    })
    const { sale } = await till.card('one')
    expect(sale).toMatchObject({ installments: 3, amount: centavos(197_00) })
    expect(simulator.ledger.entries.at(-1)?.extra).toMatchObject({ interest: 'ByIssuer' })
    const once = givenClick('bia', 'biaone', till.shop.offer.code, freshCard())
    if (once.payment.method !== 'card') throw new Error('a card')
    await submitPayment(till.shop.buyer, { ...once, payment: { ...once.payment, installments: 1 } })
    expect(simulator.ledger.entries.at(-1)?.extra.interest).toBeUndefined()
  })
})
