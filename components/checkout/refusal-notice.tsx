// components/checkout/refusal-notice.tsx
'use client'

import { useEffect, useRef } from 'react'
import type { PaymentMethod } from '@/db/schema/payments'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import { sayCard } from './card-hint'
import type { CheckoutAnswer, RefusalClass } from './checkout-answer'
import { hourOf } from './dates'
import { AlertIcon, SmallPixIcon } from './icons'
import { useWords } from './words'

/** What the buyer can do about it. `other` empties the card; `number` and its like go to a field. */
export type Way =
  | 'pix'
  | 'card'
  | 'again'
  | 'other'
  | 'number'
  | 'cvv'
  | 'expiry'
  | 'installments'
  | 'retry'
  | 'talk'

/** First and second; a Pix that the store does not take leaves its place to the next. */
const WAYS: Readonly<Record<RefusalClass, readonly Way[]>> = {
  limit: ['pix', 'other'],
  card_data: ['number', 'pix', 'other'],
  security_code: ['cvv', 'pix', 'other'],
  expired: ['expiry', 'pix', 'other'],
  locked: ['retry', 'pix', 'other'],
  suspected: ['pix', 'other', 'retry'],
  not_permitted: ['pix', 'other'],
  blocked: ['other', 'pix'],
  installments: ['installments', 'pix', 'other'],
  unavailable: ['pix', 'retry', 'other'],
  shop: ['pix', 'talk', 'other'],
  retry_limit: ['pix', 'other'],
}

type Props = {
  readonly answer: Extract<CheckoutAnswer, { kind: 'refused' }>
  readonly at: Date
  readonly late: boolean
  readonly methods: readonly PaymentMethod[]
  /** What a Pix would cost: the price, without the interest of instalments. */
  readonly price: Centavos
  readonly supportEmail: string | null
  readonly onWay: (way: Way) => void
}

/** Takes the focus, so that it is read, and the next Tab goes on from it. */
export function RefusalNotice({ answer, at, late, ...props }: Props) {
  const { refusal, method } = answer
  const t = useWords('checkout.refusal')
  const all = useWords('checkout')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.focus({ preventScroll: true })
    scrollTo({ top: 0 })
  }, [])
  const time = hourOf(at)
  const words = method === 'card' ? refusal.class : method
  const withPix = method === 'card' && props.methods.includes('pix')
  const text = withPix && t.has(`${words}.textPix` as never) ? 'textPix' : 'text'
  return (
    <div className="notice refused" data-folds role="alert" tabIndex={-1} ref={box}>
      <AlertIcon />
      <div>
        <h1>{t(`${words}.title`)}</h1>
        <p>
          {late && `${t('late', { time })} `}
          {t(`${words}.${text}` as 'limit.text')}
        </p>
        <div className="actions">
          {waysOf(answer, props).map((way, i) => (
            <WayButton key={way} way={way} first={i === 0} {...props} />
          ))}
        </div>
        {(refusal.card || refusal.code) && (
          <p className="tiny muted">
            {refusal.card && t('card', { card: sayCard(all, refusal.card), time })}
            {refusal.card && refusal.code && ' · '}
            {refusal.code && <span className="mono">{t('code', { code: refusal.code })}</span>}
          </p>
        )}
      </div>
    </div>
  )
}

type Button = Pick<Props, 'price' | 'supportEmail' | 'onWay'>

function WayButton({ way, first, ...props }: Button & { way: Way; first: boolean }) {
  const t = useWords('checkout.refusal.ways')
  const look = first ? 'btn' : 'btn quiet'
  if (way === 'talk') {
    return (
      <a className={look} href={`mailto:${props.supportEmail}`}>
        {t('talk')}
      </a>
    )
  }
  return (
    <button className={look} type="button" onClick={() => props.onWay(way)}>
      {way === 'pix' && <SmallPixIcon />}
      {way === 'pix' && first ? t('pixNow', { amount: formatReais(props.price) }) : t(way)}
    </button>
  )
}

function waysOf(
  { refusal, method }: Props['answer'],
  { methods, supportEmail }: Pick<Props, 'methods' | 'supportEmail'>,
): readonly Way[] {
  const wanted: readonly Way[] =
    method === 'card' ? WAYS[refusal.class] : method === 'pix' ? ['again', 'card'] : BOLETO_WAYS
  const possible = wanted.filter(
    (way) =>
      (way !== 'pix' || methods.includes('pix')) &&
      (way !== 'card' || methods.includes('card')) &&
      (way !== 'talk' || supportEmail !== null),
  )
  return possible.slice(0, 2)
}

const BOLETO_WAYS: readonly Way[] = ['pix', 'again', 'card']
