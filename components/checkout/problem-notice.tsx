// components/checkout/problem-notice.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { AlertIcon } from './icons'
import type { Problem } from './use-checkout'

const WORDS = {
  too_many: 'tooMany',
  gone: 'offer',
  repriced: 'price',
  method_gone: 'method',
  invalid: 'other',
  reused: 'other',
  offline: 'offline',
  unsent: 'unsent',
} as const satisfies Readonly<Record<Problem['kind'], string>>

/** What went wrong before any bank was asked. */
export function ProblemNotice({ problem }: { readonly problem: Problem }) {
  const t = useTranslations('checkout.problem')
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
      </div>
    </div>
  )
}
