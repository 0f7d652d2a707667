// components/checkout/use-checkout.ts
'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Centavos } from '@/lib/kernel/money'
import { readAttribution } from './attribution'
import { askCheckout, type CheckoutAnswer, submitCheckout } from './checkout-api'
import { type CheckoutMemory, keepMemory, newMemory, readMemory } from './checkout-memory'
import type { CheckoutValues } from './checkout-values'

export type Problem = Extract<
  CheckoutAnswer,
  { kind: 'too_many' | 'gone' | 'repriced' | 'invalid' | 'reused' | 'unheard' }
>

export type CheckoutState =
  | { readonly kind: 'filling'; readonly problem?: Problem }
  | {
      readonly kind: 'refused'
      readonly answer: Extract<CheckoutAnswer, { kind: 'refused' }>
      readonly at: Date
      readonly late: boolean
    }
  | { readonly kind: 'paying' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'finished' }

const ASK_EVERY_MS = 3_000

export const receiptOf = (code: string, checkoutId: string) => `/o/${code}/done?c=${checkoutId}`

/**
 * One purchase from the first click to its end. A click gets a name before it leaves; while nobody
 * answered, the same click is asked about or sent again under the same name, so that no second sale is made.
 */
export function useCheckout(code: string) {
  const router = useRouter()
  const memory = useRef<CheckoutMemory | null>(null)
  const [state, setState] = useState<CheckoutState>({ kind: 'filling' })

  const remember = useCallback(
    (next: CheckoutMemory) => {
      memory.current = next
      keepMemory(code, next)
      return next
    },
    [code],
  )

  const settle = useCallback(
    (answer: CheckoutAnswer, late: boolean) => {
      const now = memory.current ?? newMemory()
      if (answer.kind === 'approved') {
        remember({ ...now, submitId: null, approved: true })
        location.assign(receiptOf(code, now.checkoutId))
      } else if (answer.kind === 'pending') setState({ kind: 'waiting' })
      else if (answer.kind === 'refused') {
        remember({ ...now, submitId: null })
        setState({ kind: 'refused', answer, at: new Date(), late })
      } else if (answer.kind === 'nothing') setState({ kind: 'filling' })
      else if (answer.kind === 'reused') {
        remember(newMemory())
        setState({ kind: 'filling', problem: answer })
      } else {
        // Only silence keeps the click's name: everything else was answered, and nothing was opened.
        if (answer.kind !== 'unheard') remember({ ...now, submitId: null })
        setState({ kind: 'filling', problem: answer })
        // The totals are the server's; what was typed is the page's, and stays.
        if (answer.kind === 'repriced') router.refresh()
      }
    },
    [code, remember, router],
  )

  useEffect(() => {
    const kept = remember(readMemory(code))
    readAttribution(code)
    if (kept.approved) setState({ kind: 'finished' })
    else if (kept.submitId !== null)
      void askCheckout(code, kept.checkoutId).then((answer) => settle(answer, true))
  }, [code, remember, settle])

  useEffect(() => {
    if (state.kind !== 'waiting') return
    const timer = setInterval(async () => {
      const answer = await askCheckout(code, memory.current?.checkoutId ?? '')
      if (answer.kind === 'approved' || answer.kind === 'refused') settle(answer, true)
    }, ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [code, settle, state.kind])

  const submit = async (values: CheckoutValues, expectedTotal: Centavos) => {
    if (state.kind === 'paying' || state.kind === 'waiting') return null
    const now = memory.current ?? newMemory()
    const submitId = now.submitId ?? crypto.randomUUID()
    remember({ ...now, submitId })
    setState({ kind: 'paying' })
    const names = { checkoutId: now.checkoutId, submitId }
    const answer = await submitCheckout(code, names, values, {
      expectedTotal,
      attribution: readAttribution(code),
    })
    // The request or its answer was lost: what became of it is the server's to say.
    const asked = answer.kind === 'unheard' ? await askCheckout(code, now.checkoutId) : answer
    const known = asked.kind === 'nothing' ? answer : asked
    settle(known, false)
    return known
  }

  const startOver = () => {
    remember(newMemory())
    setState({ kind: 'filling' })
  }

  return { state, submit, startOver, checkoutId: () => memory.current?.checkoutId ?? '' }
}
