// components/checkout/step.tsx
import type { ReactNode } from 'react'
import { CheckIcon } from './icons'

type Props = {
  readonly number: number
  readonly title: string
  /** Under the head of the form, or under the one of what just happened. */
  readonly level?: 'h2' | 'h3'
  /** The word for "done"; absent while the step is open. */
  readonly done?: string | undefined
  readonly action?: ReactNode
  readonly children: ReactNode
}

export function Step({ number, title, level: Title = 'h3', done, action, children }: Props) {
  const id = `step-${number}`
  return (
    <section className="step" aria-labelledby={id}>
      <div className="head">
        {done === undefined ? (
          <span className="n" aria-hidden>
            {number}
          </span>
        ) : (
          <span className="n done">
            <CheckIcon />
            <span className="sr">{done}</span>
          </span>
        )}
        <Title id={id}>{title}</Title>
        {action}
      </div>
      {children}
    </section>
  )
}
