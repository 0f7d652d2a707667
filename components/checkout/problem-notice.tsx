// components/checkout/problem-notice.tsx
'use client'

import { useEffect, useRef } from 'react'
import { AlertIcon } from './icons'
import type { Problem } from './use-checkout'
import { useWords } from './words'

const WORDS = {
  too_many: 'tooMany',
  gone: 'offer',
  repriced: 'price',
  method_gone: 'method',
  invalid: 'other',
  reused: 'other',
  offline: 'offline',
  unsent: 'unsent',
  sold_out: 'soldOut',
  not_open: 'notOpen',
  over: 'over',
  bump_gone: 'bump',
  coupon: 'coupon',
} as const satisfies Readonly<Record<Problem['kind'], string>>

type Props = {
  readonly problem: Problem
  /** To the list of those who wait for a place. */
  readonly onWait: () => void
}

/** What went wrong before any bank was asked. */
export function ProblemNotice({ problem, onWait }: Props) {
  const t = useWords('checkout.problem')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const word = WORDS[problem.kind]
  const seconds = problem.kind === 'too_many' ? problem.seconds : 0
  const ofNetwork = problem.kind === 'offline' || problem.kind === 'unsent'
  return (
    <div
      className={ofNetwork ? 'notice waiting' : 'notice refused'}
      role="alert"
      tabIndex={-1}
      ref={box}
    >
      <AlertIcon />
      <div>
        <h3>{t(`${word}.title`)}</h3>
        <p>{t(`${word}.text`, { seconds })}</p>
        {problem.kind === 'sold_out' && (
          <div className="actions">
            <button className="btn" type="button" onClick={onWait}>
              {t('soldOut.action')}
            </button>
          </div>
        )}
      </div>
    </div>
  )
}
