// components/checkout/refusal-notice.tsx
'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { useCardWords } from './card-words'
import type { Refusal, RefusalClass } from './checkout-api'
import { AlertIcon } from './icons'

/** What the buyer can do about it, first and second. `other` empties the card; the rest go to a field. */
type Way = 'other' | 'number' | 'cvv' | 'expiry' | 'installments' | 'retry' | 'talk'

const WAYS: Readonly<Record<RefusalClass, readonly [Way, Way?]>> = {
  limit: ['other'],
  card_data: ['number', 'other'],
  security_code: ['cvv', 'other'],
  expired: ['expiry', 'other'],
  locked: ['retry', 'other'],
  suspected: ['other', 'retry'],
  not_permitted: ['other'],
  blocked: ['other'],
  installments: ['installments', 'other'],
  unavailable: ['retry', 'other'],
  shop: ['talk', 'other'],
  retry_limit: ['other'],
}

type Props = {
  readonly refusal: Refusal
  readonly at: Date
  readonly late: boolean
  readonly supportEmail: string | null
  readonly onOtherCard: () => void
  readonly onCorrect: (field: 'number' | 'cvv' | 'expiry' | 'installments') => void
}

/** Takes the focus, so that it is read, and the next Tab goes on from it. */
export function RefusalNotice({ refusal, at, late, supportEmail, onOtherCard, onCorrect }: Props) {
  const t = useTranslations('checkout.refusal')
  const format = useFormatter()
  const cardWords = useCardWords()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.focus({ preventScroll: true })
    scrollTo({ top: 0 })
  }, [])
  const time = format.dateTime(at, { hour: '2-digit', minute: '2-digit' })
  const ways = WAYS[refusal.class].filter((way) => way !== undefined)
  const say = (way: Way, first: boolean) => {
    if (way === 'other' || way === 'talk') return t(way)
    return first && t.has(`${refusal.class}.action` as never)
      ? t(`${refusal.class}.action` as never)
      : t('retry')
  }
  const act = (way: Way) => {
    if (way === 'other') onOtherCard()
    else onCorrect(way === 'retry' || way === 'talk' ? 'cvv' : way)
  }
  return (
    <div className="notice refused" data-folds role="alert" tabIndex={-1} ref={box}>
      <AlertIcon />
      <div>
        <h3>{t(`${refusal.class}.title`)}</h3>
        <p>
          {late && `${t('late', { time })} `}
          {t(`${refusal.class}.text`)}
        </p>
        <div className="actions">
          {ways.map((way, i) => {
            const look = i === 0 ? 'btn' : 'btn quiet'
            if (way === 'talk') {
              if (supportEmail === null) return null
              return (
                <a key={way} className={look} href={`mailto:${supportEmail}`}>
                  {say(way, i === 0)}
                </a>
              )
            }
            return (
              <button key={way} className={look} type="button" onClick={() => act(way)}>
                {say(way, i === 0)}
              </button>
            )
          })}
        </div>
        {(refusal.card || refusal.code) && (
          <p className="tiny muted">
            {refusal.card && t('card', { card: cardWords(refusal.card), time })}
            {refusal.card && refusal.code && ' · '}
            {refusal.code && <span className="mono">{t('code', { code: refusal.code })}</span>}
          </p>
        )}
      </div>
    </div>
  )
}
