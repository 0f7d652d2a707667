// app/(public)/o/checkout-part.tsx
import type { getMessages } from 'next-intl/server'
import { CheckoutForm } from '@/components/checkout/checkout-form'
import type { CheckoutOffer } from '@/components/checkout/checkout-offer'
import { wordsOfForm } from '@/components/checkout/form-words'
import { Thumb } from '@/components/checkout/picture'
import { Words } from '@/components/checkout/words'
import type { OfferPageView } from '@/lib/offers/views'
import type { Locale } from '@/messages/locales'

type Props = {
  readonly page: OfferPageView
  readonly offer: CheckoutOffer
  readonly locale: Locale
  readonly messages: Awaited<ReturnType<typeof getMessages>>
}

/** The form with its words and the small pictures of what is bought. */
export function CheckoutPart({ page, offer, locale, messages }: Props) {
  const cover = page.gallery[0] ?? page.logo
  const pictures = {
    cover: cover === null ? null : <Thumb image={cover} />,
    bumps: Object.fromEntries(
      page.bumps.flatMap(({ id, image }) =>
        image === null ? [] : [[id, <Thumb key={id} image={image} />]],
      ),
    ),
  }
  return (
    <Words locale={locale} messages={wordsOfForm(messages)}>
      <CheckoutForm offer={offer} pictures={pictures} />
    </Words>
  )
}
