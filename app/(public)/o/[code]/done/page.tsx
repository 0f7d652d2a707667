// app/(public)/o/[code]/done/page.tsx
import type { Metadata } from 'next'
import { useTranslations } from 'next-intl'
import { getMessages, setRequestLocale } from 'next-intl/server'
import { SignedUp } from '@/components/checkout/agreed'
import { toCheckoutOffer } from '@/components/checkout/checkout-offer'
import { Consent, ConsentAgain, type Purchase } from '@/components/checkout/consent'
import { OfferFoot } from '@/components/checkout/offer-foot'
import { Branded, OfferTop } from '@/components/checkout/offer-page'
import { Receipt } from '@/components/checkout/receipt'
import { Words } from '@/components/checkout/words'
import type { OfferPageView } from '@/lib/offers/page-view'
import { tools } from '@/lib/platform/tools'
import type { SignUpAnswer } from '@/lib/recurrences/sign-up-answer'
import { findReceipt, type ReceiptView } from '@/lib/sales/find-receipt'
import { DEFAULT_LOCALE, isLocale } from '@/messages/locales'
import { cachedOffer } from '../../cached-offer'
import { findSignedUp, Recurring } from './recurring'
import { Upsell } from './upsell'

type Messages = Awaited<ReturnType<typeof getMessages>>

type Props = {
  readonly params: Promise<{ code: string }>
  readonly searchParams: Promise<{ c?: string | string[]; lang?: string | string[] }>
}

/** One person's: never cached, never indexed, and its address tells nobody where it leads. */
export const dynamic = 'force-dynamic'
export const metadata: Metadata = { robots: { index: false }, referrer: 'no-referrer' }

export default async function ReceiptRoute({ params, searchParams }: Props) {
  const [{ code }, { c, lang }] = await Promise.all([params, searchParams])
  const page = await cachedOffer(code)
  const asked = typeof lang === 'string' && isLocale(lang) ? lang : null
  const locale = asked ?? page?.language ?? DEFAULT_LOCALE
  setRequestLocale(locale)
  const receipt =
    typeof c === 'string' ? await findReceipt(tools, { offerCode: code, checkoutId: c }) : null
  if (page !== null && receipt === null && typeof c === 'string') {
    const answer = await findSignedUp({ code, checkoutId: c })
    if (answer !== null) return <NotCharged {...{ page, locale, answer }} />
  }
  if (page === null || receipt === null) return <Missing code={code} />
  const offer = toCheckoutOffer(page)
  const { checkout } = await getMessages()
  return (
    <div lang={locale}>
      <Consent
        {...{ code, title: page.title, seller: page.seller.brand, trackers: page.trackers }}
        price={page.terms.price}
        purchase={purchaseOf(receipt)}
      />
      <Branded hue={page.brandHue}>
        <OfferTop brand={page.seller.brand} logo={page.logo} supportEmail={page.supportEmail} />
        <Words locale={locale} messages={{ checkout: wordsOf(checkout) }}>
          <Receipt
            offer={offer}
            receipt={receipt}
            more={
              <>
                <Recurring
                  code={code}
                  checkoutId={receipt.checkoutId}
                  supportEmail={page.supportEmail}
                />
                <Upsell
                  code={code}
                  checkoutId={receipt.checkoutId}
                  product={receipt.product}
                  seller={offer.sellerName}
                  minutes={offer.pixMinutes}
                />
              </>
            }
          />
        </Words>
        <OfferFoot offer={offer} />
      </Branded>
      <ConsentAgain trackers={page.trackers} />
    </div>
  )
}

type Signed = {
  readonly page: OfferPageView
  readonly locale: string
  readonly answer: SignUpAnswer
}

/** A trial, or a later start: what was agreed, where nothing was paid. */
function NotCharged({ page, locale, answer }: Signed) {
  return (
    <div lang={locale}>
      <Branded hue={page.brandHue}>
        <OfferTop brand={page.seller.brand} logo={page.logo} supportEmail={page.supportEmail} />
        <SignedUp code={page.code} answer={answer} supportEmail={page.supportEmail} />
        <OfferFoot offer={toCheckoutOffer(page)} />
      </Branded>
    </div>
  )
}

/** Told once it is sold, by the number its buyer reads: the name in the address opens this page. */
const purchaseOf = ({ outcome, number, total }: ReceiptView): Purchase | null =>
  outcome === 'paid' || outcome === 'authorized' ? { id: `${number}`, value: total } : null

/** What its few parts that move have to say. */
const wordsOf = ({
  pix,
  fields,
  upsell,
  cardWords,
  receipt: { email, sentTo },
}: Messages['checkout']) => ({
  ...{ pix, upsell, cardWords, fields: { email: fields.email } },
  receipt: { email, sentTo },
})

function Missing({ code }: { readonly code: string }) {
  const t = useTranslations('checkout.receipt')
  return (
    <main className="wrap message">
      <h1>{t('notFoundTitle')}</h1>
      <p className="muted">
        {t('notFoundText')} <a href={`/o/${code}`}>{`/o/${code}`}</a>
      </p>
    </main>
  )
}
