// lib/offers/content-fields.ts
import { z } from 'zod'
import { BLOCK_KINDS, type Block } from '@/db/schema/offer-content'
import type { Id } from '@/lib/kernel/ids'
import { videoOf } from '@/lib/kernel/video-of'
import { cleanHtml, written } from './clean-html'

export const GALLERY_MAX = 12
export const TESTIMONIALS_MAX = 20
export const QUESTIONS_MAX = 20

const emptyAsNull = (value: unknown) => (value === '' ? null : value)
const image = z
  .string()
  .regex(/^img_\w{25}$/)
  .transform((text) => text as Id<'image'>)
const maybeImage = z.preprocess(emptyAsNull, image.nullable())
const words = (max: number, min = 0) => z.string().overwrite(written).trim().min(min).max(max)

/** What an editor made of tags; those a page may show are what is left of it. */
const html = (max: number) => z.string().max(max).transform(cleanHtml)

const Picture = z.object({ imageId: image, alt: words(200) })

const Testimonial = z.object({
  name: words(80, 2),
  role: words(80),
  text: words(600, 3),
  photoId: maybeImage,
})

const Video = z.object({
  address: z
    .string()
    .trim()
    .max(500)
    .refine((text) => videoOf(text) !== null, {
      error: 'not a video we can show',
      params: { code: 'video_unknown' },
    }),
  title: words(120),
  posterId: maybeImage,
})

const Question = z.object({ question: words(160, 3), answer: words(1_000, 2) })
const About = z.object({ name: words(80, 2), text: words(1_000), photoId: maybeImage })
const LeadForm = z.object({
  title: words(120, 3),
  text: words(300),
  button: words(40, 2),
  askPhone: z.boolean(),
})

/** Each kind once, in the order chosen; a kind nobody named stands behind, as it usually is. */
const blocks = z
  .array(z.object({ kind: z.enum(BLOCK_KINDS), on: z.boolean() }))
  .max(50)
  .transform((chosen) => (chosen.length === 0 ? [] : everyBlock(chosen)))

/** Everything but the lead form is on unless it was switched off. */
export function everyBlock(chosen: readonly Block[]): readonly Block[] {
  const named = chosen.filter(
    ({ kind }, at) => chosen.findIndex((each) => each.kind === kind) === at,
  )
  const rest = BLOCK_KINDS.filter((kind) => named.every((block) => block.kind !== kind))
  return [...named, ...rest.map((kind) => ({ kind, on: kind !== 'lead' }))]
}

/** What the page says and shows. */
export const CONTENT_FIELDS = {
  title: words(120, 3),
  subtitle: words(240),
  description: html(20_000),
  logoId: maybeImage,
  gallery: z.array(Picture).max(GALLERY_MAX),
  testimonials: z.array(Testimonial).max(TESTIMONIALS_MAX),
  video: Video.nullable(),
  questions: z.array(Question).max(QUESTIONS_MAX),
  about: About.nullable(),
  blocks,
  leadForm: LeadForm.nullable(),
}
