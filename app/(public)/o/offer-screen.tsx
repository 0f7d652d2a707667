// app/(public)/o/offer-screen.tsx
import { notFound, permanentRedirect } from 'next/navigation'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, setRequestLocale } from 'next-intl/server'
import { CheckoutForm } from '@/components/checkout/checkout-form'
import { toCheckoutOffer } from '@/components/checkout/checkout-offer'
import { OfferPage } from '@/components/checkout/offer-page'
import { Visit } from '@/components/checkout/visit'
import type { Locale } from '@/messages/locales'
import { cachedOffer } from './cached-offer'

type Props = { readonly code: string; readonly language?: Locale }

/** The page speaks the offer's language unless another was asked for; the form gets its words alone. */
export async function OfferScreen({ code, language }: Props) {
  if (code !== code.toUpperCase()) permanentRedirect(`/o/${code.toUpperCase()}`)
  const page = await cachedOffer(code)
  if (page === null) notFound()
  const locale = language ?? page.language
  setRequestLocale(locale)
  const { checkout } = await getMessages({ locale })
  const offer = toCheckoutOffer(page)
  return (
    <div lang={locale}>
      <Visit code={code} />
      <OfferPage
        offer={offer}
        form={
          <NextIntlClientProvider locale={locale} messages={{ checkout }}>
            <CheckoutForm offer={offer} />
          </NextIntlClientProvider>
        }
      />
    </div>
  )
}
