import { eq, inArray } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { outbox } from '@/db/schema/platform'
import { moveOffer } from '@/lib/offers/archive-offer'
import { EditOfferInput, editOffer } from '@/lib/offers/edit-offer'
import { publishOffer } from '@/lib/offers/publish-offer'
import { listOffersToTurn, turnOffer } from '@/lib/offers/turn-offers'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { submitPayment } from '@/lib/sales/submit-payment'
import { checkoutProblem } from '@/lib/sales/submit-problem'
import { freshCard } from '../support/fresh-card'
import { CARDS, givenApiSubmit, givenClick } from '../support/given-submit'
import { givenTill } from '../support/given-till'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

setLogLevel('silent')
const MINUTE_MS = 60_000

const db = await testDb()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
const simulator = await testSimulator({ now: base.now })
let till: Awaited<ReturnType<typeof givenTill>>

const at = (minutes: number) => new Date(base.now().getTime() + minutes * MINUTE_MS).toISOString()
const given = async (fields: object) => {
  till = await givenTill(base, simulator, fields)
}
const buy = (buyer: string, turn = 'one', number = freshCard()) =>
  submitPayment(till.shop.buyer, givenClick(buyer, `${buyer}${turn}`, till.shop.offer.code, number))
const said = async (buyer: string, turn?: string, number?: string) => {
  const result = await buy(buyer, turn, number)
  return result.ok ? result.value.sale.status : result.error.code
}
const turn = async () => {
  for (const { id, accountId } of await listOffersToTurn(base))
    await turnOffer(till.job(accountId), id)
}
const turnsTold = async () => {
  const told = await db
    .select({ name: outbox.name })
    .from(outbox)
    .where(inArray(outbox.name, ['offer.opened', 'offer.ended']))
    .orderBy(outbox.id)
  return told.map(({ name }) => name)
}

beforeEach(async () => {
  advance(60 * MINUTE_MS)
  await db.delete(outbox)
})

describe('the window of an offer', () => {
  test('opens at its first instant and is over at its last, and says both to the instant', async () => {
    await given({ startsAt: at(10), endsAt: at(20) })
    const early = await buy('ana')
    expect(early).toMatchObject({ error: { code: 'offer_not_open', at: new Date(at(10)) } })
    if (early.ok) throw new Error('sold before it opened')
    const problem = checkoutProblem(early.error)
    expect(problem.status).toBe(409)
    expect(await problem.json()).toMatchObject({ code: 'offer_not_open', at: at(10) })

    advance(10 * MINUTE_MS - 1)
    expect(await said('bia')).toBe('offer_not_open')
    advance(1)
    expect(await said('cai')).toBe('paid')
    advance(10 * MINUTE_MS - 1)
    expect(await said('dora')).toBe('paid')
    advance(1)
    expect(await said('eva')).toBe('offer_over')
    expect(till.taken()).toBe(2 * 197_00)
  })

  test('that ends while a Pix waits lets it be paid until it is over', async () => {
    await given({ endsAt: at(5) })
    const { sale } = await till.choose('one', 'pix', 'ana')
    advance(20 * MINUTE_MS)
    await till.pay(sale.id)
    await till.look(sale.id)
    expect(await till.statusOf(sale.id)).toBe('paid')
  })

  test('that ends while a buyer looks for another card lets them finish, for ten minutes', async () => {
    await given({ endsAt: at(5) })
    await buy('ana', 'one', CARDS.blocked)
    await buy('bia', 'one', CARDS.blocked)
    advance(14 * MINUTE_MS)
    expect(await said('ana', 'two')).toBe('paid')
    expect(await said('cai')).toBe('offer_over')
    advance(2 * MINUTE_MS)
    expect(await said('bia', 'two')).toBe('offer_over')
  })

  test('answers a payment that was made with the payment, also after the end', async () => {
    await given({ endsAt: at(5) })
    const bought = await buy('ana')
    advance(6 * MINUTE_MS)
    const again = await buy('ana', 'later')
    if (!bought.ok || !again.ok) throw new Error('what was bought stays bought')
    expect(again.value.sale.id).toBe(bought.value.sale.id)
    expect(till.taken()).toBe(197_00)
  })

  test('turns the page once at each end, whoever was late to look', async () => {
    await given({ startsAt: at(10), endsAt: at(20) })
    await turn() // Those of other tests.
    await db.delete(outbox)
    await turn()
    expect(await turnsTold()).toEqual([])
    advance(11 * MINUTE_MS)
    await Promise.all([turn(), turn()])
    expect(await turnsTold()).toEqual(['offer.opened'])
    advance(60 * MINUTE_MS)
    await turn()
    await turn()
    expect(await turnsTold()).toEqual(['offer.opened', 'offer.ended'])
  })

  test('that is published anew counts from its new instants', async () => {
    await given({ endsAt: at(5) })
    advance(6 * MINUTE_MS)
    expect(await said('ana')).toBe('offer_over')
    const { member, offer } = till.shop
    await editOffer(member, EditOfferInput.parse({ offerId: offer.id, fields: { endsAt: at(30) } }))
    await publishOffer(member, { offerId: offer.id })
    expect(await said('ana', 'two')).toBe('paid')
  })
})

test.each(['pause', 'archive'] as const)(
  'an offer after %s sells nothing, and keeps what was sold',
  async (move) => {
    await given({})
    expect(await said('ana')).toBe('paid')
    await moveOffer(till.shop.member, { offerId: till.shop.offer.id, move })
    expect(await said('bia')).toBe('offer_not_found')
    expect(await said('ana')).toBe('paid')
  },
)

test('a recurring offer takes a card alone, and says so', async () => {
  const plan = { every: 'monthly', charges: null, trialDays: 0, startsOn: null }
  await given({ kind: 'recurring', plan, methods: ['card', 'pix'], maxInstallments: 1 })
  const wanted = givenClick('ana', 'anaone', till.shop.offer.code)
  const pix = { ...wanted, payment: { method: 'pix', installments: 1 } as const }
  expect(await submitPayment(till.shop.buyer, pix)).toMatchObject({
    error: { code: 'recurring_needs_card' },
  })
  const byApi = givenApiSubmit('one-of-many', till.shop.offer.code)
  expect(await submitPayment(till.shop.buyer, byApi)).toMatchObject({
    error: { code: 'recurring_on_page_only' },
  })
  expect(await db.select().from(outbox).where(eq(outbox.name, 'sale.pending'))).toEqual([])
})
