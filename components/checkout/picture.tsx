// components/checkout/picture.tsx
import { pictureAddress } from '@/lib/kernel/picture'
import type { PageImage } from '@/lib/offers/page-pictures'

/** What a browser without `srcset` gets, at most. */
const PLAIN_WIDTH = 960

const fileOf = ({ id }: PageImage, width: number, format: 'avif' | 'webp') =>
  pictureAddress(id, `${width}.${format}`)

const setOf = (image: PageImage, format: 'avif' | 'webp') =>
  image.widths.map((width) => `${fileOf(image, width, format)} ${width}w`).join(', ')

/** The largest file there is, for who wants to look closely. */
export const largestOf = (image: PageImage) => fileOf(image, image.widths.at(-1) ?? 0, 'webp')

type Props = {
  readonly image: PageImage
  readonly sizes: string
  /** The first picture is fetched before all others; the rest wait until they are near. */
  readonly first?: boolean
  readonly alt?: string
  readonly className?: string
}

/** Width and height are known beforehand: nothing moves when it comes. */
export function Picture({ image, sizes, first = false, alt = image.alt, className }: Props) {
  const plain = image.widths.findLast((width) => width <= PLAIN_WIDTH) ?? image.widths[0] ?? 0
  return (
    <picture>
      <source type="image/avif" srcSet={setOf(image, 'avif')} sizes={sizes} />
      <img
        className={className}
        src={fileOf(image, plain, 'webp')}
        srcSet={setOf(image, 'webp')}
        sizes={sizes}
        width={image.width}
        height={image.height}
        alt={alt}
        loading={first ? 'eager' : 'lazy'}
        fetchPriority={first ? 'high' : 'auto'}
        decoding={first ? 'sync' : 'async'}
        style={{ backgroundImage: `url(${image.placeholder})` }}
      />
    </picture>
  )
}

/** A small square of it. */
export const Thumb = ({ image }: { readonly image: PageImage }) => (
  <Picture image={image} sizes="56px" alt="" className="thumb" />
)
