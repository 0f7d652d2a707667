// components/checkout/finished-notice.tsx
'use client'

import { ShieldIcon } from './icons'
import { receiptOf } from './use-checkout'
import { useLanguage, useWords } from './words'

type Props = { readonly code: string; readonly checkoutId: string; readonly onMore: () => void }

/** Back button after paying: the receipt first, and buying again only when it is asked for. */
export function FinishedNotice({ code, checkoutId, onMore }: Props) {
  const t = useWords('checkout.again')
  return (
    <div className="notice paid" role="status">
      <ShieldIcon />
      <div>
        <h3>{t('title')}</h3>
        <p>{t('text')}</p>
        <div className="actions">
          <a className="btn" href={receiptOf(code, checkoutId, useLanguage())}>
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
