// tests/integration/short-links.test.ts
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { linkDays } from '@/db/schema/visits'
import type { LocalDate } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { archiveShortLink } from '@/lib/offers/archive-short-link'
import { createShortLink } from '@/lib/offers/create-short-link'
import { followShortLink, isClick } from '@/lib/offers/follow-short-link'
import { keepClicks } from '@/lib/offers/keep-clicks'
import { CreateShortLinkInput } from '@/lib/offers/short-link'
import { listShortLinks } from '@/lib/offers/short-links-view'
import { figuresByLink } from '@/lib/reports/offer-figures'
import { givenMember } from '../support/given-account'
import { givenShop } from '../support/given-shop'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
/** 23:30 in São Paulo. */
const { ctx, advance } = testCtx({ db, at: '2026-03-06T02:30:00Z' })
const { member, offer } = await givenShop(ctx)
const { member: other, offer: otherOffer } = await givenShop(ctx)

const nothing = new URLSearchParams()
const make = (more: object, by = member, offerId = offer.id) =>
  createShortLink(by, CreateShortLinkInput.parse({ offerId, label: 'Bio', ...more }))

async function given(more: object) {
  const made = await make(more)
  if (!made.ok) throw new Error(made.error.code)
  return made.value
}

describe('a link', () => {
  test('leads to the page with its origin and its affiliate, however its code is typed', async () => {
    const tracking = { utm_source: 'instagram', utm_medium: 'bio', utm_term: '' }
    await given({ code: 'bio-2026', tracking, affiliateCode: 'ana10' })
    const found = await followShortLink(
      ctx,
      'Bio-2026',
      new URLSearchParams('utm_medium=story&a=1'),
    )
    const { pathname, searchParams } = new URL(found?.target ?? '', 'https://x.test')
    expect(pathname).toBe(`/o/${offer.code}`)
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ utm_source: 'instagram', utm_medium: 'story', afiliado: 'ana10' },
      ...{ a: '1', link: 'BIO-2026' },
    })
  })

  test('gets a code of ours when nobody chose one', async () => {
    const { code } = await given({})
    expect(code).toMatch(/^[2-9A-Z]{6}$/)
    expect(await followShortLink(ctx, code, nothing)).not.toBeNull()
  })

  test('has no code that is taken, in whatever company, nor one of another offer', async () => {
    await given({ code: 'palco' })
    const taken = { ok: false, error: { code: 'code_taken' } }
    expect(await make({ code: 'PALCO' }, other, otherOffer.id)).toEqual(taken)
    expect(await make({ code: otherOffer.code })).toEqual(taken)
  })

  test('is made for an own offer, by who may work on it', async () => {
    expect(await make({}, other)).toEqual({ ok: false, error: { code: 'offer_not_found' } })
    const support = await givenMember(ctx, member.actor.accountId, 'support')
    expect(await make({}, support)).toEqual({ ok: false, error: { code: 'not_allowed' } })
  })

  test.each([
    ['without a name', { label: ' ' }],
    ['with a space in its code', { code: 'a b' }],
    ['with a code too short', { code: 'ab' }],
    ['with a name of its own in the address', { tracking: { evil: 'x' } }],
  ])('is not made %s', (_, more) => {
    const input = { offerId: offer.id, label: 'Bio', ...more }
    expect(CreateShortLinkInput.safeParse(input).success).toBe(false)
  })
})

test('an archived link still leads to the page, and names and counts nothing', async () => {
  const { id, code } = await given({ tracking: { src: 'panfleto' } })
  expect((await archiveShortLink(member, { linkId: id, archived: true })).ok).toBe(true)
  expect((await archiveShortLink(member, { linkId: id, archived: true })).ok).toBe(true)
  expect(await followShortLink(ctx, code, nothing)).toEqual({
    target: `/o/${offer.code}`,
    link: null,
  })
  const listed = async (archived: boolean) =>
    (await listShortLinks(member, { offerId: offer.id, archived })).rows.map((row) => row.code)
  expect(await listed(false)).not.toContain(code)
  expect(await listed(true)).toEqual([code])
  await archiveShortLink(member, { linkId: id, archived: false })
  expect(await listed(false)).toContain(code)
  const foreign = await archiveShortLink(other, { linkId: id, archived: true })
  expect(foreign).toEqual({ ok: false, error: { code: 'link_not_found' } })
})

test.each(['NADA00', '../etc', 'é', 'a'])('nobody made %s', async (code) => {
  expect(await followShortLink(ctx, code, nothing)).toBeNull()
})

describe('a click', () => {
  const asked = (agent: string, headers: object = {}, method = 'GET') =>
    isClick(
      new Request('https://x.test/s/A', { method, headers: { 'user-agent': agent, ...headers } }),
    )
  const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/605.1'

  test('is a person’s, and not what robots and messengers look at', () => {
    expect(asked(PHONE)).toBe(true)
    expect(asked(`${PHONE} Instagram 400.0`)).toBe(true)
    expect(asked(PHONE, {}, 'HEAD')).toBe(false)
    expect(asked(PHONE, { 'sec-purpose': 'prefetch;prerender' })).toBe(false)
    for (const robot of [
      'WhatsApp/2.24.1.78 A',
      'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
      'TelegramBot (like TwitterBot)',
      'Twitterbot/1.0',
      'curl/8.5.0',
      '',
    ]) {
      expect(asked(robot), robot).toBe(false)
    }
  })

  test('is counted by the day of São Paulo, and in all', async () => {
    const { id, code } = await given({})
    const click = () => ({ linkId: id, accountId: member.actor.accountId, at: ctx.now() })
    const clicks = [click(), click()]
    advance(60 * 60_000)
    await keepClicks(ctx, [...clicks, click()])
    await keepClicks(ctx, [click()])
    const days = await db.select().from(linkDays).where(eq(linkDays.linkId, id))
    expect(days.map(({ day, clicks }) => [day, clicks]).sort()).toEqual([
      ['2026-03-05', 2],
      ['2026-03-06', 2],
    ])
    const { rows } = await listShortLinks(member, { offerId: offer.id })
    expect(rows.find((row) => row.id === id)?.clicks).toBe(4)
    const period = { from: '2026-03-06' as LocalDate, to: '2026-03-06' as LocalDate }
    const scope = { offerId: offer.id as Id<'offer'>, period, environment: null }
    expect((await figuresByLink(member, scope)).get(code)?.clicks).toBe(2)
  })
})
