// components/checkout/gallery-block.tsx
import { useTranslations } from 'next-intl'
import type { CSSProperties } from 'react'
import type { PageImage } from '@/lib/offers/page-pictures'
import { Lightbox } from './lightbox'
import { largestOf, Picture } from './picture'

/** As long a text as stands under a small picture; a longer one is for who cannot see it. */
const CAPTION_MAX = 40

/** Scrolls sideways on a phone, all of it at once on a desk; each opens large. The cover is the head's. */
export function GalleryBlock({ images }: { readonly images: readonly PageImage[] }) {
  const t = useTranslations('checkout.blocks')
  const named = images.every(({ alt }) => alt !== '' && alt.length <= CAPTION_MAX)
  return (
    <section className="block" aria-labelledby="gallery-title">
      <div className="wrap">
        <h2 id="gallery-title">{t('gallery')}</h2>
        <Lightbox words={{ close: t('close'), next: t('next'), previous: t('previous') }}>
          <ul
            className="shots"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach that too
            tabIndex={0}
            aria-labelledby="gallery-title"
            style={{ '--many': Math.min(images.length, 6) } as CSSProperties}
          >
            {images.map((image, i) => (
              <li key={image.id}>
                <a
                  href={largestOf(image)}
                  target="_blank"
                  rel="noopener"
                  data-alt={image.alt}
                  aria-label={t('enlarge', { name: image.alt || String(i + 1) })}
                >
                  <Picture image={image} sizes="(min-width: 768px) 360px, 70vw" />
                  {named && <span aria-hidden>{image.alt}</span>}
                </a>
              </li>
            ))}
          </ul>
        </Lightbox>
      </div>
    </section>
  )
}
