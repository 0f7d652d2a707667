// components/checkout/offer-page.tsx
import { useTranslations } from 'next-intl'
import type { CSSProperties, ReactNode } from 'react'
import type { Language } from '@/db/schema/offers'
import { formatReais } from '@/lib/kernel/money'
import type { PageImage } from '@/lib/offers/page-pictures'
import type { OfferPageView } from '@/lib/offers/views'
import { BuyBar } from './buy-bar'
import { toCheckoutOffer } from './checkout-offer'
import { IconSprite } from './icon-sprite'
import { OfferFoot } from './offer-foot'
import { PageBlocks } from './page-blocks'
import { PageHero, Ways } from './page-hero'
import { PayNotes } from './pay-notes'
import { Picture } from './picture'
import { BeforePage, OverPage, SoldOutPage } from './shut-page'
import { type OfferState, offerStateAt } from './window-clock'
import { WindowGate } from './window-gate'

/** Everything in the producer's colour: one hue, and our lightness. */
export function Branded({ hue, children }: { readonly hue: number; readonly children: ReactNode }) {
  return (
    <div className="branded" style={{ '--hue': hue } as CSSProperties}>
      <IconSprite />
      {children}
    </div>
  )
}

type Top = {
  readonly brand: string
  readonly logo: PageImage | null
  readonly supportEmail: string | null
}

export function OfferTop({ brand, logo, supportEmail }: Top) {
  const t = useTranslations('checkout')
  return (
    <header className="wrap top">
      <span className="logo">
        {logo !== null && <Picture image={logo} sizes="160px" alt="" first />}
        <span>{brand}</span>
      </span>
      {supportEmail !== null && (
        <a className="help" href={`mailto:${supportEmail}`}>
          {t('help')}
        </a>
      )}
    </header>
  )
}

const ALWAYS = { startsAt: null, endsAt: null }

type Props = {
  readonly page: OfferPageView
  readonly language: Language
  /** When it is made; and what is shown whatever the hour, to a producer who looks at it. */
  readonly now: number
  readonly fixed?: OfferState | undefined
  readonly form: ReactNode
}

/** The pitch, then the payment; nothing competes with it. Rendered on the server, once a publication. */
/** Whether it can be bought when the page is made. */
export const stateOf = (page: OfferPageView, now: number): OfferState =>
  offerStateAt({ ...page.window, isSoldOut: page.places?.isSoldOut === true }, now)

export function OfferPage({ page, language, now, fixed, form }: Props) {
  const t = useTranslations('checkout')
  const offer = toCheckoutOffer(page)
  const { startsAt, endsAt } = fixed === undefined ? page.window : ALWAYS
  const window = {
    startsAt,
    endsAt,
    isSoldOut: fixed === undefined && page.places?.isSoldOut === true,
  }
  const shut: Partial<Record<OfferState, ReactNode>> = {
    ...((startsAt !== null || fixed === 'before') && {
      before: <BeforePage page={page} language={language} />,
    }),
    ...((endsAt !== null || fixed === 'over') && {
      over: <OverPage page={page} language={language} />,
    }),
    ...(page.places !== null && { sold_out: <SoldOutPage page={page} language={language} /> }),
  }
  return (
    <Branded hue={page.brandHue}>
      <OfferTop brand={page.seller.brand} logo={page.logo} supportEmail={page.supportEmail} />
      <WindowGate
        code={page.code}
        window={window}
        first={fixed ?? offerStateAt(window, now)}
        isFixed={fixed !== undefined}
        shut={shut}
      >
        <a className="skip" href="#pay">
          {t('skip')}
        </a>
        <main>
          <div className="pitch">
            <PageHero page={page} offer={offer} />
            <PageBlocks page={page} language={language} />
            <BuyBar
              price={formatReais(offer.terms.price)}
              way={<Ways offer={offer} />}
              label={t('buy')}
            />
          </div>
          <section className="pay-section" id="pay" aria-labelledby="pay-title">
            <div className="wrap">
              <header>
                <h2 id="pay-title">{t('title')}</h2>
                <p className="muted small">{t('subtitle')}</p>
              </header>
              {form}
              <PayNotes page={page} />
            </div>
          </section>
        </main>
      </WindowGate>
      <OfferFoot offer={offer} />
    </Branded>
  )
}
