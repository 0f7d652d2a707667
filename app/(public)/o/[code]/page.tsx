// app/(public)/o/[code]/page.tsx
import type { Metadata } from 'next'
import { cachedOffer } from '../cached-offer'
import { offerHead } from '../offer-head'
import { OfferScreen } from '../offer-screen'

type Props = { readonly params: Promise<{ code: string }> }

/** Made once a publication and kept until the next: the tag `offer:<code>` lets go of it. */
export const dynamic = 'force-static'
export const revalidate = false
export const generateStaticParams = () => []

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await cachedOffer((await params).code)
  return page === null ? {} : offerHead(page, page.language)
}

export default async function OfferRoute({ params }: Props) {
  return <OfferScreen code={(await params).code} />
}
