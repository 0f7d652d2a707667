// components/checkout/offer-page.tsx
import { useTranslations } from 'next-intl'
import type { CSSProperties, ReactNode } from 'react'
import { formatReais } from '@/lib/kernel/money'
import { BuyBar } from './buy-bar'
import type { CheckoutOffer } from './checkout-offer'
import { ShieldIcon } from './icons'
import { OfferFoot } from './offer-foot'

/** Everything in the producer's colour: one hue, and our lightness. */
export function Branded({ hue, children }: { readonly hue: number; readonly children: ReactNode }) {
  return (
    <div className="branded" style={{ '--hue': hue } as CSSProperties}>
      {children}
    </div>
  )
}

export function OfferTop({
  offer,
}: {
  readonly offer: Pick<CheckoutOffer, 'sellerBrand' | 'supportEmail'>
}) {
  const t = useTranslations('checkout')
  return (
    <header className="wrap top">
      <span className="logo">{offer.sellerBrand}</span>
      {offer.supportEmail !== null && (
        <a className="help" href={`mailto:${offer.supportEmail}`}>
          {t('help')}
        </a>
      )}
    </header>
  )
}

/** The pitch, then the payment; nothing competes with it. Rendered on the server, once a publication. */
export function OfferPage({
  offer,
  form,
}: {
  readonly offer: CheckoutOffer
  readonly form: ReactNode
}) {
  const t = useTranslations('checkout')
  return (
    <Branded hue={offer.hue}>
      <a className="skip" href="#pay">
        {t('skip')}
      </a>
      <main>
        <div className="pitch">
          <OfferTop offer={offer} />
          <Hero offer={offer} />
          <BuyBar price={formatReais(offer.price)} way={<UpTo offer={offer} />} label={t('buy')} />
        </div>
        <section className="pay-section" id="pay" aria-labelledby="pay-title">
          <div className="wrap">
            <header>
              <h2 id="pay-title">{t('title')}</h2>
              <p className="muted small">{t('subtitle')}</p>
            </header>
            {form}
            <AfterPay offer={offer} />
          </div>
        </section>
      </main>
      <OfferFoot offer={offer} />
    </Branded>
  )
}

function Hero({ offer }: { readonly offer: CheckoutOffer }) {
  const t = useTranslations('checkout')
  const [reais, cents] = amountParts(offer)
  return (
    <div className="wrap hero plain">
      <div className="copy">
        <h1>{offer.title}</h1>
        <div className="price">
          <b className="num">
            <small>R$</small>
            {reais}
            {cents !== '00' && <small className="cents">,{cents}</small>}
          </b>
          <span className="small muted num">
            <UpTo offer={offer} />
          </span>
        </div>
        <a className="btn big" href="#pay" data-buy>
          {t('buyNow')}
        </a>
        {offer.guaranteeDays > 0 && (
          <p className="promise">
            <ShieldIcon />
            <span>{t('guarantee', { days: offer.guaranteeDays })}</span>
          </p>
        )}
      </div>
      {offer.description !== '' && (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made safe when it was taken in, lib/offers/clean-html.ts
        <div className="lead pitch-text" dangerouslySetInnerHTML={{ __html: offer.description }} />
      )}
    </div>
  )
}

/** `1.234` and `56`, so that the reais carry the weight. */
function amountParts({ price }: CheckoutOffer): [string, string] {
  const [reais = '', cents = '00'] = formatReais(price)
    .replace(/^R\$\s*/, '')
    .split(',')
  return [reais, cents]
}

function UpTo({ offer }: { readonly offer: CheckoutOffer }) {
  const t = useTranslations('checkout')
  const last = offer.choices.at(-1)
  if (last === undefined || last.count === 1) return t('priceOnce')
  const values = { count: last.count, each: formatReais(last.first) }
  return last.interest > 0 ? t('priceUpToInterest', values) : t('priceUpTo', values)
}

function AfterPay({ offer }: { readonly offer: CheckoutOffer }) {
  const t = useTranslations('checkout.after')
  return (
    <div className="after-pay">
      {/* About cards alone: absent while a Pix or a boleto is chosen. */}
      <p className="about-card">
        {offer.statementName === ''
          ? t('noStore')
          : t.rich('statement', {
              name: offer.statementName,
              mono: (chunks) => <span className="mono">{chunks}</span>,
            })}
      </p>
      {offer.supportEmail !== null && (
        <p>
          {t('questions')} <a href={`mailto:${offer.supportEmail}`}>{offer.supportEmail}</a>
        </p>
      )}
    </div>
  )
}
