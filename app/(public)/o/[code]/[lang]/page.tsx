// app/(public)/o/[code]/[lang]/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { isLocale } from '@/messages/locales'
import { cachedOffer } from '../../cached-offer'
import { offerHead } from '../../offer-head'
import { OfferScreen } from '../../offer-screen'

type Props = { readonly params: Promise<{ code: string; lang: string }> }

/** The static second variant: `/o/CODE?lang=en` is rewritten to this address. */
export const dynamic = 'force-static'
export const revalidate = false
export const generateStaticParams = () => []

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code, lang } = await params
  const page = await cachedOffer(code)
  return page === null || !isLocale(lang) ? {} : offerHead(page, lang)
}

export default async function OfferInLanguage({ params }: Props) {
  const { code, lang } = await params
  if (!isLocale(lang)) notFound()
  return <OfferScreen code={code} language={lang} />
}
