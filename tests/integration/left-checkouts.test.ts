// tests/integration/left-checkouts.test.ts
import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { contacts } from '@/db/schema/contacts'
import { checkouts, leads } from '@/db/schema/leads'
import { messages } from '@/db/schema/notifications'
import { offers } from '@/db/schema/offers'
import { outbox } from '@/db/schema/platform'
import { purchaseEvents } from '@/db/schema/purchases'
import { ruleSteps, rules } from '@/db/schema/rules'
import { emailKeyOf } from '@/lib/leads/email-key'
import { eraseLead } from '@/lib/leads/erase-lead'
import { forgetCheckouts } from '@/lib/leads/forget-checkouts'
import { judgeCheckout, listLeftCheckouts } from '@/lib/leads/judge-checkout'
import { ContactInput, keepCheckout } from '@/lib/leads/keep-checkout'
import { listOpenedOffers } from '@/lib/leads/waiting-list'
import { schedule } from '@/lib/notifications/schedule'
import { sendHttp } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { statusIn } from '@/lib/purchases/from-sale'
import { CARDS } from '../support/given-submit'
import { givenTill } from '../support/given-till'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS

const db = await testDb()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
const simulator = await testSimulator({ now: base.now })
const { host, port, database, user, pass } = db.$client.options
vi.stubEnv('DATABASE_URL', `postgres://${user}:${pass ?? ''}@${host[0]}:${port[0]}/${database}`)
vi.stubEnv('AUTH_SECRET', 'a'.repeat(32))
vi.stubEnv('ENCRYPTION_KEY', `k1:${Buffer.alloc(32, 7).toString('base64')}`)
vi.stubEnv('INNGEST_SIGNING_KEY', '0'.repeat(64))
const { tools } = await import('@/lib/platform/tools')
const { recordSale } = await import('@/inngest/functions/record-purchase')
const { recordCart, recordLead } = await import('@/inngest/functions/record-contact')
const { forgetContact } = await import('@/inngest/functions/forget-contact')
const { mailWaiting } = await import('@/inngest/functions/mail-waiting-list')
setLogLevel('silent')
afterAll(() => tools.db.$client.end())

/** The same buyer as every click of the tills. */
const BEATRIZ = { name: 'Beatriz', email: 'beatriz@example.com', phone: '(11) 95555-0142' }
const nameOf = (checkout: string) => checkout.padEnd(20, '0')

let till: Awaited<ReturnType<typeof givenTill>>
beforeEach(async () => {
  till = await givenTill(base, simulator)
})
const job = () => till.job()

const type = (checkout: string, typed: object = {}) =>
  keepCheckout(
    till.shop.buyer,
    till.shop.offer,
    ContactInput.parse({ checkoutId: nameOf(checkout), ...BEATRIZ, ...typed }),
  )
/** What a minute of the job does, and the function that hears of it. */
async function minute() {
  const judged: string[] = []
  for (const { accountId, checkoutId } of await listLeftCheckouts(base)) {
    if (accountId === job().actor.accountId) judged.push(await judgeCheckout(job(), checkoutId))
  }
  await hear()
  return judged
}
const heard = new Set<string>()
type Told = Readonly<Record<'saleId' | 'attemptId' | 'checkoutId' | 'leadId', never>>
/** Facts become events, and events are judged, as the functions do. */
async function hear() {
  const { accountId } = job().actor
  const facts = await db
    .select()
    .from(outbox)
    .where(eq(outbox.accountId, accountId))
    .orderBy(asc(outbox.id))
  for (const { id, name, payload } of facts) {
    if (heard.has(id)) continue
    heard.add(id)
    const { saleId, attemptId, checkoutId, leadId } = payload as Told
    const status = statusIn(name)
    if (status !== null) await recordSale(job(), { saleId, status, key: id, attemptId })
    if (name === 'checkout.left') await recordCart(job(), checkoutId)
    if (name === 'lead.captured') await recordLead(job(), leadId)
    if (name === 'lead.erased' || name === 'checkout.forgotten') {
      await forgetContact(job(), leadId ?? checkoutId)
    }
  }
  for (const { id } of await events()) await schedule(job(), id)
}
const events = () =>
  db
    .select()
    .from(purchaseEvents)
    .where(eq(purchaseEvents.accountId, job().actor.accountId))
    .orderBy(asc(purchaseEvents.id))
const told = async () => (await events()).map(({ event }) => event)
const written = () =>
  db
    .select()
    .from(messages)
    .where(eq(messages.accountId, job().actor.accountId))
    .orderBy(asc(messages.id))
const stateOf = async (rule: string) =>
  (await written()).find((message) => message.rule === rule && message.step === 1)?.state
const edit = (set: Partial<typeof offers.$inferInsert>) =>
  db.update(offers).set(set).where(eq(offers.id, till.shop.offer.id))

describe('a checkout that was left', () => {
  test('is told ten minutes after the last touch, once, whoever looks, with the link back', async () => {
    await type('one', { tracking: { utm_source: 'ig' }, affiliateCode: 'JOAO' })
    advance(9 * MINUTE_MS)
    await type('one', { phone: '(11) 95555-0142' }) // Still there.
    advance(9 * MINUTE_MS)
    expect(await minute()).toEqual([])
    advance(MINUTE_MS)
    const looked = await Promise.all([1, 2, 3, 4].map(() => judgeCheckout(job(), nameOf('one'))))
    expect(looked.sort()).toEqual(['open', 'open', 'open', 'told'])
    await hear()
    await recordCart(job(), nameOf('one')) // Heard twice.
    expect(await events()).toMatchObject([
      {
        event: 'cart_abandoned',
        platform: 'campainha',
        email: BEATRIZ.email,
        phone: '+5511955550142',
        amount: 197_00,
        orderKind: 'cart',
        tracking: { utm_source: 'ig' },
      },
    ])
    const [{ checkoutUrl } = { checkoutUrl: '' }] = await events()
    expect(checkoutUrl).toContain('utm_source=ig&afiliado=JOAO&retomar=one00000')
    expect(checkoutUrl).not.toMatch(/beatriz|95555|one0{17}/i)
    expect(await stateOf('cart_abandoned')).toBe('scheduled')
  })

  test('is taken over by its own payment, minutes later, and counts as brought back', async () => {
    await type('checkout')
    advance(11 * MINUTE_MS)
    await minute()
    expect(await stateOf('cart_abandoned')).toBe('scheduled')
    await till.card('late')
    await hear()
    const [cart, paid] = await events()
    expect(paid).toMatchObject({ event: 'payment_approved', cartRecovered: true })
    expect(paid?.threadKey).toBe(cart?.threadKey)
    expect(await stateOf('cart_abandoned')).toBe('superseded')
  })

  test('is taken over by a payment in another window of the same person, and one payment alone', async () => {
    await type('first')
    advance(11 * MINUTE_MS)
    await minute()
    await till.choose('pix', 'pix', 'second')
    await hear()
    expect(await stateOf('cart_abandoned')).toBe('superseded')
    await till.choose('pix2', 'pix', 'third')
    await hear()
    const threads = new Set((await events()).map(({ threadKey }) => threadKey))
    expect(threads.size).toBe(2)
  })

  test('and a payment that is heard of before the cart silences it all the same', async () => {
    await type('checkout')
    advance(11 * MINUTE_MS)
    expect(await judgeCheckout(job(), nameOf('checkout'))).toBe('told')
    const { sale } = await till.card('at-once')
    await recordSale(job(), { saleId: sale.id, status: 'paid', key: 'first' })
    for (const { id } of await events()) await schedule(job(), id)
    await recordCart(job(), nameOf('checkout'))
    for (const { id } of await events()) await schedule(job(), id)
    expect(await stateOf('cart_abandoned')).toBe('suppressed')
  })
})

describe('nobody is told of a checkout', () => {
  const left = async (why: string) => {
    expect(await minute()).toEqual([why])
    expect(await told()).not.toContain('cart_abandoned')
    expect(await minute()).toEqual([])
  }

  test('in which a payment was tried, whatever became of it', async () => {
    await type('checkout')
    await till.card('refused', CARDS.blocked)
    advance(11 * MINUTE_MS)
    await left('attempted')
    expect(await told()).toEqual(['payment_refused'])
  })

  test('whose buyer paid in another window', async () => {
    await type('left')
    await till.card('paid', undefined, 'other')
    advance(11 * MINUTE_MS)
    await left('paid_elsewhere')
  })

  test('that was begun a second time after its buyer was told', async () => {
    await type('first')
    advance(11 * MINUTE_MS)
    await minute()
    await type('second', { email: 'BEATRIZ@example.com', phone: '' })
    advance(11 * MINUTE_MS)
    expect(await minute()).toEqual(['told_before'])
  })

  test('of an offer that is over, sold out or put away', async () => {
    await type('checkout')
    advance(11 * MINUTE_MS)
    await edit({ endsAt: new Date(base.now().getTime() - MINUTE_MS) })
    await left('offer_closed')
  })

  test('whose buyer asked the producer to stop', async () => {
    const { accountId } = job().actor
    await db.insert(contacts).values({ accountId, phone: '+5511955550142', optedOutAt: base.now() })
    await type('checkout')
    advance(11 * MINUTE_MS)
    await left('opted_out')
  })

  test('with nothing but half a phone in it', async () => {
    await type('checkout', { email: 'beatriz@', phone: '(11) 95' })
    expect(
      await db.select().from(checkouts).where(eq(checkouts.offerId, till.shop.offer.id)),
    ).toEqual([])
  })
})

describe('a lead', () => {
  const leadOf = async (typed: Partial<typeof leads.$inferInsert> = {}) => {
    const email = typed.email ?? BEATRIZ.email
    const id = base.newId('lead')
    const at = base.now()
    await db.insert(leads).values({
      ...{
        id,
        accountId: job().actor.accountId,
        offerId: till.shop.offer.id,
        offerCode: till.shop.offer.code,
      },
      ...{ kind: 'lead', name: 'Beatriz', email, emailKey: emailKeyOf(email) },
      ...{ phone: '+5511955550142', language: 'pt-BR', consentText: 'Sim.', consentVersion: 1 },
      ...{ consentAt: at, tracking: {}, lastSeenAt: at, createdAt: at, words: '' },
      ...typed,
    })
    await recordLead(job(), id)
    for (const { id: told } of await events()) await schedule(job(), told)
    return id
  }
  /** A lead is told to nobody until the store wants it. */
  const switchOn = async () => {
    await leadOf({ name: 'Outra', email: 'outra@example.com', phone: null })
    const [rule] = await db
      .select()
      .from(rules)
      .where(and(eq(rules.accountId, job().actor.accountId), eq(rules.code, 'lead_captured')))
    if (rule === undefined) throw new Error('no rule')
    await db.update(ruleSteps).set({ enabled: true }).where(eq(ruleSteps.ruleId, rule.id))
  }

  test('hears of it once the store wants so, until its cart and its payment are told instead', async () => {
    await switchOn()
    await leadOf()
    const [message] = (await written()).filter(({ state }) => state === 'scheduled')
    expect(message).toMatchObject({ rule: 'lead_captured', to: '+5511955550142' })
    await type('checkout')
    advance(11 * MINUTE_MS)
    await minute()
    const states = async () =>
      (await written()).map(({ rule, step, state }) => `${rule} ${step} ${state}`)
    expect(await states()).toContain('lead_captured 1 superseded')
    expect(await states()).toContain('cart_abandoned 1 scheduled')
    await till.card('paid')
    await hear()
    expect(await states()).toContain('cart_abandoned 1 superseded')
    const [converted] = await db
      .select()
      .from(leads)
      .where(and(eq(leads.offerId, till.shop.offer.id), eq(leads.email, BEATRIZ.email)))
    expect(converted?.saleId).toMatch(/^sale_/)
    expect(converted?.convertedAt).not.toBeNull()
  })

  test('who bought already is a buyer, and nobody is told', async () => {
    await till.card('paid')
    await hear()
    const id = await leadOf()
    expect(await told()).toEqual(['payment_approved'])
    const [row] = await db.select().from(leads).where(eq(leads.id, id))
    expect(row?.convertedAt).not.toBeNull()
  })

  test('of a waiting list is told to no store', async () => {
    await leadOf({ kind: 'waitlist_before', mail: 'waiting' })
    expect(await told()).toEqual([])
  })

  test('of a waiting list waits on while the installation has no mail server', async () => {
    const id = await leadOf({ kind: 'waitlist_before', mail: 'waiting' })
    const [offer] = (await listOpenedOffers(base)).filter(
      ({ offerId }) => offerId === till.shop.offer.id,
    )
    if (offer === undefined) throw new Error('nobody waits')
    expect(await mailWaiting({ ...job(), simulators: {} }, offer)).toBe(0)
    const [row] = await db.select().from(leads).where(eq(leads.id, id))
    expect(row).toMatchObject({ mail: 'waiting', mailTries: 0 })
  })

  test('who is erased is nowhere any more, and not written to', async () => {
    await switchOn()
    const id = await leadOf()
    expect(await eraseLead(till.shop.member, { leadId: id })).toMatchObject({ ok: true })
    await hear()
    const rest = JSON.stringify([
      await db.select().from(leads).where(eq(leads.id, id)),
      await events(),
      await written(),
      await db.select().from(contacts).where(eq(contacts.accountId, job().actor.accountId)),
    ])
    expect(rest).not.toMatch(/beatriz|55550142/i)
    expect((await written()).map(({ state }) => state)).toContain('canceled')
  })

  test('who is erased is not called back to the carts they left either', async () => {
    await switchOn()
    const id = await leadOf()
    await type('told')
    advance(11 * MINUTE_MS)
    await minute()
    await type('untold')
    expect(await stateOf('cart_abandoned')).toBe('scheduled')
    expect(await eraseLead(till.shop.member, { leadId: id })).toMatchObject({ ok: true })
    await hear()
    expect(await stateOf('cart_abandoned')).toBe('canceled')
    const carts = await db.select().from(checkouts).where(eq(checkouts.offerId, till.shop.offer.id))
    expect(carts.map(({ state }) => state)).toEqual(['told'])
    expect(JSON.stringify([carts, await events(), await written()])).not.toMatch(
      /beatriz|55550142/i,
    )
  })
})

test('contacts of checkouts that became nothing are forgotten after a month, and the rest is not', async () => {
  await type('told')
  advance(11 * MINUTE_MS)
  await minute()
  await type('untold', { email: 'ana@example.com', phone: '' })
  await type('paid', { email: 'bia@example.com', phone: '' })
  advance(29 * DAY_MS)
  await forgetCheckouts(base)
  expect(JSON.stringify(await events())).toContain('beatriz')
  advance(2 * DAY_MS)
  await forgetCheckouts(base)
  await hear()
  const mine = await db.select().from(checkouts).where(eq(checkouts.offerId, till.shop.offer.id))
  expect(mine).toMatchObject([{ checkoutId: nameOf('told'), email: null, phone: null, name: null }])
  expect(JSON.stringify([await events(), await written()])).not.toMatch(/beatriz|55550142/i)
  expect(await told()).toEqual(['cart_abandoned'])
})
