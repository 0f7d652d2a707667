// components/checkout/offer-foot.tsx
import { useTranslations } from 'next-intl'
import type { CheckoutOffer } from './checkout-offer'

type Seller = Pick<CheckoutOffer, 'sellerName' | 'sellerDocument' | 'supportEmail'>

export function OfferFoot({ offer }: { readonly offer: Seller }) {
  const t = useTranslations('checkout.after')
  return (
    <footer className="foot no-print">
      <div className="wrap">
        <span>
          {t('soldBy', { seller: offer.sellerName })}
          {offer.sellerDocument !== null && (
            <>
              <i className="sep" aria-hidden>
                {' · '}
              </i>
              <span className="num nb">{offer.sellerDocument}</span>
            </>
          )}
          {offer.supportEmail !== null && (
            <>
              <i className="sep" aria-hidden>
                {' · '}
              </i>
              <a href={`mailto:${offer.supportEmail}`}>{offer.supportEmail}</a>
            </>
          )}
        </span>
        <span className="by">{t('by')}</span>
      </div>
    </footer>
  )
}
