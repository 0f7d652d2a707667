// app/(public)/o/offer-head.ts
import { createHash } from 'node:crypto'
import type { Metadata } from 'next'
import type { OfferPageView } from '@/lib/offers/views'
import { tools } from '@/lib/platform/tools'
import { LOCALES, type Locale } from '@/messages/locales'
import { CARD } from './share-card'

const DESCRIPTION_MAX = 160

/** Cut between words, as a search shows it. */
function shortly(text: string, max = DESCRIPTION_MAX): string {
  if (text.length <= max) return text
  const cut = text.slice(0, max - 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), max / 2)).trimEnd()}…`
}

const addressIn = ({ code, language }: OfferPageView, locale: Locale) =>
  locale === language ? `/o/${code}` : `/o/${code}?lang=${locale}`

/** Asked for again when what it shows is published anew: whoever shares keeps what an address showed. */
const pictureIn = (page: OfferPageView, locale: Locale) => {
  const { code, language, title, terms, gallery, logo, brandHue } = page
  const shown = [title, terms.price, terms.maxInstallments, gallery[0]?.id, logo?.id, brandHue]
  const version = createHash('sha256').update(shown.join(' ')).digest('hex').slice(0, 8)
  const place = locale === language ? `/o/${code}` : `/o/${code}/${locale}`
  return `${place}/share.jpg?v=${version}`
}

/** What searches, shares and tabs show of an offer, in the language the page is read in. */
export function offerHead(page: OfferPageView, locale: Locale): Metadata {
  const { title } = page
  const description = shortly(page.subtitle || page.summary || title)
  const url = addressIn(page, locale)
  return {
    metadataBase: new URL(tools.appUrl),
    title: { absolute: title },
    description,
    alternates: {
      canonical: url,
      languages: {
        ...Object.fromEntries(LOCALES.map((each) => [each, addressIn(page, each)])),
        'x-default': addressIn(page, page.language),
      },
    },
    openGraph: {
      ...{ title, description, url, type: 'website', siteName: page.seller.brand },
      locale: locale.replace('-', '_'),
      images: [{ url: pictureIn(page, locale), ...CARD, type: 'image/jpeg', alt: title }],
    },
    twitter: { card: 'summary_large_image', title, description },
    formatDetection: { telephone: false },
  }
}
