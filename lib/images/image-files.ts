// lib/images/image-files.ts
import type { Id } from '@/lib/kernel/ids'
import type { Format } from './make-files'

export const TYPE_OF: Readonly<Record<Format, string>> = {
  avif: 'image/avif',
  webp: 'image/webp',
}

/** Where the file of a picture lies. */
export const fileKey = (id: Id<'image'>, name: string) => `images/${id}/${name}`

/** Everything that was made of a picture of these widths. */
export const fileNames = (widths: readonly number[]): readonly string[] => [
  'thumb.webp',
  ...widths.flatMap((width) => [`${width}.webp`, `${width}.avif`]),
]

const ID = /^img_[0-9a-hjkmnp-tv-z]{25}$/
const FILE = /^(?:thumb|[1-9]\d{0,3})\.(avif|webp)$/

/** What an address `/i/<id>/<file>` asks for; null when no picture of ours can have that address. */
export function readAddress(id: string, file: string): { key: string; type: string } | null {
  const [, format] = FILE.exec(file) ?? []
  if (!ID.test(id) || (format !== 'avif' && format !== 'webp')) return null
  return { key: fileKey(id as Id<'image'>, file), type: TYPE_OF[format] }
}
