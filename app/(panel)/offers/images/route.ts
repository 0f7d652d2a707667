// app/(panel)/offers/images/route.ts

/*
 * POST  one picture, the bytes alone: JPEG, PNG, WebP, AVIF or GIF, up to 12 MB, whatever its content
 *       type says. Answers `{id, width, height}`; a refusal says in `detail`, in the member's language,
 *       what is wrong with this file.
 */

import { getFormatter, getTranslations } from 'next-intl/server'
import { type KeepImageError, keepImage } from '@/lib/images/keep-image'
import { IMAGE_PIXELS_MAX } from '@/lib/images/make-files'
import { PICTURE_BYTES_MAX } from '@/lib/kernel/picture'
import { problem } from '@/lib/platform/problem'
import { isSameOrigin } from '@/lib/platform/same-origin'
import { findMember } from '@/lib/platform/session'
import { readUpTo } from '@/lib/postbacks/read-up-to'

const STATUS = {
  not_allowed: 403,
  image_too_large: 413,
  not_an_image: 415,
  image_too_many_pixels: 422,
  image_too_small: 422,
  image_damaged: 422,
  images_too_many: 429,
  images_busy: 503,
  storage_unavailable: 503,
} as const

const BUSY_SECONDS = 5

export async function POST(request: Request): Promise<Response> {
  const ctx = await findMember()
  if (ctx === null) return problem(401, 'unauthenticated')
  if (!isSameOrigin(request.headers, ctx.appUrl)) return problem(403, 'not_allowed')
  const promised = Number(request.headers.get('content-length'))
  if (promised > PICTURE_BYTES_MAX) return refuse({ code: 'image_too_large', bytes: promised })
  const bytes = await readUpTo(request, PICTURE_BYTES_MAX).catch(() => 'cut_off' as const)
  if (bytes === 'cut_off') return problem(400, 'body_cut_off')
  if (bytes === null) return refuse({ code: 'image_too_large', bytes: PICTURE_BYTES_MAX + 1 })
  const kept = await keepImage(ctx, bytes)
  return kept.ok ? Response.json(kept.value, { status: 201 }) : refuse(kept.error)
}

async function refuse(error: KeepImageError): Promise<Response> {
  const [t, format] = await Promise.all([
    getTranslations('offers.content.image.refused'),
    getFormatter(),
  ])
  const megabytes = (bytes: number) =>
    format.number(bytes / 1_000_000, { maximumFractionDigits: 1, style: 'decimal' })
  const seconds = 'retryAfter' in error ? error.retryAfter : BUSY_SECONDS
  const detail = t(error.code, {
    kind: 'kind' in error ? error.kind : '',
    width: 'width' in error ? error.width : 0,
    height: 'height' in error ? error.height : 0,
    size: 'bytes' in error ? megabytes(error.bytes) : '',
    limit: megabytes(PICTURE_BYTES_MAX),
    pixels: IMAGE_PIXELS_MAX / 1_000_000,
    minutes: Math.ceil(seconds / 60),
  })
  const status = STATUS[error.code]
  const headers = status === 429 || status === 503 ? { 'retry-after': String(seconds) } : {}
  return problem(status, error.code, { detail, headers })
}
