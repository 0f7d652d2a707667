// tests/integration/offers.test.ts
import { and, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { accounts, acquirerCredentials } from '@/db/schema/accounts'
import { offers } from '@/db/schema/offers'
import { outbox } from '@/db/schema/platform'
import { centavos } from '@/lib/kernel/money'
import { moveOffer } from '@/lib/offers/archive-offer'
import { createOffer } from '@/lib/offers/create-offer'
import { EditOfferInput, editOffer } from '@/lib/offers/edit-offer'
import { findOfferEditor } from '@/lib/offers/editor-view'
import { findOpenOffer } from '@/lib/offers/find-open-offer'
import { followShortLink } from '@/lib/offers/follow-short-link'
import { publishOffer } from '@/lib/offers/publish-offer'
import { findOfferPage, findOfferPreview, listOffers } from '@/lib/offers/views'
import type { Ctx } from '@/lib/platform/context'
import { sendHttp } from '@/lib/platform/http'
import { submitPayment } from '@/lib/sales/submit-payment'
import { givenAccount } from '../support/given-account'
import { givenShop } from '../support/given-shop'
import { givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })

let member: Ctx<'member'>
beforeEach(async () => {
  advance(3_600_000)
  member = await givenAccount(base)
})

async function drafted(fields: object = { price: 197_00 }) {
  const made = await createOffer(member, { title: 'Quintal Sonoro' })
  if (!made.ok) throw new Error(made.error.code)
  const { id: offerId, code } = made.value
  await editOffer(member, EditOfferInput.parse({ offerId, fields }))
  return { offerId, code }
}

describe('a draft', () => {
  test('is nobody’s to see, neither the page nor a sale', async () => {
    const { code } = await drafted()
    expect(await findOfferPage(base, code)).toBeNull()
    expect(await findOpenOffer(member, { offerCode: code })).toBeNull()
  })

  test('shows its producer the page it would become', async () => {
    const { offerId } = await drafted({ price: 50_00, title: 'Outro nome' })
    expect(await findOfferPreview(member, offerId)).toMatchObject({
      title: 'Outro nome',
      terms: { price: 50_00 },
    })
    const other = await givenAccount(base)
    expect(await findOfferPreview(other, offerId)).toBeNull()
  })

  test('keeps what was typed before when one more field is saved', async () => {
    const { offerId } = await drafted({ price: 50_00 })
    await editOffer(member, { offerId, fields: { maxInstallments: 6 } })
    expect((await findOfferEditor(member, offerId))?.fields).toMatchObject({
      price: 50_00,
      maxInstallments: 6,
      title: 'Quintal Sonoro',
    })
  })
})

describe('publishing', () => {
  test('makes the page, its short link and the fact, and leaves no draft', async () => {
    const { offerId, code } = await drafted()
    expect(await publishOffer(member, { offerId })).toEqual({ ok: true, value: { code } })
    expect(await findOfferPage(base, code)).toMatchObject({ code, title: 'Quintal Sonoro' })
    expect(await findOfferEditor(member, offerId)).toMatchObject({
      state: 'published',
      changed: [],
    })
    const [fact] = await db
      .select({ payload: outbox.payload })
      .from(outbox)
      .where(and(eq(outbox.name, 'offer.published'), eq(outbox.accountId, member.actor.accountId)))
    expect(fact).toEqual({ payload: { offerId } })
    expect(await followShortLink(base, code.toLowerCase(), new URLSearchParams())).toMatchObject({
      target: `/o/${code}?link=${code}`,
    })
  })

  test('again says what it changes, and the page keeps the old until then', async () => {
    const { offerId, code } = await drafted()
    await publishOffer(member, { offerId })
    await editOffer(member, { offerId, fields: { price: centavos(99_00), title: 'Novo nome' } })
    expect((await findOfferEditor(member, offerId))?.changed).toEqual(['title', 'price'])
    expect(await findOfferPage(base, code)).toMatchObject({ terms: { price: 197_00 } })
    await publishOffer(member, { offerId })
    expect(await findOfferPage(base, code)).toMatchObject({ terms: { price: 99_00 } })
  })

  test.each<[string, object, object[]]>([
    ['no price', {}, [{ path: 'price', code: 'invalid_type' }]],
    [
      'a bell inside our own network',
      { price: 50_00, bellUrl: 'http://localhost:9/x' },
      [{ path: 'bellUrl', code: 'private_address' }],
    ],
  ])('with %s says which field is wrong', async (_, fields, wrong) => {
    const { offerId } = await drafted(fields)
    expect(await publishOffer(member, { offerId })).toMatchObject({
      error: { code: 'offer_incomplete', fields: wrong },
    })
  })

  test('is not for support, nor for another company', async () => {
    const { offerId } = await drafted()
    const support = { ...member, actor: { ...member.actor, role: 'support' as const } }
    expect(await publishOffer(support, { offerId })).toMatchObject({
      error: { code: 'not_allowed' },
    })
    const other = await givenAccount(base)
    expect(await publishOffer(other, { offerId })).toMatchObject({
      error: { code: 'offer_not_found' },
    })
  })

  test('a field that cannot be is refused while it is typed', () => {
    const typed = (fields: object) =>
      EditOfferInput.safeParse({ offerId: 'ofr_1', fields }).error?.issues.map(({ path }) =>
        path.join('.'),
      )
    expect(typed({ price: 50 })).toEqual(['fields.price'])
    expect(typed({ statementName: 'VIOLÃO' })).toEqual(['fields.statementName'])
    expect(typed({ guaranteeDays: 8 })).toEqual(['fields.guaranteeDays'])
    expect(typed({ bellUrl: 'ftp://x.com' })).toEqual(['fields.bellUrl'])
    expect(typed({ supportEmail: '', accessUrl: '' })).toBeUndefined()
  })
})

test('the list tells sales and revenue of each offer, and pages by key', async () => {
  const shop = await givenShop({ ...base, simulators: simulator.addresses })
  for (const key of ['a', 'b']) {
    const sold = await submitPayment(shop.api, givenApiSubmit(key, shop.offer.code))
    expect(sold.ok).toBe(true)
  }
  const { rows, next } = await listOffers(shop.member)
  expect(rows).toMatchObject([{ code: shop.offer.code, sales: 2, revenue: 2 * 197_00, clicks: 0 }])
  expect(rows[0]?.lastDays.at(-1)).toBe(2 * 197_00)
  expect(next).toBeNull()
  expect((await listOffers(shop.member, { before: shop.offer.id })).rows).toEqual([])
  const found = async (asked: Parameters<typeof listOffers>[1]) =>
    (await listOffers(shop.member, asked)).rows.length
  expect(await found({ search: 'ZERO viol' })).toBe(1)
  expect(await found({ search: shop.offer.code.toLowerCase() })).toBe(1)
  expect(await found({ search: '%' })).toBe(0)
  expect(await found({ filter: 'published' })).toBe(1)
  expect(await found({ filter: 'archived' })).toBe(0)
  await moveOffer(shop.member, { offerId: shop.offer.id, move: 'archive' })
  expect(await found({})).toBe(0)
  expect(await found({ filter: 'archived' })).toBe(1)
  const codes = await db.select({ code: offers.code }).from(offers)
  for (const { code } of codes) expect(code).toMatch(/^[A-HJKMNP-Z2-9]{6}$/)
})

describe('the ways to pay', () => {
  const inUse = (member: Ctx<'member'>, main: string | null, backup: string | null) =>
    db
      .update(accounts)
      .set({ defaultAcquirer: main, backupAcquirer: backup })
      .where(eq(accounts.id, member.actor.accountId))

  test('of a new offer are a card and a Pix where an acquirer has one', async () => {
    const { member: shop } = await givenShop(base)
    const made = await createOffer(shop, { title: 'Outra' })
    if (!made.ok) throw new Error(made.error.code)
    const editor = await findOfferEditor(shop, made.value.id)
    expect(editor?.fields.methods).toEqual(['card', 'pix'])
    expect(editor?.offered).toEqual({ card: 'able', pix: 'able', boleto: 'able' })
  })

  test('on the page are those that an acquirer in use can do now', async () => {
    const { member: shop, offer } = await givenShop(base, { methods: ['boleto', 'pix', 'card'] })
    expect((await findOfferPage(base, offer.code))?.methods).toEqual(['card', 'pix', 'boleto'])
    await inUse(shop, 'rede', null)
    expect((await findOfferPage(base, offer.code))?.methods).toEqual(['card', 'pix'])
    expect((await findOfferEditor(shop, offer.id))?.offered.boleto).toBe('none_can')
    await inUse(shop, null, null)
    expect((await findOfferPage(base, offer.code))?.methods).toEqual([])
    expect((await findOfferEditor(shop, offer.id))?.offered.pix).toBe('no_acquirer')
  })

  test('of a backup in another environment are none of this one', async () => {
    const { member: shop, offer } = await givenShop(base, { methods: ['card', 'boleto'] })
    await inUse(shop, 'rede', 'cielo')
    expect((await findOfferPage(base, offer.code))?.methods).toEqual(['card', 'boleto'])
    await db
      .update(acquirerCredentials)
      .set({ environment: 'sandbox' })
      .where(
        and(
          eq(acquirerCredentials.accountId, shop.actor.accountId),
          eq(acquirerCredentials.acquirer, 'cielo'),
        ),
      )
    expect((await findOfferPage(base, offer.code))?.methods).toEqual(['card'])
  })

  test('are at least one, and a Pix lives from five minutes to a day', async () => {
    const { offerId } = await drafted()
    for (const fields of [{ methods: [] }, { pixMinutes: 4 }, { boletoDays: 31 }]) {
      expect(EditOfferInput.safeParse({ offerId, fields }).success).toBe(false)
    }
    const methods = ['pix', 'card', 'pix']
    await editOffer(member, EditOfferInput.parse({ offerId, fields: { methods } }))
    const editor = await findOfferEditor(member, offerId)
    expect(editor?.fields.methods).toEqual(['card', 'pix'])
  })

  test('that were switched are told as what the next publication changes', async () => {
    const { member: shop, offer } = await givenShop(base)
    await editOffer(shop, { offerId: offer.id, fields: { methods: ['card'], pixMinutes: 30 } })
    expect((await findOfferEditor(shop, offer.id))?.changed).toEqual(['methods'])
    expect((await findOfferPage(base, offer.code))?.methods).toEqual(['card', 'pix'])
  })
})
