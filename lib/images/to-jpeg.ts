// lib/images/to-jpeg.ts
import sharp from 'sharp'
import type { Id } from '@/lib/kernel/ids'
import type { Tools } from '@/lib/platform/context'
import { readImage } from './read-image'

type Size = { readonly width: number; readonly height: number }
type Pictured = { readonly id: Id<'image'>; readonly widths: readonly number[] }

const QUALITY = 84

/** A picture of ours cut to a size, as a data URI for who reads neither AVIF nor WebP. Null when it is gone. */
export async function readJpeg(
  tools: Pick<Tools, 'storage'>,
  { id, widths }: Pictured,
  size: Size,
): Promise<string | null> {
  // Cut from the sides, a wide picture needs more width than it keeps.
  const width = widths.find((each) => each >= 2 * size.width) ?? widths.at(-1)
  const read = await readImage(tools, { id, file: `${width}.webp` })
  if (!read.ok || read.value === null) return null
  const cut = sharp(read.value.bytes)
    // What draws the eye stays in it.
    .resize({ ...size, fit: 'cover', position: 'attention' })
    .flatten({ background: '#fff' })
  return `data:image/jpeg;base64,${(await cut.jpeg({ quality: QUALITY }).toBuffer()).toString('base64')}`
}

/** Messengers show no card that is heavy: what was drawn as PNG leaves as JPEG. */
export const toJpeg = (png: Uint8Array): Promise<Uint8Array> =>
  sharp(png).flatten({ background: '#fff' }).jpeg({ quality: QUALITY, mozjpeg: true }).toBuffer()
