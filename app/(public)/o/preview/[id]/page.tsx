// app/(public)/o/preview/[id]/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, setRequestLocale } from 'next-intl/server'
import { CheckoutForm } from '@/components/checkout/checkout-form'
import { toCheckoutOffer } from '@/components/checkout/checkout-offer'
import { OfferPage } from '@/components/checkout/offer-page'
import type { Id } from '@/lib/kernel/ids'
import { findOfferPreview } from '@/lib/offers/views'
import { findMember } from '@/lib/platform/session'

type Props = { readonly params: Promise<{ id: string }> }

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { robots: { index: false } }

/** No real offer has it, so that what a visitor of the real page typed is not shown here. */
const NOBODYS_CODE = 'PREVIEW'

/** The page as the draft would make it, for its producer alone. It can be looked at, not used. */
export default async function PreviewRoute({ params }: Props) {
  const { id } = await params
  const ctx = await findMember()
  const page = ctx === null ? null : await findOfferPreview(ctx, id as Id<'offer'>)
  if (page === null) notFound()
  setRequestLocale(page.language)
  const { checkout } = await getMessages({ locale: page.language })
  const offer = { ...toCheckoutOffer(page), code: NOBODYS_CODE }
  return (
    <div lang={page.language} inert>
      <OfferPage
        offer={offer}
        form={
          <NextIntlClientProvider locale={page.language} messages={{ checkout }}>
            <CheckoutForm offer={offer} />
          </NextIntlClientProvider>
        }
      />
    </div>
  )
}
