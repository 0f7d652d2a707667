// components/checkout/consent.tsx
import { useFormatter, useTranslations } from 'next-intl'
import type { Trackers } from '@/db/schema/offer-content'
import type { Centavos } from '@/lib/kernel/money'
import './consent.css'

/** What a receipt tells of the sale: never who bought, nor the name that opens the receipt. */
export type Purchase = { readonly id: string; readonly value: Centavos }

type Props = {
  readonly code: string
  readonly title: string
  readonly seller: string
  readonly trackers: Trackers | null
  readonly price: Centavos
  /** On a receipt: nothing is asked there, what was allowed before counts. */
  readonly purchase?: Purchase | null
}

const SERVICES = {
  ga4: 'Google Analytics',
  metaPixel: 'Meta Pixel',
  googleAds: 'Google Ads',
} as const
const NAMES = Object.keys(SERVICES) as (keyof typeof SERVICES)[]

const servicesOf = (trackers: Trackers | null) =>
  NAMES.filter((name) => trackers?.[name]).map((name) => SERVICES[name])

/**
 * Asks before anything is measured. It stands in the page's flow, so it covers neither a field nor a
 * button, and `public/consent.js` moves it: a page that measures nothing loads nothing of it.
 */
export function Consent({ code, title, seller, trackers, price, purchase }: Props) {
  const t = useTranslations('checkout.measuring')
  const format = useFormatter()
  const services = servicesOf(trackers)
  if (services.length === 0) return null
  return (
    <aside
      id="consent"
      className={purchase === undefined ? 'consent no-print' : 'consent later no-print'}
      aria-label={t('label')}
      tabIndex={-1}
      data-code={code}
      data-title={title}
      data-value={price}
      {...(purchase && { 'data-sale': purchase.id, 'data-paid': purchase.value })}
    >
      <script async src="/consent.js" />
      <div className="wrap">
        <p>{t('ask', { seller, services: format.list(services) })}</p>
        <div className="answers">
          <button type="button" className="btn small quiet" data-consent-answer="no">
            {t('refuse')}
          </button>
          <button type="button" className="btn small quiet" data-consent-answer="yes">
            {t('accept')}
          </button>
        </div>
      </div>
    </aside>
  )
}

/** At the end of the page: what was answered can be answered anew. */
export function ConsentAgain({ trackers }: Pick<Props, 'trackers'>) {
  const t = useTranslations('checkout.measuring')
  if (servicesOf(trackers).length === 0) return null
  return (
    <p className="consent-again no-print">
      <button type="button" className="link" data-consent-answer="again">
        {t('label')}
      </button>
      <span role="status" id="consent-said" data-yes={t('saidYes')} data-no={t('saidNo')} />
    </p>
  )
}
