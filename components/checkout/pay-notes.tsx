// components/checkout/pay-notes.tsx
import { useTranslations } from 'next-intl'
import type { OfferPageView } from '@/lib/offers/views'
import { AlertIcon } from './icons'

/** Under the form: what the statement will say, who answers, and what a page without scripts can do. */
export function PayNotes({ page }: { readonly page: OfferPageView }) {
  const t = useTranslations('checkout.after')
  const none = useTranslations('checkout.noScript')
  const write = page.supportEmail !== null && (
    <a href={`mailto:${page.supportEmail}`}>{page.supportEmail}</a>
  )
  return (
    <>
      <noscript>
        <div className="notice waiting">
          <AlertIcon />
          <div>
            <h3>{none('title')}</h3>
            <p>
              {none('text')} {write && none('write')} {write}
            </p>
          </div>
        </div>
      </noscript>
      <div className="after-pay">
        {/* About cards alone: absent while a Pix or a boleto is chosen. */}
        <p className="about-card">
          {page.statementName === ''
            ? t('noStore')
            : t.rich('statement', {
                name: page.statementName,
                mono: (chunks) => <span className="mono">{chunks}</span>,
              })}
        </p>
        {write && (
          <p>
            {t('questions')} {write}
          </p>
        )}
      </div>
    </>
  )
}
