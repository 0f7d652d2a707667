// app/(public)/o/preview/[id]/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getMessages, setRequestLocale } from 'next-intl/server'
import { toCheckoutOffer } from '@/components/checkout/checkout-offer'
import { OfferPage } from '@/components/checkout/offer-page'
import type { Id } from '@/lib/kernel/ids'
import { findOfferPreview } from '@/lib/offers/views'
import { findMember } from '@/lib/platform/session'
import { CheckoutPart } from '../../checkout-part'

type Props = {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<{ state?: string | string[] }>
}

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { robots: { index: false } }

/** No real offer has it, so that what a visitor of the real page typed is not shown here. */
const NOBODYS_CODE = 'PREVIEW'

/** `?state=before` shows the page as it will be then; the offer itself when none is asked for. */
const STATES = ['open', 'before', 'over', 'sold_out'] as const

/** The page as the draft would make it, for its producer alone. It can be looked at, not used. */
export default async function PreviewRoute({ params, searchParams }: Props) {
  const [{ id }, { state }] = await Promise.all([params, searchParams])
  const ctx = await findMember()
  const found = ctx === null ? null : await findOfferPreview(ctx, id as Id<'offer'>)
  if (ctx === null || found === null) notFound()
  const page = { ...found, code: NOBODYS_CODE }
  const locale = page.language
  setRequestLocale(locale)
  const messages = await getMessages({ locale })
  return (
    <div lang={locale} inert>
      <OfferPage
        page={page}
        language={locale}
        now={ctx.now().getTime()}
        fixed={STATES.find((each) => each === state) ?? 'open'}
        form={<CheckoutPart {...{ page, locale, messages, offer: toCheckoutOffer(page) }} />}
      />
    </div>
  )
}
