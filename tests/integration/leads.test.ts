// tests/integration/leads.test.ts
import { and, asc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { contacts } from '@/db/schema/contacts'
import { leads } from '@/db/schema/leads'
import { offers } from '@/db/schema/offers'
import { outbox } from '@/db/schema/platform'
import { eraseLead } from '@/lib/leads/erase-lead'
import { findLeadOffer } from '@/lib/leads/find-lead-offer'
import { keepLead } from '@/lib/leads/keep-lead'
import { LeadInput } from '@/lib/leads/lead.schema'
import { exportLeads, listLeads } from '@/lib/leads/views'
import { claimWaiting, listOpenedOffers, settleMail } from '@/lib/leads/waiting-list'
import type { Ctx } from '@/lib/platform/context'
import { givenShop } from '../support/given-shop'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const HOUR_MS = 3_600_000
const YES = 'Quero receber de Quintal Sonoro e-mails sobre Violão do Zero.'
const FORM = { title: 'Fique por dentro', text: '', button: 'Quero', askPhone: true }

let shops = 0
async function given(fields: Partial<typeof offers.$inferInsert> = {}) {
  const { ctx: base, advance } = testCtx({
    db,
    at: `2026-03-0${(shops % 9) + 1}T15:0${shops++ % 10}:00Z`,
  })
  const shop = await givenShop(base)
  const mine = eq(offers.id, shop.offer.id)
  await db
    .update(offers)
    .set({ leadForm: FORM, ...fields })
    .where(mine)
  const ask = async (typed: object, address = `10.0.${shops}.1`) => {
    const offer = await findLeadOffer(base, shop.offer.code)
    if (offer === null) throw new Error('no offer')
    const lead = LeadInput.parse({
      ...{ name: 'Ana Clara', email: 'ana@exemplo.com.br', phone: '(11) 98765-4321' },
      ...{ consent: 'on', consentText: YES, language: 'pt-BR', kind: 'lead', ...typed },
    })
    return keepLead(shop.buyer, { offer, lead, consent: { text: YES, version: 1 }, address })
  }
  const kept = () =>
    db.select().from(leads).where(eq(leads.offerId, shop.offer.id)).orderBy(asc(leads.id))
  const facts = async () => {
    const told = await db
      .select({ name: outbox.name, payload: outbox.payload })
      .from(outbox)
      .where(eq(outbox.accountId, shop.api.actor.accountId))
      .orderBy(asc(outbox.id))
    return told.filter(({ name }) => name.startsWith('lead.'))
  }
  const edit = (set: Partial<typeof offers.$inferInsert>) => db.update(offers).set(set).where(mine)
  return { ...shop, ask, kept, facts, edit, advance, base }
}

describe('one person is one lead of an offer', () => {
  test('who asks twice, in other letters or by the same phone, is counted and told once', async () => {
    const shop = await given()
    const first = { email: 'ana.clara@gmail.com', affiliateCode: 'JOAO', tracking: { src: 'ig' } }
    expect(await shop.ask(first)).toMatchObject({ ok: true, value: { repeated: false } })
    await shop.ask({
      email: 'AnaClara+curso@googlemail.com',
      phone: '(21) 99999-1234',
      affiliateCode: 'BIA',
    })
    await shop.ask({ email: 'outra@exemplo.com.br', affiliateCode: 'BIA' }) // The first one's phone.
    expect(await shop.kept()).toMatchObject([
      {
        email: 'ana.clara@gmail.com',
        phone: '+5511987654321',
        affiliateCode: 'JOAO',
        tracking: { src: 'ig' },
        repeats: 2,
      },
    ])
    const { id: offerId } = shop.offer
    expect(await shop.facts()).toMatchObject([
      { name: 'lead.captured', payload: { offerId, affiliateCode: 'JOAO', kind: 'lead' } },
    ])
  })

  test('ten clicks at the same moment are one lead', async () => {
    const shop = await given()
    const asked = await Promise.all(Array.from({ length: 10 }, () => shop.ask({})))
    expect(asked.filter((each) => each.ok && !each.value.repeated)).toHaveLength(1)
    expect(await shop.kept()).toMatchObject([{ repeats: 9 }])
    expect(await shop.facts()).toHaveLength(1)
  })

  test('what was agreed to is kept word for word, with when, and renewed by who asks again', async () => {
    const shop = await given()
    await shop.ask({})
    const [before] = await shop.kept()
    expect(before).toMatchObject({ consentText: YES, consentVersion: 1 })
    expect(before?.ipHash).not.toContain('10.0.')
    shop.advance(HOUR_MS)
    await shop.ask({}, '10.9.9.9')
    const [after] = await shop.kept()
    expect(after?.consentAt.getTime()).toBe((before?.consentAt.getTime() ?? 0) + HOUR_MS)
    expect(after?.ipHash).not.toBe(before?.ipHash)
  })
})

test('two who leave the same mobile at the same moment are both thanked', async () => {
  const shop = await given()
  await shop.edit({ leadForm: { ...FORM, askPhone: false } })
  await shop.ask({})
  await shop.edit({ leadForm: FORM })
  const [first] = await shop.kept()
  if (first === undefined) throw new Error('nobody is kept')
  let asked: ReturnType<typeof shop.ask> | undefined
  await db.transaction(async (tx) => {
    const other = { id: shop.base.newId('lead'), email: 'bia@exemplo.com.br' }
    await tx
      .insert(leads)
      .values({ ...first, ...other, emailKey: other.email, phone: '+5511987654321', words: '' })
    asked = shop.ask({})
    await new Promise((later) => setTimeout(later, 150))
  })
  expect(await asked).toMatchObject({ ok: true, value: { repeated: true } })
  expect((await shop.kept()).map(({ phone }) => phone)).toEqual([null, '+5511987654321'])
})

describe('what is refused', () => {
  test.each([
    [{ consent: undefined }, 'consent', 'consent_missing'],
    [{ consentText: 'Another text.' }, 'consent', 'consent_changed'],
    [{ phone: '' }, 'phone', 'phone_missing'],
  ])('%o is told beside its field, and nothing is kept', async (typed, path, issue) => {
    const shop = await given()
    expect(await shop.ask(typed)).toMatchObject({ ok: false, error: { path, issue } })
    expect(await shop.kept()).toEqual([])
  })

  test('a machine that fills in what nobody sees is thanked and forgotten', async () => {
    const shop = await given()
    expect(await shop.ask({ website: 'https://spam.example' })).toMatchObject({ ok: true })
    expect(await shop.kept()).toEqual([])
  })

  test('one address may not fill the list', async () => {
    const shop = await given()
    const asked = []
    for (let i = 0; i < 21; i++)
      asked.push(await shop.ask({ email: `p${i}@exemplo.com.br`, phone: `(11) 98765-${4000 + i}` }))
    expect(asked.at(-1)).toMatchObject({ ok: false, error: { code: 'too_many_attempts' } })
    expect(await shop.kept()).toHaveLength(20)
  })

  test('no list is joined that the offer does not have', async () => {
    const shop = await given({ leadForm: null })
    expect(await shop.ask({})).toMatchObject({ ok: false, error: { code: 'form_closed' } })
    expect(await shop.ask({ kind: 'waitlist_sold_out' })).toMatchObject({ ok: false })
  })
})

describe('a waiting list', () => {
  const opens = new Date('2026-04-01T12:00:00Z')
  const wait = (email: string) => ({
    kind: 'waitlist_before',
    email,
    phone: '',
    consent: undefined,
  })
  const run = async ({ base, offer }: Pick<Awaited<ReturnType<typeof given>>, 'base' | 'offer'>) =>
    (await listOpenedOffers(base)).filter(({ offerId }) => offerId === offer.id)

  test('writes nobody before the offer opens, and then each once, whoever looks', async () => {
    const shop = await given({ startsAt: opens })
    for (const name of ['a', 'b', 'c']) await shop.ask(wait(`${name}@exemplo.com.br`))
    expect(await run(shop)).toEqual([])
    shop.advance(opens.getTime() - shop.base.now().getTime())
    const [offer] = await run(shop)
    if (offer === undefined) throw new Error('it did not open')
    const claims = await Promise.all([
      claimWaiting(shop.api, offer, 2),
      claimWaiting(shop.api, offer, 2),
    ])
    const claimed = [...claims.flat(), ...(await claimWaiting(shop.api, offer, 5))]
    expect(claimed.map(({ email }) => email).sort()).toEqual(
      ['a', 'b', 'c'].map((n) => `${n}@exemplo.com.br`),
    )
    for (const { id } of claimed) await settleMail(shop.api, id, { kind: 'sent' })
    shop.advance(HOUR_MS)
    expect(await run(shop)).toEqual([])
  })

  test('writes no second mail to who asks again while it is sold; for the next time, it does', async () => {
    const shop = await given({ startsAt: opens })
    await shop.ask(wait('ana@exemplo.com.br'))
    shop.advance(opens.getTime() - shop.base.now().getTime())
    const [offer] = await run(shop)
    if (offer === undefined) throw new Error('it did not open')
    const [told] = await claimWaiting(shop.api, offer, 1)
    if (told === undefined) throw new Error('nobody waits')
    await settleMail(shop.api, told.id, { kind: 'sent' })
    shop.advance(2 * HOUR_MS)
    await shop.ask(wait('ana@exemplo.com.br'))
    expect(await shop.kept()).toMatchObject([{ mail: 'sent', repeats: 1 }])
    await shop.edit({ endsAt: shop.base.now() })
    await shop.ask(wait('ana@exemplo.com.br'))
    expect(await shop.kept()).toMatchObject([{ mail: 'waiting', repeats: 2 }])
  })

  test('a server that was away is asked again; whom nobody knows about, never', async () => {
    const shop = await given({ startsAt: opens })
    for (const name of ['a', 'b']) await shop.ask(wait(`${name}@exemplo.com.br`))
    await shop.edit({ startsAt: null })
    const [offer] = await run(shop)
    if (offer === undefined) throw new Error('it did not open')
    const [one, two] = await claimWaiting(shop.api, offer, 2)
    if (!one || !two) throw new Error('nobody waits')
    await settleMail(shop.api, one.id, { kind: 'not_sent', cause: 'ECONNREFUSED' })
    await settleMail(shop.api, two.id, { kind: 'unknown', cause: 'ETIMEDOUT' })
    expect(await claimWaiting(shop.api, offer, 2)).toEqual([])
    shop.advance(3 * 60_000)
    expect(await claimWaiting(shop.api, offer, 2)).toMatchObject([{ id: one.id }])
  })

  test('who asked the producer to stop is not written to', async () => {
    const shop = await given({ startsAt: opens })
    await shop.ask(wait('Ana@exemplo.com.br'))
    await shop.edit({ startsAt: null })
    const { accountId } = shop.api.actor
    await db
      .insert(contacts)
      .values({ accountId, phone: 'ana@exemplo.com.br', optedOutAt: shop.base.now() })
    const [offer] = await run(shop)
    if (offer === undefined) throw new Error('it did not open')
    expect(await claimWaiting(shop.api, offer, 2)).toEqual([])
    expect(await shop.kept()).toMatchObject([{ mail: 'left' }])
  })

  test('one place that came back is offered to three people, not to the whole list', async () => {
    const shop = await given({ salesLimit: 1 })
    for (let i = 0; i < 5; i++)
      await shop.ask({ ...wait(`p${i}@exemplo.com.br`), kind: 'waitlist_sold_out' })
    const [offer] = await run(shop)
    if (offer === undefined) throw new Error('it did not open')
    const told = await claimWaiting(shop.api, offer, 5)
    expect(told.map(({ email }) => email?.[1]).sort()).toEqual(['0', '1', '2'])
    expect(await claimWaiting(shop.api, offer, 5)).toEqual([])
  })
})

describe('the producer', () => {
  test('finds leads by offer, kind, day and words, page after page', async () => {
    const shop = await given({ salesLimit: 5 })
    await shop.ask({})
    await shop.ask({ kind: 'waitlist_sold_out', email: 'bia@exemplo.com.br', name: 'Bia' })
    const list = (query: object) => listLeads(shop.member, { limit: 50, ...query })
    expect((await list({})).rows.map(({ email }) => email)).toEqual([
      'bia@exemplo.com.br',
      'ana@exemplo.com.br',
    ])
    expect((await list({ kind: 'lead' })).rows).toHaveLength(1)
    expect((await list({ q: 'bia@exem' })).rows).toMatchObject([{ name: 'Bia' }])
    expect((await list({ q: '(11) 98765-4321' })).rows).toMatchObject([{ name: 'Ana Clara' }])
    expect((await list({ to: new Date(0) })).rows).toEqual([])
    const { next } = await list({ limit: 1 })
    expect((await list({ limit: 1, cursor: next ?? undefined })).rows).toMatchObject([
      { name: 'Ana Clara' },
    ])
    const other = await given()
    expect((await listLeads(other.member, { limit: 50 })).rows).toEqual([])
    let exported = 0
    for await (const rows of exportLeads(shop.member, {})) exported += rows.length
    expect(exported).toBe(2)
  })

  test('erases one: the person goes, the fact of it stays, and who only looks may not', async () => {
    const shop = await given()
    await shop.ask({ affiliateCode: 'JOAO' })
    const [lead] = await shop.kept()
    if (lead === undefined) throw new Error('no lead')
    const support: Ctx<'member'> = {
      ...shop.member,
      actor: { ...shop.member.actor, role: 'support' },
    }
    expect(await eraseLead(support, { leadId: lead.id })).toMatchObject({ ok: false })
    expect(await eraseLead(shop.member, { leadId: lead.id })).toMatchObject({ ok: true })
    const [gone] = await shop.kept()
    expect(gone).toMatchObject({
      name: null,
      email: null,
      emailKey: null,
      phone: null,
      ipHash: null,
      affiliateCode: 'JOAO',
    })
    expect(JSON.stringify(gone)).not.toContain('98765')
    expect((await listLeads(shop.member, { limit: 50 })).rows).toEqual([])
    const audited = and(
      eq(auditLog.accountId, shop.member.actor.accountId),
      eq(auditLog.action, 'lead.erased'),
    )
    expect(await db.select().from(auditLog).where(audited)).toMatchObject([{ subject: lead.id }])
    expect(await shop.ask({})).toMatchObject({ ok: true, value: { repeated: false } })
  })
})
