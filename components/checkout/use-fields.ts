// components/checkout/use-fields.ts
'use client'

import { useEffect, useRef, useState } from 'react'
import {
  CHECKOUT_FIELDS,
  type CheckoutField,
  type CheckoutValues,
  NOTHING_TYPED,
} from './checkout-values'
import { type Complaint, RULES } from './field-rules'

type Complaints = Partial<Record<CheckoutField, Complaint>>

export type Fields = {
  readonly values: CheckoutValues
  /** The same, also between two renderings. */
  readonly now: () => CheckoutValues
  readonly errors: Complaints
  readonly type: (name: keyof CheckoutValues, text: string) => void
  /** What the page writes itself: a suggestion that was taken, a code that must be typed again. */
  readonly write: (name: keyof CheckoutValues, text: string) => void
  readonly judge: (name: CheckoutField) => void
  readonly complain: (complaints: Complaints) => void
  readonly focus: (name: keyof CheckoutValues) => void
}

const inputOf = (name: string) =>
  document.getElementById(name) as HTMLInputElement | HTMLSelectElement | null

/**
 * What is typed and what is wrong with it. The inputs hold their own text, so that a browser that fills
 * them in before the page is ready, or a slow phone, loses nothing; this keeps a copy.
 */
export function useFields(): Fields {
  const [values, setValues] = useState(NOTHING_TYPED)
  const [errors, complain] = useState<Complaints>({})
  const latest = useRef(values)

  const type = (name: keyof CheckoutValues, text: string) => {
    latest.current = { ...latest.current, [name]: text }
    setValues(latest.current)
  }
  const judge = (name: CheckoutField) => {
    const wrong = RULES[name](latest.current[name], latest.current, new Date()) ?? undefined
    complain(({ [name]: _, ...rest }) => (wrong === undefined ? rest : { ...rest, [name]: wrong }))
  }
  const write = (name: keyof CheckoutValues, text: string) => {
    const input = inputOf(name)
    if (input !== null) input.value = text
    type(name, text)
  }
  const focus = (name: keyof CheckoutValues) => inputOf(name)?.focus()

  // What was typed while the page was still on its way.
  useEffect(() => {
    for (const name of CHECKOUT_FIELDS) {
      const text = inputOf(name)?.value ?? ''
      if (text === '') continue
      latest.current = { ...latest.current, [name]: text }
      setValues(latest.current)
    }
  }, [])

  return { values, now: () => latest.current, errors, type, write, judge, complain, focus }
}
