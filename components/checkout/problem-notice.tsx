// components/checkout/problem-notice.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { AlertIcon } from './icons'
import type { Problem } from './use-checkout'

/** What went wrong before any bank was asked, or when the answer was lost on the way. */
export function ProblemNotice({ problem }: { readonly problem: Problem }) {
  const t = useTranslations('checkout.problem')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const [title, text] =
    problem.kind === 'too_many'
      ? [t('tooMany.title'), t('tooMany.text', { seconds: problem.seconds })]
      : problem.kind === 'gone'
        ? [t('offer.title'), t('offer.text')]
        : problem.kind === 'unheard'
          ? [t('network.title'), t('network.text')]
          : [t('other.title'), t('other.text')]
  return (
    <div
      className={problem.kind === 'unheard' ? 'notice waiting' : 'notice refused'}
      role="alert"
      tabIndex={-1}
      ref={box}
    >
      <AlertIcon />
      <div>
        <h3>{title}</h3>
        <p>{text}</p>
      </div>
    </div>
  )
}
