// components/checkout/pix-panel.tsx
'use client'

import { useEffect, useRef } from 'react'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import type { VoucherView } from '@/lib/sales/checkout-answer'
import { CopyCode } from './copy-code'
import { dayHourOf, hourOf } from './dates'
import { serverNow } from './server-clock'
import { useCountdown } from './use-countdown'
import { useLanguage, useWords } from './words'

const NEAR_MS = 12 * 3_600_000

type Pix = Extract<VoucherView, { kind: 'pix' }>

type Props = {
  readonly pix: Pix
  readonly amount: Centavos
  readonly seller: string
  readonly minutes: number
  readonly lost: boolean
  /** On the receipt it is one part of a page that has its own head, and no way back to a form. */
  readonly again: { readonly label: string; readonly onClick: () => void } | null
}

/** On a phone the code to copy comes first and the picture after it; on a desk the reverse. */
export function PixPanel(props: Props) {
  const { pix, lost } = props
  const t = useWords('checkout.pix')
  const seconds = useCountdown(pix.expiresAt)
  const over = pix.state === 'expired' || seconds === 0
  if (over) return <PixOver {...props} />
  return (
    <section className="pix" data-folds aria-labelledby="pix-title">
      <Qr pix={pix} amount={props.amount} />
      <div className="stack todo">
        <Heading arrives={props.again !== null} amount={formatReais(props.amount)} />
        <CopyCode
          code={pix.copyPaste}
          words={{
            copy: t('copy'),
            copied: t('copied'),
            said: t('said'),
            byHand: t('byHand'),
            label: t('codeLabel'),
          }}
        />
        <Timer pix={pix} seconds={seconds} minutes={props.minutes} />
      </div>
      <div className="live wide" role="status">
        <span className={lost ? 'dot still' : 'dot'} />
        <p>
          <b className="strong">{lost ? t('lost') : t('waiting')}</b>
          <br />
          <span className="small muted">{lost ? t('lostText') : t('waitingText')}</span>
        </p>
      </div>
      <div className="how-box wide">
        <ol className="howto">
          <li>{t('step1')}</li>
          <li>
            <span>
              {t.rich('step2', {
                seller: props.seller,
                b: (chunks) => <b className="strong">{chunks}</b>,
              })}
            </span>
          </li>
          <li>{t('step3')}</li>
        </ol>
      </div>
    </section>
  )
}

/** Takes the focus when it appears: a reader says what came, and the next Tab is the copy button. */
function Heading({ arrives, amount }: { readonly arrives: boolean; readonly amount: string }) {
  const t = useWords('checkout.pix')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!arrives) return
    box.current?.focus({ preventScroll: true })
    scrollTo({ top: 0 })
  }, [arrives])
  const Title = arrives ? 'h1' : 'h2'
  return (
    <div className="pix-head" tabIndex={-1} ref={box}>
      <Title id="pix-title">{t('title')}</Title>
      <p className="amount num">{amount}</p>
    </div>
  )
}

function Qr({ pix, amount }: { readonly pix: Pix; readonly amount: Centavos }) {
  const t = useWords('checkout.pix')
  return (
    <div className="qr-box">
      <div className="qr">
        {/* biome-ignore lint/performance/noImgElement: a picture of a few bytes that is already here */}
        <img
          src={`data:image/svg+xml,${encodeURIComponent(pix.qrSvg)}`}
          alt={t('qr', { amount: formatReais(amount) })}
          width={232}
          height={232}
        />
      </div>
      <p className="tiny muted">{t('scan')}</p>
    </div>
  )
}

type Left = { readonly pix: Pix; readonly seconds: number | null; readonly minutes: number }

function Timer({ pix, seconds, minutes }: Left) {
  const t = useWords('checkout.pix')
  const until = useUntil()
  const clock =
    seconds === null ? '' : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  const share = seconds === null ? 100 : Math.min(100, (seconds * 100) / (minutes * 60))
  return (
    <div className="timer">
      <div className="row">
        <span>{t('until', { time: until(pix.expiresAt).time })}</span>
        <b role="timer" aria-live="off">
          {clock}
        </b>
      </div>
      <div className="bar" aria-hidden>
        <i style={{ width: `${share}%` }} />
      </div>
      <p className="sr" role="status">
        {seconds !== null && seconds <= 60 && t('lastMinute')}
      </p>
    </div>
  )
}

function PixOver({ pix, again }: Props) {
  const t = useWords('checkout.pix')
  const { near, time } = useUntil()(pix.expiresAt)
  const Title = again ? 'h1' : 'h2'
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus({ preventScroll: true }), [])
  return (
    <section className="panel over" data-folds role="alert" tabIndex={-1} ref={box}>
      <Title>{t(near ? 'overTitle' : 'overTitleDay', { time })}</Title>
      <p>{t('overText')}</p>
      {again && (
        <button className="btn" type="button" onClick={again.onClick}>
          {again.label}
        </button>
      )}
    </section>
  )
}

/** `15:02`, and with its day where it is not near. */
function useUntil() {
  const language = useLanguage()
  return (end: string) => {
    const near = Math.abs(Date.parse(end) - serverNow()) < NEAR_MS
    return { near, time: near ? hourOf(end) : dayHourOf(end, language) }
  }
}
