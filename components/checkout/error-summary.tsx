// components/checkout/error-summary.tsx
'use client'

import { useEffect, useRef } from 'react'
import type { CheckoutField } from './checkout-values'
import { AlertIcon } from './icons'
import { useWords } from './words'

type Props = {
  readonly fields: readonly CheckoutField[]
  /** Counts the submissions, so that each one that fails takes the focus again. */
  readonly turn: number
  readonly onGo: (field: CheckoutField) => void
}

export function ErrorSummary({ fields, turn, onGo }: Props) {
  const t = useWords('checkout')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (turn > 0) box.current?.focus()
  }, [turn])
  return (
    <div className="notice refused" role="alert" tabIndex={-1} ref={box}>
      <AlertIcon />
      <div>
        <h3>{t('errors.title', { count: fields.length })}</h3>
        <ul className="small">
          {fields.map((field) => (
            <li key={field}>
              <button className="link" type="button" onClick={() => onGo(field)}>
                {t(`fields.${field}.label`)}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
