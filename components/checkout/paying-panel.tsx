// components/checkout/paying-panel.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { DoneIcon } from './icons'

type Moment = 'sending' | 'confirming' | 'slow' | 'unknown'

const MOMENTS: readonly [afterMs: number, moment: Moment][] = [
  [2_000, 'confirming'],
  [9_000, 'slow'],
]

/** Each sentence is true at the second it appears; `unknown` is only said when the server says so. */
export function useMoment(waiting: boolean): Moment {
  const [moment, setMoment] = useState<Moment>('sending')
  useEffect(() => {
    const timers = MOMENTS.map(([afterMs, next]) => setTimeout(() => setMoment(next), afterMs))
    return () => timers.forEach(clearTimeout)
  }, [])
  return waiting ? 'unknown' : moment
}

/** The offer folds away above it, so that the page begins with what is happening. */
export function PayingPanel({ moment }: { readonly moment: Moment }) {
  const t = useTranslations('checkout.paying')
  useEffect(() => {
    scrollTo({ top: 0 })
  }, [])
  return (
    <section className="wait" data-folds aria-labelledby="paying-title">
      <div className="thread" aria-hidden>
        <i />
      </div>
      <div role="status" aria-live="polite">
        <h2 id="paying-title">{t(moment)}</h2>
        <p className="muted">{t(`${moment}Detail`)}</p>
      </div>
      <ol className="ladder">
        <li className="done">
          <DoneIcon />
          <span>{t('stepOrder')}</span>
        </li>
        <li className="now">
          <span className="ring" />
          <span>{t('stepBank')}</span>
        </li>
        <li>
          <span className="ring" />
          <span>{t('stepAccess')}</span>
        </li>
      </ol>
      <p className="small muted">{t('closing')}</p>
    </section>
  )
}
