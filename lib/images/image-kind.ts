// lib/images/image-kind.ts

export const IMAGE_KINDS = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const
export type ImageKind = (typeof IMAGE_KINDS)[number]

/** What people send in place of a picture. Each has its sentence. */
export const OTHER_KINDS = [
  'svg',
  'heic',
  'tiff',
  'bmp',
  'pdf',
  'video',
  'audio',
  'archive',
  'text',
  'empty',
  'unknown',
] as const
export type OtherKind = (typeof OTHER_KINDS)[number]

type Told = { readonly kind: ImageKind | OtherKind; readonly when: (head: Head) => boolean }
/** What stands where each of these families writes its name. */
type Head = { readonly latin: string; readonly brand: string; readonly riff: string }

const startsWith =
  (...marks: string[]) =>
  ({ latin }: Head) =>
    marks.some((mark) => latin.startsWith(mark))

/** The first bytes of each kind, the more telling first. A name and a content type are anybody's word. */
const KINDS: readonly Told[] = [
  { kind: 'jpeg', when: startsWith('\xff\xd8\xff') },
  { kind: 'png', when: startsWith('\x89PNG\r\n\x1a\n') },
  { kind: 'gif', when: startsWith('GIF87a', 'GIF89a') },
  { kind: 'webp', when: ({ riff }) => riff === 'WEBP' },
  { kind: 'avif', when: ({ brand }) => /^(avif|avis)/.test(brand) },
  { kind: 'heic', when: ({ brand }) => /^(hei[cxms]|hev[cx]|mif1|msf1)/.test(brand) },
  { kind: 'video', when: ({ brand }) => brand !== '' },
  { kind: 'video', when: startsWith('\x1aE\xdf\xa3', '\x00\x00\x01\xba') },
  { kind: 'video', when: ({ riff }) => riff === 'AVI ' },
  { kind: 'audio', when: startsWith('ID3', 'OggS', 'fLaC') },
  { kind: 'audio', when: ({ riff }) => riff === 'WAVE' },
  { kind: 'pdf', when: ({ latin }) => latin.slice(0, 1024).includes('%PDF-') },
  { kind: 'tiff', when: startsWith('II*\0', 'MM\0*') },
  { kind: 'bmp', when: startsWith('BM') },
  // Word, Excel and PowerPoint files are archives too.
  {
    kind: 'archive',
    when: startsWith('PK\x03\x04', 'Rar!', '7z\xbc\xaf', '\x1f\x8b', '\xd0\xcf\x11\xe0'),
  },
  {
    kind: 'svg',
    when: ({ latin }) => /^(\xef\xbb\xbf)?\s*</.test(latin) && /<svg[\s>]/i.test(latin),
  },
  { kind: 'text', when: ({ latin }) => [...latin].every(isWritten) },
]

/** No control sign but those that break a line or move within it. */
const isWritten = (sign: string) => sign >= ' ' || '\t\n\v\f\r'.includes(sign)

const HEAD_BYTES = 2_048

/** What a file is, told by what is in it. */
export function kindOf(bytes: Uint8Array): ImageKind | OtherKind {
  if (bytes.byteLength === 0) return 'empty'
  const latin = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1')
  const brand = latin.slice(4, 8) === 'ftyp' ? latin.slice(8, 40) : ''
  const riff = latin.startsWith('RIFF') ? latin.slice(8, 12) : ''
  const head = { latin, brand: brandOf(brand), riff }
  return KINDS.find(({ when }) => when(head))?.kind ?? 'unknown'
}

/** Many a picture of this family names its kind among the brands behind the first. */
const brandOf = (brands: string) =>
  brands.startsWith('mif1') && brands.includes('avif') ? 'avif' : brands

export const isImage = (kind: ImageKind | OtherKind): kind is ImageKind =>
  (IMAGE_KINDS as readonly string[]).includes(kind)
