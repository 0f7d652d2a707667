// components/checkout/paying-panel.tsx
'use client'

import { useEffect, useState } from 'react'
import type { PaymentMethod } from '@/db/schema/payments'
import { DoneIcon } from './icons'
import { useWords } from './words'

type Moment = 'sending' | 'confirming' | 'slow' | 'unknown' | 'lost' | 'pix' | 'boleto' | 'slowMade'

/** After how long each sentence becomes the true one. */
const CARD: readonly [afterMs: number, moment: Moment][] = [
  [0, 'sending'],
  [2_000, 'confirming'],
  [9_000, 'slow'],
]
const MADE = (moment: Moment): typeof CARD => [
  [0, moment],
  [6_000, 'slowMade'],
]
const MOMENTS = { card: CARD, pix: MADE('pix'), boleto: MADE('boleto') } as const

type Props = {
  readonly method: PaymentMethod
  /** The server said that it does not know yet. */
  readonly waiting: boolean
  readonly lost: boolean
}

/** Each sentence is true at the second it appears. */
function useMoment({ method, waiting, lost }: Props): Moment {
  const [moment, setMoment] = useState<Moment>(MOMENTS[method][0]?.[1] ?? 'sending')
  useEffect(() => {
    const timers = MOMENTS[method].map(([afterMs, next]) =>
      setTimeout(() => setMoment(next), afterMs),
    )
    return () => timers.forEach(clearTimeout)
  }, [method])
  if (lost) return 'lost'
  return waiting && method === 'card' ? 'unknown' : moment
}

/** The offer folds away above it, so that the page begins with what is happening. */
export function PayingPanel(props: Props) {
  const t = useWords('checkout.paying')
  const moment = useMoment(props)
  useEffect(() => {
    scrollTo({ top: 0 })
  }, [])
  return (
    <section className="wait" data-folds aria-labelledby="paying-title">
      <div className="thread" aria-hidden>
        <i />
      </div>
      <div role="status" aria-live="polite">
        <h1 id="paying-title">{t(moment)}</h1>
        <p className="muted">{t(`${moment}Detail`)}</p>
      </div>
      {props.method === 'card' && <Ladder />}
      <p className="small muted">{t('closing')}</p>
    </section>
  )
}

function Ladder() {
  const t = useWords('checkout.paying')
  return (
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
  )
}
