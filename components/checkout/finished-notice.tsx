// components/checkout/finished-notice.tsx
'use client'

import { useLocale, useTranslations } from 'next-intl'
import { ShieldIcon } from './icons'
import { receiptOf } from './use-checkout'

type Props = { readonly code: string; readonly checkoutId: string; readonly onMore: () => void }

/** Back button after paying: the receipt first, and buying again only when it is asked for. */
export function FinishedNotice({ code, checkoutId, onMore }: Props) {
  const t = useTranslations('checkout.again')
  return (
    <div className="notice paid" role="status">
      <ShieldIcon />
      <div>
        <h3>{t('title')}</h3>
        <p>{t('text')}</p>
        <div className="actions">
          <a className="btn" href={receiptOf(code, checkoutId, useLocale())}>
            {t('receipt')}
          </a>
          <button className="btn quiet" type="button" onClick={onMore}>
            {t('more')}
          </button>
        </div>
      </div>
    </div>
  )
}
