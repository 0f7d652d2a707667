// tests/integration/images.test.ts
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { images } from '@/db/schema/images'
import { offers, offerVersions } from '@/db/schema/offers'
import { forgetImages, listImageOwners, UNUSED_DAYS } from '@/lib/images/forget-images'
import { keepImage } from '@/lib/images/keep-image'
import { readImage } from '@/lib/images/read-image'
import { readJpeg } from '@/lib/images/to-jpeg'
import { createOffer } from '@/lib/offers/create-offer'
import { editOffer } from '@/lib/offers/edit-offer'
import { OfferFields } from '@/lib/offers/offer-fields'
import { publishOffer } from '@/lib/offers/publish-offer'
import { findOfferPage, findOfferPreview } from '@/lib/offers/views'
import type { Ctx } from '@/lib/platform/context'
import type { Storage } from '@/lib/platform/storage'
import { givenAccount } from '../support/given-account'
import { givenPicture } from '../support/given-picture'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testStorage } from '../support/test-storage'

const DAY_MS = 86_400_000
const db = await testDb()
const { storage, files } = testStorage()
const { ctx: base, advance } = testCtx({ db, storage })

let member: Ctx<'member'>
beforeEach(async () => {
  advance(60_000)
  member = await givenAccount(base)
})

let hue = 0
/** No two are the same. */
function picture() {
  hue += 1
  return givenPicture({ width: 340, height: 200, hue }).png().toBuffer()
}

async function kept(by = member, bytes?: Uint8Array) {
  const result = await keepImage(by, bytes ?? (await picture()))
  if (!result.ok) throw new Error(result.error.code)
  return result.value.id
}
const row = async (id: Awaited<ReturnType<typeof kept>>) =>
  (await db.select().from(images).where(eq(images.id, id)))[0]
const filesOf = (id: string) => files().filter((path) => path.includes(id))

/** An offer whose draft shows the picture, published if asked. */
async function shown(imageId: Awaited<ReturnType<typeof kept>>, publish: boolean) {
  const made = await createOffer(member, { title: 'Quintal Sonoro' })
  if (!made.ok) throw new Error(made.error.code)
  const offerId = made.value.id
  const gallery = [{ imageId, alt: 'Um sabiá no fio' }]
  const fields = OfferFields.partial().parse({ price: 50_00, gallery })
  await editOffer(member, { offerId, fields })
  if (publish) expect(await publishOffer(member, { offerId })).toMatchObject({ ok: true })
  return { offerId, code: made.value.code }
}

describe('an uploaded picture', () => {
  test('lies in the storage in every size, and is served by its address to anybody', async () => {
    const id = await kept()
    expect(filesOf(id)).toEqual(
      ['320.avif', '320.webp', '340.avif', '340.webp', 'thumb.webp'].map(
        (name) => `images/${id}/${name}`,
      ),
    )
    const served = await readImage(base, { id, file: '320.avif' })
    expect(served).toMatchObject({ ok: true, value: { type: 'image/avif' } })
    for (const file of ['321.webp', '320.png', '../x.webp', '0320.webp', 'thumb.avif']) {
      expect(await readImage(base, { id, file }), file).toEqual({ ok: true, value: null })
    }
    expect(await readImage(base, { id: '../../etc', file: '320.webp' })).toMatchObject({
      value: null,
    })
  })

  test('is read once from where it lies, however many open the page at once', async () => {
    const id = await kept()
    let reads = 0
    const counted: Storage = {
      ...storage,
      get: (key) => {
        reads += 1
        return storage.get(key)
      },
    }
    const asked = { id, file: '320.webp' }
    const all = await Promise.all(
      Array.from({ length: 50 }, () => readImage({ storage: counted }, asked)),
    )
    expect(all.every((each) => each.ok && each.value !== null)).toBe(true)
    expect(reads).toBe(1)
  })

  test('twice is one, also at the same moment; at another company it is another', async () => {
    const bytes = await picture()
    const [first, second] = await Promise.all([kept(member, bytes), kept(member, bytes)])
    expect(second).toBe(first)
    expect(await kept(member, bytes)).toBe(first)
    const other = await givenAccount(base)
    expect(await kept(other, bytes)).not.toBe(first)
  })

  test('is not for support to add, nor for anybody to add without end', async () => {
    const support = { ...member, actor: { ...member.actor, role: 'support' as const } }
    const bytes = await picture()
    expect(await keepImage(support, bytes)).toMatchObject({ error: { code: 'not_allowed' } })
    const junk = (i: number) => Buffer.from(`no picture ${i}`)
    for (let i = 0; i < 300; i++) await keepImage(member, junk(i))
    expect(await keepImage(member, bytes)).toMatchObject({
      error: { code: 'images_too_many', retryAfter: 300 },
    })
    advance(300_000)
    expect(await keepImage(member, bytes)).toMatchObject({ ok: true })
  })

  test('that could not be stored is not there, and is there when it is sent again', async () => {
    const bytes = await picture()
    let left = 2
    const failing: Storage = {
      ...storage,
      put: async (...file) =>
        left-- > 0
          ? storage.put(...file)
          : { ok: false, error: { code: 'storage_unavailable', cause: 'ENOSPC' } },
    }
    const full = { ...member, storage: failing }
    expect(await keepImage(full, bytes)).toEqual({
      ok: false,
      error: { code: 'storage_unavailable' },
    })
    const [begun] = await db
      .select()
      .from(images)
      .where(eq(images.accountId, member.actor.accountId))
    expect(begun?.readyAt).toBeNull()
    const { offerId } = await shown(begun?.id ?? 'img_', false)
    expect(await publishOffer(member, { offerId })).toMatchObject({
      error: { fields: [{ path: 'gallery', inside: '0.imageId', code: 'picture_missing' }] },
    })
    expect(await kept(member, bytes)).toBe(begun?.id)
    expect(await publishOffer(member, { offerId })).toMatchObject({ ok: true })
  })
})

test('a card for feeds gets the picture as a JPEG of its size, and none of one that is gone', async () => {
  const id = await kept()
  const uri = await readJpeg(base, { id, widths: [320, 340] }, { width: 100, height: 160 })
  const [, text = ''] = /^data:image\/jpeg;base64,(.+)$/.exec(uri ?? '') ?? []
  expect(await sharp(Buffer.from(text, 'base64')).metadata()).toMatchObject({
    format: 'jpeg',
    width: 100,
    height: 160,
  })
  const gone = { id: base.newId('image'), widths: [320] }
  expect(await readJpeg(base, gone, { width: 100, height: 160 })).toBeNull()
})

describe('a page', () => {
  test('shows its pictures with what a browser needs to choose one', async () => {
    const id = await kept()
    const { code } = await shown(id, true)
    expect((await findOfferPage(base, code))?.gallery).toMatchObject([
      { id, alt: 'Um sabiá no fio', width: 340, height: 200, widths: [320, 340] },
    ])
  })

  test('of one company never shows, nor publishes, the picture of another', async () => {
    const other = await givenAccount(base)
    const { offerId } = await shown(await kept(other), false)
    expect((await findOfferPreview(member, offerId))?.gallery).toEqual([])
    expect(await publishOffer(member, { offerId })).toMatchObject({
      error: { code: 'offer_incomplete', fields: [{ path: 'gallery', code: 'picture_missing' }] },
    })
  })
})

describe('a picture nobody uses', () => {
  const later = async (days: number) => {
    advance(days * DAY_MS)
    return forgetImages(base, member.actor.accountId)
  }

  test(`is kept for ${UNUSED_DAYS} days, then goes with its files`, async () => {
    const id = await kept()
    expect(await later(UNUSED_DAYS - 1)).toBe(0)
    expect(await row(id)).toBeDefined()
    expect(await later(2)).toBe(1)
    expect(await row(id)).toBeUndefined()
    expect(filesOf(id)).toEqual([])
  })

  test.each<[string, boolean]>([
    ['draft', false],
    ['published page', true],
  ])('is none that a %s shows, however old', async (_, publish) => {
    const id = await kept()
    const { offerId } = await shown(id, publish)
    expect(await later(400)).toBe(0)
    expect(filesOf(id)).toHaveLength(5)
    // Taken off the page it has its month, counted from the last day it was seen.
    await db.update(offers).set({ draft: null, gallery: [] }).where(eq(offers.id, offerId))
    await db.delete(offerVersions).where(eq(offerVersions.offerId, offerId))
    expect(await later(UNUSED_DAYS - 1)).toBe(0)
    expect(await later(2)).toBe(1)
  })

  test('is none that an old version showed: it can be brought back', async () => {
    const id = await kept()
    const { offerId } = await shown(id, true)
    await editOffer(member, { offerId, fields: OfferFields.partial().parse({ gallery: [] }) })
    await publishOffer(member, { offerId })
    expect(await later(400)).toBe(0)
    expect(filesOf(id)).toHaveLength(5)
  })

  test('stays until its files are gone, and cannot be published meanwhile', async () => {
    const id = await kept()
    advance(400 * DAY_MS)
    const stuck: Storage = {
      ...storage,
      delete: async () => ({ ok: false, error: { code: 'storage_unavailable', cause: 'EIO' } }),
    }
    expect(await forgetImages({ ...base, storage: stuck }, member.actor.accountId)).toBe(0)
    expect((await row(id))?.readyAt).toBeNull()
    expect(await later(1)).toBe(1)
    expect(await row(id)).toBeUndefined()
  })

  test('is looked for in accounts that have pictures, once a day each', async () => {
    await kept()
    const mine = member.actor.accountId
    expect(await listImageOwners(base, '')).not.toContain(mine)
    advance(2 * DAY_MS)
    expect(await listImageOwners(base, '')).toContain(mine)
    expect(await listImageOwners(base, mine)).not.toContain(mine)
  })
})
