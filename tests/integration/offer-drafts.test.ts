// tests/integration/offer-drafts.test.ts
import { and, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { images } from '@/db/schema/images'
import { offerPlaces, offers, shortLinks } from '@/db/schema/offers'
import { outbox } from '@/db/schema/platform'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import { moveOffer, type OfferMove } from '@/lib/offers/archive-offer'
import { createOffer } from '@/lib/offers/create-offer'
import { discardDraft } from '@/lib/offers/discard-draft'
import { findDraftChanges, findDraftState } from '@/lib/offers/draft-state'
import { duplicateOffer } from '@/lib/offers/duplicate-offer'
import { EditOfferInput, editOffer } from '@/lib/offers/edit-offer'
import { findOfferEditor } from '@/lib/offers/editor-view'
import { findOfferByCode, findOpenOffer } from '@/lib/offers/find-open-offer'
import { publishOffer } from '@/lib/offers/publish-offer'
import { restoreVersion } from '@/lib/offers/restore-version'
import { listVersions } from '@/lib/offers/versions-view'
import { findOfferPage } from '@/lib/offers/views'
import type { Ctx } from '@/lib/platform/context'
import { sendHttp } from '@/lib/platform/http'
import { givenAccount } from '../support/given-account'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })

let member: Ctx<'member'>
beforeEach(async () => {
  advance(3_600_000)
  member = await givenAccount(base)
})

async function drafted(fields: object = { price: 197_00 }, ctx = member) {
  const made = await createOffer(ctx, { title: 'Quintal Sonoro' })
  if (!made.ok) throw new Error(made.error.code)
  const { id: offerId, code } = made.value
  await editOffer(ctx, EditOfferInput.parse({ offerId, fields }))
  return { offerId, code }
}

async function published(fields: object = { price: 197_00 }) {
  const offer = await drafted(fields)
  expect(await publishOffer(member, { offerId: offer.offerId })).toMatchObject({ ok: true })
  return offer
}

const edit = (offerId: Id<'offer'>, fields: object, readAt?: Date) =>
  editOffer(member, { ...EditOfferInput.parse({ offerId, fields }), ...(readAt && { readAt }) })

const editor = async (offerId: Id<'offer'>, ctx = member) => {
  const view = await findOfferEditor(ctx, offerId)
  if (view === null) throw new Error('no such offer')
  return view
}

const deedsOf = async (offerId: Id<'offer'>) => {
  const rows = await db
    .select({ action: auditLog.action, by: auditLog.actorId })
    .from(auditLog)
    .where(eq(auditLog.subject, offerId))
    .orderBy(auditLog.id)
  return rows.map(({ action }) => action)
}

describe('two windows on one draft', () => {
  test('the second is told who saved meanwhile, and writes nothing over it', async () => {
    const { offerId } = await drafted()
    const readAt = new Date((await editor(offerId)).saved.at)
    const colleague = { ...member, actor: { ...member.actor, userId: base.newId('user') } }
    await editOffer(colleague, { offerId, fields: { subtitle: 'De outra pessoa' }, readAt })
    expect(await edit(offerId, { subtitle: 'Minha' }, readAt)).toMatchObject({
      error: { code: 'edited_meanwhile', by: { isYou: false } },
    })
    expect((await editor(offerId)).fields.subtitle).toBe('De outra pessoa')
  })

  test('each save is later than the one before, within one millisecond too', async () => {
    const { offerId } = await drafted()
    const first = await edit(offerId, { subtitle: 'Uma' })
    const second = await edit(offerId, { subtitle: 'Duas' })
    if (!first.ok || !second.ok) throw new Error('not saved')
    expect(second.value.editedAt > first.value.editedAt).toBe(true)
    expect(await edit(offerId, {}, new Date(first.value.editedAt))).toMatchObject({
      error: { code: 'edited_meanwhile', by: { isYou: true } },
    })
    expect(await edit(offerId, {}, new Date(second.value.editedAt))).toMatchObject({ ok: true })
  })

  test('what somebody else saved is not made public by who did not see it', async () => {
    const { offerId, code } = await published()
    const readAt = new Date((await editor(offerId)).saved.at)
    await edit(offerId, { price: 9_00 })
    expect(await publishOffer(member, { offerId, readAt })).toMatchObject({
      error: { code: 'edited_meanwhile' },
    })
    expect(await findOfferPage(base, code)).toMatchObject({ terms: { price: 197_00 } })
  })
})

describe('a draft', () => {
  test('tells what it lacks and what does not fit together', async () => {
    const { offerId } = await drafted({})
    expect((await findDraftState(member, offerId))?.missing).toMatchObject([{ path: 'price' }])
    await edit(offerId, {
      price: 50_00,
      startsAt: '2026-12-02T00:00:00Z',
      endsAt: '2026-12-01T00:00:00Z',
    })
    expect(await findDraftState(member, offerId)).toMatchObject({
      missing: [],
      clashes: [{ path: 'endsAt', code: 'ends_before_start' }],
    })
  })

  test('that is discarded is the page again', async () => {
    const { offerId } = await published()
    await edit(offerId, { title: 'Outro nome', price: 9_00 })
    expect(await discardDraft(member, { offerId })).toMatchObject({ ok: true })
    expect(await editor(offerId)).toMatchObject({
      changed: [],
      fields: { title: 'Quintal Sonoro', price: 197_00 },
    })
    expect(await deedsOf(offerId)).toContain('offer.draft_discarded')
  })

  test('that was never public has nothing to go back to', async () => {
    const { offerId } = await drafted()
    expect(await discardDraft(member, { offerId })).toMatchObject({
      error: { code: 'never_published' },
    })
    expect((await editor(offerId)).fields.price).toBe(197_00)
  })
})

describe('versions', () => {
  test('tell who published what, with before and after', async () => {
    const { offerId } = await published()
    await edit(offerId, { price: 99_00 })
    expect(await findDraftChanges(member, offerId)).toEqual([
      { name: 'price', before: { price: 197_00 }, after: { price: 99_00 } },
    ])
    await publishOffer(member, { offerId })
    const { rows } = await listVersions(member, { offerId })
    expect(rows).toMatchObject([
      {
        number: 2,
        changes: [{ name: 'price', before: { price: 197_00 }, after: { price: 99_00 } }],
      },
      { number: 1, changes: null },
    ])
    expect(await listVersions(await givenAccount(base), { offerId })).toEqual({
      rows: [],
      next: null,
    })
  })

  test('come a page at a time, and the last of a page still says what it changed', async () => {
    const { offerId } = await published()
    for (let turn = 1; turn <= 21; turn++) {
      await edit(offerId, { price: turn * 10_00 })
      await publishOffer(member, { offerId })
    }
    const first = await listVersions(member, { offerId })
    expect([first.rows.length, first.rows.at(-1)?.number, first.next]).toEqual([20, 3, 3])
    expect(first.rows.at(-1)?.changes).toMatchObject([{ name: 'price' }])
    const rest = await listVersions(member, { offerId, before: 3 })
    expect(rest.rows.map(({ number }) => number)).toEqual([2, 1])
  })

  test('of before come back as a draft, and the page waits for a publication', async () => {
    const { offerId, code } = await published()
    await edit(offerId, { price: 99_00, title: 'Outro nome' })
    await publishOffer(member, { offerId })
    expect(await restoreVersion(member, { offerId, number: 1 })).toMatchObject({ ok: true })
    expect(await editor(offerId)).toMatchObject({
      changed: ['title', 'price'],
      fields: { price: 197_00, title: 'Quintal Sonoro' },
    })
    expect(await findOfferPage(base, code)).toMatchObject({ terms: { price: 99_00 } })
    await publishOffer(member, { offerId })
    expect(await findOfferPage(base, code)).toMatchObject({ terms: { price: 197_00 } })
    expect(await deedsOf(offerId)).toContain('offer.version_restored')
    expect(await restoreVersion(member, { offerId, number: 9 })).toMatchObject({
      error: { code: 'version_not_found' },
    })
  })
})

describe('a copy', () => {
  test('says and charges the same under a code of its own, and sells nothing yet', async () => {
    const source = await published({
      price: 197_00,
      salesLimit: 10,
      questions: [{ question: 'Serve para mim?', answer: 'Serve.' }],
    })
    await edit(source.offerId, { subtitle: 'Ainda por publicar' })
    const made = await duplicateOffer(member, { offerId: source.offerId, title: 'Cópia' })
    if (!made.ok) throw new Error(made.error.code)
    expect(made.value.code).not.toBe(source.code)
    const [before, copy] = [await editor(source.offerId), await editor(made.value.id)]
    expect(copy.fields).toEqual({ ...before.fields, title: 'Cópia' })
    expect(copy).toMatchObject({ state: 'draft', taken: 0, publishedAt: null })
    const of = eq(shortLinks.offerId, made.value.id)
    expect(await db.select().from(shortLinks).where(of)).toEqual([])
    const places = eq(offerPlaces.offerId, made.value.id)
    expect(await db.select().from(offerPlaces).where(places)).toEqual([])
    expect(await publishOffer(member, { offerId: made.value.id })).toMatchObject({ ok: true })
  })

  test('is not made of another company’s offer', async () => {
    const { offerId } = await published()
    const other = await givenAccount(base)
    expect(await duplicateOffer(other, { offerId, title: 'Cópia' })).toMatchObject({
      error: { code: 'offer_not_found' },
    })
  })
})

describe('an offer that is put away', () => {
  const move = (offerId: Id<'offer'>, what: OfferMove) => moveOffer(member, { offerId, move: what })

  test.each([
    ['archive', 'unarchive'],
    ['pause', 'resume'],
  ] as const)('by %s is neither shown nor sold until %s', async (away, back) => {
    const { offerId, code } = await published()
    expect(await move(offerId, away)).toEqual({ ok: true, value: { code } })
    expect(await findOfferPage(base, code)).toBeNull()
    expect(await findOpenOffer(member, { offerCode: code })).toBeNull()
    expect(await findOfferByCode(base, code)).toBeNull()
    expect(await move(offerId, away)).toMatchObject({ error: { code: 'offer_moved' } })
    expect(await move(offerId, back)).toMatchObject({ ok: true })
    expect(await findOfferPage(base, code)).toMatchObject({ code })
    const told = await db
      .select({ name: outbox.name })
      .from(outbox)
      .where(and(eq(outbox.accountId, member.actor.accountId)))
    expect(told).toHaveLength(3)
    expect(await deedsOf(offerId)).toHaveLength(4)
  })

  test('in the archive can be neither edited nor published', async () => {
    const { offerId } = await published()
    await move(offerId, 'archive')
    expect(await edit(offerId, { price: 9_00 })).toMatchObject({
      error: { code: 'offer_archived' },
    })
    expect(await publishOffer(member, { offerId })).toMatchObject({
      error: { code: 'offer_archived' },
    })
  })

  test('by a pause stays paused when its draft is published', async () => {
    const { offerId, code } = await published()
    await move(offerId, 'pause')
    await edit(offerId, { price: 9_00 })
    expect(await publishOffer(member, { offerId })).toMatchObject({ ok: true })
    expect(await findOpenOffer(member, { offerCode: code })).toBeNull()
    await move(offerId, 'resume')
    expect(await findOfferPage(base, code)).toMatchObject({ terms: { price: 9_00 } })
  })

  test('is not moved by support, nor by another company', async () => {
    const { offerId } = await published()
    const support = { ...member, actor: { ...member.actor, role: 'support' as const } }
    expect(await moveOffer(support, { offerId, move: 'archive' })).toMatchObject({
      error: { code: 'not_allowed' },
    })
    expect(await moveOffer(await givenAccount(base), { offerId, move: 'archive' })).toMatchObject({
      error: { code: 'offer_not_found' },
    })
  })
})

describe('before it is public', () => {
  const picture = (accountId: Id<'account'>) => {
    const id = base.newId('image')
    return db
      .insert(images)
      .values({
        id,
        accountId,
        hash: id,
        width: 10,
        height: 10,
        widths: [10],
        placeholder: 'data:,',
        readyAt: base.now(),
        usedAt: base.now(),
        createdAt: base.now(),
      })
      .then(() => id)
  }

  test('every picture has to be one of the account', async () => {
    const own = await picture(member.actor.accountId)
    const other = await picture((await givenAccount(base)).actor.accountId)
    const gallery = [own, other].map((imageId) => ({ imageId, alt: 'Um sabiá' }))
    const { offerId } = await drafted({ price: 50_00, logoId: own, gallery })
    expect(await publishOffer(member, { offerId })).toMatchObject({
      error: { fields: [{ path: 'gallery', inside: '1.imageId', code: 'picture_missing' }] },
    })
  })

  test('what the receipt offers has to be another offer, on sale, sold once', async () => {
    const once = await published()
    const plan = { every: 'monthly', charges: null, trialDays: 0, startsOn: null }
    const club = await published({ price: 20_00, kind: 'recurring', plan, methods: ['card'] })
    const mine = await drafted({ price: 50_00 })
    const theirs = await drafted({ price: 50_00 }, await givenAccount(base))
    const codes: (string | undefined)[] = []
    for (const offerId of [mine, theirs, club, once].map((each) => each.offerId)) {
      await edit(mine.offerId, { upsell: { offerId, title: '', text: '', price: null } })
      const result = await publishOffer(member, { offerId: mine.offerId })
      const isRefused = !result.ok && result.error.code === 'offer_incomplete'
      codes.push(isRefused ? result.error.fields[0]?.code : undefined)
    }
    expect(codes).toEqual(['upsell_itself', 'upsell_not_sold', 'upsell_recurring', undefined])
  })

  test('a plan without a card, or a commission above the price, says where', async () => {
    const plan = { every: 'monthly', charges: null, trialDays: 0, startsOn: null }
    const commission = { kind: 'fixed', value: 60_00, perLead: 0 }
    const { offerId } = await drafted({
      price: 50_00,
      kind: 'recurring',
      plan,
      methods: ['pix'],
      commission,
    })
    expect(await publishOffer(member, { offerId })).toMatchObject({
      error: {
        fields: [
          { path: 'methods', code: 'card_needed' },
          { path: 'commission', inside: 'value', code: 'commission_high' },
        ],
      },
    })
  })
})

test('a new offer may begin with a price and words', async () => {
  const fields = { price: centavos(47_00), subtitle: 'Para começar' }
  const made = await createOffer(member, { title: 'Oficina', fields })
  if (!made.ok) throw new Error(made.error.code)
  expect((await editor(made.value.id)).fields).toMatchObject({ ...fields, title: 'Oficina' })
  expect(await deedsOf(made.value.id)).toEqual(['offer.created'])
  const [row] = await db.select().from(offers).where(eq(offers.id, made.value.id))
  expect(row?.editedBy).toBe(member.actor.userId)
})
