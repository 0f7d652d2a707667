// components/checkout/use-checkout.ts
'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { PaymentMethod } from '@/db/schema/payments'
import type { Locale } from '@/messages/locales'
import { readAttribution } from './attribution'
import type { CheckoutAnswer } from './checkout-answer'
import { askCheckout, type Seen, submitCheckout } from './checkout-api'
import { type CheckoutMemory, keepMemory, newMemory, readMemory } from './checkout-memory'
import type { CheckoutValues } from './checkout-values'
import { useLive } from './use-live'
import { useLanguage } from './words'

type ProblemKind =
  | ('too_many' | 'gone' | 'repriced' | 'invalid' | 'reused' | 'method_gone')
  | ('sold_out' | 'not_open' | 'over' | 'bump_gone' | 'coupon')
export type Problem =
  | Extract<CheckoutAnswer, { kind: ProblemKind }>
  /** Nothing left this device, or nothing of it arrived. */
  | { readonly kind: 'offline' | 'unsent' }

type Issue = Extract<CheckoutAnswer, { kind: 'issued' }>

export type CheckoutState =
  | { readonly kind: 'filling'; readonly problem?: Problem }
  | {
      readonly kind: 'refused'
      readonly answer: Extract<CheckoutAnswer, { kind: 'refused' }>
      readonly at: Date
      readonly late: boolean
    }
  | { readonly kind: 'paying'; readonly method: PaymentMethod }
  | { readonly kind: 'waiting'; readonly method: PaymentMethod }
  | Issue
  | { readonly kind: 'finished' }

/** In the language its buyer read the offer in, which may not be the offer's own. */
export const receiptOf = (code: string, checkoutId: string, language: Locale) =>
  `/o/${code}/done?c=${checkoutId}&lang=${language}`

/** A page that comes back shows what can still be paid, rather than what was refused before. */
const openFirst = (answer: CheckoutAnswer): CheckoutAnswer =>
  answer.kind === 'refused' && answer.voucher?.state === 'waiting'
    ? { kind: 'issued', voucher: answer.voucher, amount: answer.amount }
    : answer

/** A payment is always told; the rest to whoever waits for it, and not over what is being typed. */
const isNews = ({ kind }: CheckoutState, answer: CheckoutAnswer) =>
  answer.kind === 'approved' ||
  ((kind === 'waiting' || kind === 'issued') && answer.kind !== 'pending')

/** They are another page than the one that was loaded: its sums are asked for again. */
const STALE: readonly string[] = ['repriced', 'method_gone', 'bump_gone']

type Sent = Omit<Seen, 'attribution'>

/**
 * One purchase from the first click to its end. A click gets a name before it leaves; while nobody
 * answered, the same click is asked about or sent again under the same name, so that no second sale is made.
 */
export function useCheckout(code: string) {
  const router = useRouter()
  const language = useLanguage()
  const memory = useRef<CheckoutMemory | null>(null)
  const [state, setState] = useState<CheckoutState>({ kind: 'filling' })
  /** Of the sale that may move without a click: what is on its way, a Pix that was issued. */
  const [watched, setWatched] = useState('')

  const remember = useCallback(
    (next: CheckoutMemory) => {
      memory.current = next
      keepMemory(code, next)
      setWatched(next.submitId !== null || next.issued ? next.checkoutId : '')
    },
    [code],
  )

  const settle = useCallback(
    (answer: CheckoutAnswer, { late, method }: { late: boolean; method: PaymentMethod }) => {
      const now = memory.current ?? newMemory()
      const answered = { ...now, submitId: null }
      if (answer.kind === 'approved') {
        remember({ ...answered, issued: false, approved: true })
        location.assign(receiptOf(code, now.checkoutId, language))
      } else if (answer.kind === 'pending') setState({ kind: 'waiting', method: answer.method })
      else if (answer.kind === 'issued') {
        remember({ ...answered, issued: true })
        setState(answer)
        // A boleto is printed, kept and paid another day: its page is the one worth keeping.
        if (answer.voucher.kind === 'boleto' && !late)
          location.assign(receiptOf(code, now.checkoutId, language))
      } else if (answer.kind === 'refused') {
        remember(answered)
        setState({ kind: 'refused', answer, at: new Date(), late })
      } else if (answer.kind === 'unheard' || (late && answer.kind === 'too_many'))
        setState({ kind: 'waiting', method })
      else if (answer.kind === 'nothing') {
        setState({ kind: 'filling', ...(late && { problem: { kind: 'unsent' } }) })
      } else {
        // Only silence keeps the click's name: everything else was answered, and nothing was opened.
        remember(answer.kind === 'reused' ? newMemory() : answered)
        setState({ kind: 'filling', problem: answer })
        // The totals are the server's; what was typed is the page's, and stays.
        if (STALE.includes(answer.kind)) router.refresh()
      }
    },
    [code, language, remember, router],
  )

  useEffect(() => {
    const kept = readMemory(code)
    remember(kept)
    readAttribution(code)
    if (kept.approved) setState({ kind: 'finished' })
    else if (kept.submitId !== null || kept.issued)
      void askCheckout(code, kept.checkoutId).then((answer) => {
        // Nothing was sent by this page: what the server does not know was never opened.
        if (answer.kind === 'nothing') remember({ ...kept, issued: false })
        else settle(openFirst(answer), { late: true, method: 'card' })
      })
  }, [code, remember, settle])

  const lost = useLive({ code, checkoutId: watched, active: state.kind !== 'paying' }, (answer) => {
    if (isNews(state, answer)) settle(answer, { late: true, method: 'card' })
  })

  const submit = async (values: CheckoutValues, sent: Sent) => {
    if (state.kind === 'paying' || state.kind === 'waiting') return null
    if (!navigator.onLine) {
      setState({ kind: 'filling', problem: { kind: 'offline' } })
      return null
    }
    const now = memory.current ?? newMemory()
    const submitId = now.submitId ?? crypto.randomUUID()
    remember({ ...now, submitId })
    setState({ kind: 'paying', method: sent.method })
    const names = { checkoutId: now.checkoutId, submitId }
    const seen = { ...sent, attribution: readAttribution(code) }
    const { answer, late } = await submitCheckout(code, names, values, seen)
    settle(answer, { late, method: sent.method })
    return answer
  }

  const startOver = () => {
    remember(newMemory())
    setState({ kind: 'filling' })
  }
  const fill = () => setState({ kind: 'filling' })

  return {
    state,
    lost,
    submit,
    startOver,
    fill,
    checkoutId: () => memory.current?.checkoutId ?? '',
  }
}
