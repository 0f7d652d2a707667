// app/(public)/o/offer-facts.tsx
import { largestOf } from '@/components/checkout/picture'
import type { OfferState } from '@/components/checkout/window-clock'
import { formatDecimal } from '@/lib/kernel/money'
import type { OfferPageView } from '@/lib/offers/views'
import { tools } from '@/lib/platform/tools'

const AVAILABILITY: Readonly<Record<OfferState, string>> = {
  before: 'PreOrder',
  open: 'InStock',
  over: 'Discontinued',
  sold_out: 'SoldOut',
}

/** The same facts for machines: searches show the price and whether there is any left. */
export function OfferFacts({ page, state }: { page: OfferPageView; state: OfferState }) {
  const url = new URL(`/o/${page.code}`, tools.appUrl).href
  const { startsAt, endsAt } = page.window
  const facts = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: page.title,
    description: page.subtitle || page.summary,
    image: page.gallery.slice(0, 3).map((each) => new URL(largestOf(each), tools.appUrl).href),
    brand: { '@type': 'Brand', name: page.seller.brand },
    offers: {
      ...{ '@type': 'Offer', url, priceCurrency: 'BRL', price: formatDecimal(page.terms.price) },
      availability: `https://schema.org/${AVAILABILITY[state]}`,
      ...(startsAt !== null && { availabilityStarts: startsAt }),
      ...(endsAt !== null && { availabilityEnds: endsAt, priceValidUntil: endsAt.slice(0, 10) }),
      seller: { '@type': 'Organization', name: page.seller.name },
    },
  }
  // No `<` can end the element it stands in.
  const json = JSON.stringify(facts).replaceAll('<', '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON whose every `<` is escaped
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
