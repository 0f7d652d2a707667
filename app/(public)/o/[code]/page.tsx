// app/(public)/o/[code]/page.tsx
import type { Metadata } from 'next'
import { cachedOffer } from '../cached-offer'
import { OfferScreen } from '../offer-screen'

type Props = { readonly params: Promise<{ code: string }> }

/** Made once a publication and kept until the next: the tag `offer:<code>` lets go of it. */
export const dynamic = 'force-static'
export const revalidate = false
export const generateStaticParams = () => []

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await cachedOffer((await params).code)
  return page === null
    ? {}
    : { title: { absolute: page.title }, description: page.summary.slice(0, 160) }
}

export default async function OfferRoute({ params }: Props) {
  return <OfferScreen code={(await params).code} />
}
