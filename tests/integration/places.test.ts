import { and, eq, inArray } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { offerPlaces } from '@/db/schema/offers'
import { attempts } from '@/db/schema/payments'
import { outbox } from '@/db/schema/platform'
import { sales } from '@/db/schema/sales'
import { routesOf } from '@/lib/accounts/route-of'
import { EditOfferInput, editOffer } from '@/lib/offers/edit-offer'
import { findOpenOffer } from '@/lib/offers/find-open-offer'
import { countPlacesAgain } from '@/lib/offers/places'
import { publishOffer } from '@/lib/offers/publish-offer'
import { claimPlace } from '@/lib/payments/claim-place'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { listHeldTooLong } from '@/lib/sales/list-held'
import { openSale } from '@/lib/sales/open-sale'
import { refundSale } from '@/lib/sales/refund-sale'
import { settleSale } from '@/lib/sales/settle-sale'
import { submitPayment } from '@/lib/sales/submit-payment'
import { termsOf } from '@/lib/sales/terms-of-sale'
import { freshCard } from '../support/fresh-card'
import { CARDS, givenClick } from '../support/given-submit'
import { givenTill } from '../support/given-till'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

setLogLevel('silent')
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const PRICE = 197_00

const db = await testDb()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
const simulator = await testSimulator({ now: base.now })
let till: Awaited<ReturnType<typeof givenTill>>

const given = async (salesLimit: number | null) => {
  till = await givenTill(base, simulator, { salesLimit })
}
beforeEach(() => advance(HOUR_MS))

const placesOf = async (offerId = till.shop.offer.id) => {
  const { taken, total } = offerPlaces
  const [found] = await db
    .select({ taken, total })
    .from(offerPlaces)
    .where(eq(offerPlaces.offerId, offerId))
  return found
}
/** What a minute of the worker does with what is held. */
const returnPlaces = async () => {
  for (const { id, accountId } of await listHeldTooLong(base))
    await settleSale(till.job(accountId), id)
}
const click = (buyer: string, number?: string) =>
  givenClick(buyer, `${buyer}click`, till.shop.offer.code, number ?? freshCard())
const buy = (buyer: string, number?: string) => submitPayment(till.shop.buyer, click(buyer, number))
const paid = async (buyer: string) => {
  const result = await buy(buyer)
  if (!result.ok) throw new Error(result.error.code)
  expect(result.value.sale.status).toBe('paid')
  return result.value.sale.id
}
const saidNo = async (buyer: string) => {
  const result = await buy(buyer)
  return result.ok ? result.value.sale.status : result.error.code
}
const factsOfOffer = async () => {
  const told = await db
    .select({ name: outbox.name })
    .from(outbox)
    .where(
      and(
        eq(outbox.accountId, till.shop.api.actor.accountId),
        inArray(outbox.name, ['offer.sold_out', 'offer.reopened']),
      ),
    )
    .orderBy(outbox.id)
  return told.map(({ name }) => name)
}
const publish = async (fields: object) => {
  const { member, offer } = till.shop
  await editOffer(member, EditOfferInput.parse({ offerId: offer.id, fields }))
  const published = await publishOffer(member, { offerId: offer.id })
  expect(published.ok).toBe(true)
}

describe('an offer of so many places', () => {
  test('two hundred buyers at once on the last ten: ten pay, the others are told, nobody in vain', async () => {
    await given(12)
    await paid('first')
    await paid('second')
    const buyers = Array.from({ length: 200 }, (_, n) => `crowd${n}n`)
    const results = await Promise.all(buyers.map((buyer) => buy(buyer)))
    const said = results.map((result) => (result.ok ? result.value.sale.status : result.error.code))
    expect(said.filter((word) => word === 'paid')).toHaveLength(10)
    expect(said.filter((word) => word === 'offer_sold_out')).toHaveLength(190)
    expect(await placesOf()).toEqual({ taken: 12, total: 12 })
    expect(till.taken()).toBe(12 * PRICE)
    expect(simulator.ledger.entries).toHaveLength(12) // Nobody else was so much as asked about.
    const rows = await db
      .select({ place: sales.place })
      .from(sales)
      .where(eq(sales.offerId, till.shop.offer.id))
    expect(rows.map(({ place }) => place)).toEqual(Array(12).fill('kept'))
    expect(await factsOfOffer()).toEqual(['offer.sold_out'])
  }, 20_000)

  test('a click that came twice takes one place', async () => {
    await given(1)
    const results = await Promise.all(Array.from({ length: 6 }, () => buy('same', CARDS.approved)))
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(await placesOf()).toEqual({ taken: 1, total: 1 })
    expect(await db.select().from(sales).where(eq(sales.offerId, till.shop.offer.id))).toHaveLength(
      1,
    )
  })

  test('a refused buyer keeps the place while they look for another card', async () => {
    await given(1)
    expect(await saidNo('refused')).toBe('paid')
    await given(1)
    const refused = await buy('ana', CARDS.blocked)
    expect(refused).toMatchObject({
      ok: true,
      value: { sale: { status: 'refused', place: 'held' } },
    })
    expect(await saidNo('bia')).toBe('offer_sold_out')
    advance(9 * MINUTE_MS)
    await returnPlaces()
    expect(await saidNo('bia')).toBe('offer_sold_out')
    const again = await till.card('other', freshCard(), 'ana')
    expect(again.sale).toMatchObject({ status: 'paid', place: 'kept' })
    expect(await placesOf()).toEqual({ taken: 1, total: 1 })
  })

  test('a place nobody came back for is sold to the next, and a buyer who returns is told', async () => {
    await given(1)
    await buy('ana', CARDS.blocked)
    advance(10 * MINUTE_MS)
    await returnPlaces()
    expect(await placesOf()).toEqual({ taken: 0, total: 1 })
    expect(await factsOfOffer()).toEqual(['offer.sold_out', 'offer.reopened'])
    await paid('bia')
    const back = await submitPayment(
      till.shop.buyer,
      givenClick('ana', 'anaback', till.shop.offer.code, freshCard()),
    )
    expect(back).toMatchObject({ ok: false, error: { code: 'offer_sold_out' } })
    expect(till.taken()).toBe(PRICE)
  })

  test('who returns while a place is left takes another', async () => {
    await given(1)
    await buy('ana', CARDS.blocked)
    advance(10 * MINUTE_MS)
    await returnPlaces()
    const again = await till.card('anaback', freshCard(), 'ana')
    expect(again.sale).toMatchObject({ status: 'paid', place: 'kept' })
    expect(await placesOf()).toEqual({ taken: 1, total: 1 })
  })

  test('a Pix that waits has its place until it is over, also beside a card that was refused', async () => {
    await given(1)
    const { sale } = await till.choose('one', 'pix', 'ana')
    await till.card('two', CARDS.blocked, 'ana')
    advance(20 * MINUTE_MS)
    await returnPlaces()
    expect(await saidNo('bia')).toBe('offer_sold_out')
    await till.pay(sale.id)
    await till.look(sale.id)
    expect(await till.statusOf(sale.id)).toBe('paid')
    advance(HOUR_MS)
    await till.sweep()
    await returnPlaces()
    expect(await placesOf()).toEqual({ taken: 1, total: 1 })
  })

  test('a Pix that nobody paid gives its place back when it is over', async () => {
    await given(1)
    await till.choose('one', 'pix', 'ana')
    for (const minutes of [31, 3]) {
      advance(minutes * MINUTE_MS)
      await till.sweep()
    }
    expect(await placesOf()).toEqual({ taken: 0, total: 1 })
    await paid('bia')
  })
})

describe('money that comes after the place was returned', () => {
  const expiredPix = async () => {
    const { sale } = await till.choose('one', 'pix', 'ana')
    advance(34 * MINUTE_MS)
    await till.sweep()
    expect(await till.statusOf(sale.id)).toBe('expired')
    return sale.id
  }
  const paidLate = async (saleId: Awaited<ReturnType<typeof expiredPix>>) => {
    await till.pay(saleId, 0, true)
    for (let turn = 0; turn < 3; turn++) {
      advance(10 * MINUTE_MS)
      await till.sweep()
      await till.repair()
    }
  }

  test('is kept while a place is left', async () => {
    await given(1)
    const saleId = await expiredPix()
    await paidLate(saleId)
    expect(await till.statusOf(saleId)).toBe('paid')
    expect(await placesOf()).toEqual({ taken: 1, total: 1 })
    expect(till.taken()).toBe(PRICE)
  })

  test('goes back by itself once the last place was sold, and a person is told', async () => {
    await given(1)
    const saleId = await expiredPix()
    await paid('bia')
    await paidLate(saleId)
    advance(24 * HOUR_MS) // An acquirer may give back tomorrow what it takes note of today.
    await till.repair()
    await till.sweep()
    expect(await till.statusOf(saleId)).toBe('expired')
    expect(till.taken()).toBe(PRICE)
    expect(await till.historyOf(saleId)).toEqual(['cielo pix refunded'])
    expect(await till.kindsOf()).toContain('paid_late')
    expect(await placesOf()).toEqual({ taken: 1, total: 1 })
    expect((await till.shown('ana')).givenBack).toEqual({ amount: PRICE, isBack: true })
  })

  test('is kept where the limit is gone', async () => {
    await given(1)
    const saleId = await expiredPix()
    await paid('bia')
    await publish({ salesLimit: null })
    await paidLate(saleId)
    expect(await till.statusOf(saleId)).toBe('paid')
    expect(till.taken()).toBe(2 * PRICE)
  })

  test('a card nobody answered for, and that turns out approved, is let go when all is sold', async () => {
    await given(1)
    simulator.fault('cielo', 'authorize', 'drop_response', { forMs: 60_000 })
    simulator.fault('cielo', 'query', 'drop_request', { forMs: 60_000 })
    simulator.fault('rede', 'authorize', 'drop_request', { forMs: 60_000 })
    simulator.fault('rede', 'query', 'drop_request', { forMs: 60_000 })
    const { sale } = await till.card('one', freshCard(), 'ana')
    expect(sale).toMatchObject({ status: 'pending', place: 'held' })
    await simulator.clear()
    advance(HOUR_MS)
    await returnPlaces()
    expect(await saidNo('bia')).toBe('offer_sold_out')
    advance(24 * HOUR_MS)
    await returnPlaces()
    await paid('bia')
    for (let turn = 0; turn < 4; turn++) {
      await till.repair()
      advance(24 * HOUR_MS)
    }
    await settleSale(till.job(), sale.id)
    expect(till.taken()).toBe(PRICE)
    expect(simulator.ledger.entries.filter(({ status }) => status === 'authorized')).toEqual([])
    expect(await placesOf()).toEqual({ taken: 1, total: 1 })
    expect(['canceled', 'refused', 'failed']).toContain(await till.statusOf(sale.id))
  })
})

describe('a place comes back', () => {
  test('with the whole money, and not with a part of it', async () => {
    await given(2)
    const saleId = await paid('ana')
    await refundSale(till.shop.member, { saleId, amount: 10_00 as never })
    expect(await placesOf()).toEqual({ taken: 1, total: 2 })
    advance(MINUTE_MS)
    await refundSale(till.shop.member, { saleId })
    expect(await till.statusOf(saleId)).toBe('refunded')
    expect(await placesOf()).toEqual({ taken: 0, total: 2 })
  })

  test('when a process died before anything was sent, and after it had claimed one', async () => {
    await given(2)
    const input = click('ana')
    const [offer, routes] = await Promise.all([
      findOpenOffer(till.shop.buyer, input.asked),
      routesOf(till.shop.buyer),
    ])
    const terms = await termsOf(till.shop.buyer, { input, offer, routes })
    if (!terms.ok) throw new Error(terms.error.code)
    await openSale(till.shop.buyer, { ...terms.value, input })
    const { sale } = await till.choose('one', 'pix', 'bia')
    await db.transaction((tx) => claimPlace(till.job(), tx, sale.id))
    expect(await placesOf()).toEqual({ taken: 2, total: 2 })
    advance(34 * MINUTE_MS)
    await till.sweep()
    await returnPlaces()
    expect(await placesOf()).toEqual({ taken: 0, total: 2 })
  })
})

describe('a limit that is set later', () => {
  test('counts what was sold and what is being paid, once', async () => {
    await given(null)
    const first = await paid('ana')
    await till.choose('one', 'pix', 'bia')
    await buy('cai', CARDS.blocked)
    advance(HOUR_MS)
    await till.sweep() // The Pix is over.
    const { sale } = await till.choose('one', 'pix', 'dora')
    await publish({ salesLimit: 3 })
    await countPlacesAgain(till.job(), till.shop.offer.id)
    await returnPlaces()
    expect(await placesOf()).toEqual({ taken: 2, total: 3 })
    await till.pay(sale.id)
    await till.look(sale.id)
    await refundSale(till.shop.member, { saleId: first })
    expect(await placesOf()).toEqual({ taken: 1, total: 3 })
  })

  test('is not used up by buyers who were refused long ago', async () => {
    await given(null)
    for (const buyer of ['ana', 'bia', 'cai']) await buy(buyer, CARDS.blocked)
    advance(HOUR_MS)
    await publish({ salesLimit: 2 })
    expect(await placesOf()).toEqual({ taken: 0, total: 2 })
    await paid('dora')
  })

  test('lowered under what is sold, sells nothing more and undoes nothing', async () => {
    await given(5)
    for (const buyer of ['ana', 'bia', 'cai']) await paid(buyer)
    await publish({ salesLimit: 2 })
    expect(await placesOf()).toEqual({ taken: 3, total: 2 })
    expect(await saidNo('dora')).toBe('offer_sold_out')
    await publish({ salesLimit: 4 })
    await paid('dora')
    expect(await saidNo('eva')).toBe('offer_sold_out')
  })

  test('costs an offer without one nothing: its sales have no place', async () => {
    await given(null)
    const { sale } = await till.card('one')
    expect(sale).toMatchObject({ place: null, placeUntil: null, couponUse: null })
    expect(await placesOf()).toBeUndefined()
    expect(await db.select().from(attempts).where(eq(attempts.saleId, sale.id))).toHaveLength(1)
  })
})
