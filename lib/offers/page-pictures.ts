// lib/offers/page-pictures.ts
import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { images } from '@/db/schema/images'
import type { BlockKind } from '@/db/schema/offer-content'
import type { Id } from '@/lib/kernel/ids'
import { videoOf } from '@/lib/kernel/video-of'
import type { Tools } from '@/lib/platform/context'
import type { OfferPageView } from './page-view'
import type { PublishedFields } from './read-draft'

/** A picture as a page shows it: `/i/<id>/<width>.<avif|webp>` for each of its widths. */
export type PageImage = {
  readonly id: Id<'image'>
  readonly alt: string
  readonly width: number
  readonly height: number
  readonly widths: readonly number[]
  /** A data URI of a few bytes. */
  readonly placeholder: string
}

type Pictured = Pick<
  OfferPageView,
  'logo' | 'gallery' | 'testimonials' | 'video' | 'about' | 'bumps'
>

/** Every part of a page that carries a picture. One that is gone, or is not the account's, is left out. */
export async function pagePictures(
  { db }: Pick<Tools, 'db'>,
  accountId: Id<'account'>,
  fields: PublishedFields,
): Promise<Pictured> {
  const { logoId, gallery, testimonials, video, about, bumps } = fields
  const ids = [
    logoId,
    ...gallery.map(({ imageId }) => imageId),
    ...testimonials.map(({ photoId }) => photoId),
    video?.posterId ?? null,
    about?.photoId ?? null,
    ...bumps.map(({ imageId }) => imageId),
  ].filter((each) => each !== null)
  const found = ids.length === 0 ? [] : await read(db, accountId, ids)
  const byId = new Map(found.map((image) => [image.id, image]))
  const show = (id: Id<'image'> | null, alt = ''): PageImage | null => {
    const image = id === null ? undefined : byId.get(id)
    return image === undefined ? null : { ...image, alt }
  }
  const source = video === null ? null : videoOf(video.address)
  return {
    logo: show(logoId),
    gallery: gallery
      .map(({ imageId, alt }) => show(imageId, alt))
      .filter((image) => image !== null),
    testimonials: testimonials.map(({ photoId, ...said }) => ({ ...said, photo: show(photoId) })),
    video:
      video === null || source === null
        ? null
        : { source, title: video.title, poster: show(video.posterId) },
    about: about && { name: about.name, text: about.text, photo: show(about.photoId) },
    bumps: bumps.map(({ imageId, ...bump }) => ({ ...bump, image: show(imageId) })),
  }
}

const read = (
  db: Tools['db'],
  accountId: Id<'account'>,
  ids: readonly Id<'image'>[],
): Promise<Omit<PageImage, 'alt'>[]> =>
  db
    .select({
      id: images.id,
      width: images.width,
      height: images.height,
      widths: images.widths,
      placeholder: images.placeholder,
    })
    .from(images)
    .where(
      and(
        eq(images.accountId, accountId),
        inArray(images.id, [...new Set(ids)]),
        isNotNull(images.readyAt),
      ),
    )

/** The blocks that are on and have something to show. */
export const shownBlocks = (fields: PublishedFields): readonly BlockKind[] =>
  fields.blocks.filter(({ kind, on }) => on && HAS[kind](fields)).map(({ kind }) => kind)

const HAS: Readonly<Record<BlockKind, (fields: PublishedFields) => boolean>> = {
  video: ({ video }) => video !== null,
  description: ({ description }) => description !== '',
  // The first picture is the head's.
  gallery: ({ gallery }) => gallery.length > 1,
  testimonials: ({ testimonials }) => testimonials.length > 0,
  guarantee: ({ guaranteeDays }) => guaranteeDays > 0,
  about: ({ about }) => about !== null,
  questions: ({ questions }) => questions.length > 0,
  lead: ({ leadForm }) => leadForm !== null,
}
