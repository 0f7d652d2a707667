// app/(public)/o/share-card.tsx
import { hexOf } from '@/lib/kernel/contrast'
import { formatReais } from '@/lib/kernel/money'
import type { OfferPageView } from '@/lib/offers/views'

export const CARD = { width: 1200, height: 630 } as const
/** Beside the words, whole in height. */
export const COVER = { width: 500, height: 630 } as const
export const LOGO = { width: 64, height: 64 } as const

type Props = {
  readonly page: OfferPageView
  /** How it is paid, under the price. */
  readonly ways: string
  readonly cover: string | null
  readonly logo: string | null
}

/** The longer a title, the smaller its letters; beyond this it is cut. */
const SIZES: readonly [upTo: number, px: number][] = [
  [36, 68],
  [64, 58],
  [96, 48],
  [Number.POSITIVE_INFINITY, 42],
]
const sizeOf = (title: string) => SIZES.find(([upTo]) => title.length <= upTo)?.[1] ?? 42

/** What a message or a feed shows of an offer. Drawn by Satori: flex alone, and no class. */
export function ShareCard({ page, ways, cover, logo }: Props) {
  const brand = hexOf([0.43, 0.12, page.brandHue])
  const paper = hexOf([0.985, 0.008, page.brandHue])
  return (
    <div style={{ display: 'flex', width: '100%', height: '100%', background: paper }}>
      <div
        style={{
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'space-between',
          flex: 1,
          padding: '56px 48px 52px 60px',
          color: '#16191f',
        }}
      >
        <div style={{ display: 'flex', alignItems: 'center' }}>
          {logo === null ? (
            <div style={{ display: 'flex', width: 14, height: 40, background: brand }} />
          ) : (
            // biome-ignore lint/performance/noImgElement: drawn on the server, into a picture
            <img src={logo} alt="" {...LOGO} style={{ borderRadius: 32 }} />
          )}
          <div style={{ display: 'flex', marginLeft: 20, fontSize: 30, fontWeight: 600 }}>
            {page.seller.brand}
          </div>
        </div>
        <div
          style={{
            display: 'block',
            fontSize: sizeOf(page.title),
            fontWeight: 600,
            lineHeight: 1.12,
            letterSpacing: '-0.025em',
            lineClamp: 5,
          }}
        >
          {page.title}
        </div>
        <div style={{ display: 'flex', flexDirection: 'column' }}>
          <div style={{ display: 'flex', color: brand, fontSize: 54, fontWeight: 600 }}>
            {formatReais(page.terms.price)}
          </div>
          <div style={{ display: 'flex', marginTop: 4, fontSize: 28, color: '#555b66' }}>
            {ways}
          </div>
        </div>
      </div>
      {cover === null ? (
        <div style={{ display: 'flex', width: 28, height: '100%', background: brand }} />
      ) : (
        // biome-ignore lint/performance/noImgElement: drawn on the server, into a picture
        <img src={cover} alt="" {...COVER} />
      )}
    </div>
  )
}
