// app/(public)/o/offer-screen.tsx
import { notFound, permanentRedirect } from 'next/navigation'
import { getMessages, setRequestLocale } from 'next-intl/server'
import { toCheckoutOffer } from '@/components/checkout/checkout-offer'
import { Consent, ConsentAgain } from '@/components/checkout/consent'
import { OfferPage, stateOf } from '@/components/checkout/offer-page'
import { Visit } from '@/components/checkout/visit'
import { tools } from '@/lib/platform/tools'
import type { Locale } from '@/messages/locales'
import { cachedOffer } from './cached-offer'
import { CheckoutPart } from './checkout-part'
import { OfferFacts } from './offer-facts'

type Props = { readonly code: string; readonly language?: Locale }

/** The page speaks the offer's language unless another was asked for; the form gets its words alone. */
export async function OfferScreen({ code, language }: Props) {
  if (code !== code.toUpperCase()) permanentRedirect(`/o/${code.toUpperCase()}`)
  const page = await cachedOffer(code)
  if (page === null) notFound()
  const locale = language ?? page.language
  setRequestLocale(locale)
  const now = tools.now().getTime()
  const messages = await getMessages({ locale })
  return (
    <div lang={locale}>
      <OfferFacts page={page} state={stateOf(page, now)} />
      <Visit code={code} />
      <Consent
        {...{ code, title: page.title, seller: page.seller.brand, trackers: page.trackers }}
        price={page.terms.price}
      />
      <OfferPage
        page={page}
        language={locale}
        now={now}
        form={<CheckoutPart {...{ page, locale, messages, offer: toCheckoutOffer(page) }} />}
      />
      <ConsentAgain trackers={page.trackers} />
    </div>
  )
}
