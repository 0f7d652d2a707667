// components/checkout/pay-bar.tsx
'use client'

import { useTranslations } from 'next-intl'
import type { Ref } from 'react'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import { LockIcon } from './icons'

type Props = {
  readonly busy: boolean
  readonly again: boolean
  readonly total: Centavos
  readonly ref: Ref<HTMLDivElement>
}

/** The one button. It stays focusable while paying: `aria-disabled`, and the form ignores a second click. */
export function PayBar({ busy, again, total, ref }: Props) {
  const t = useTranslations('checkout')
  const amount = formatReais(total)
  const words = busy
    ? t('paying.confirming')
    : again
      ? t('pay.again', { total: amount })
      : t('pay.button', { total: amount })
  return (
    <div className="pay" ref={ref}>
      <button
        className={again && !busy ? 'btn wide big quiet' : 'btn wide big'}
        type="submit"
        aria-disabled={busy}
      >
        <LockIcon />
        <span className="num">{words}</span>
      </button>
      <p className="under">
        {busy ? t('pay.noNeed', { total: amount }) : again ? t('pay.onlyOne') : t('pay.safe')}
      </p>
    </div>
  )
}
