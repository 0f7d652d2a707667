// components/checkout/window-gate.tsx
'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { readMemory } from './checkout-memory'
import { serverNow, syncClock } from './server-clock'
import {
  changesIn,
  type OfferState,
  type OfferWindow,
  offerStateAt,
  onSoldOut,
} from './window-clock'

type Props = {
  readonly code: string
  readonly window: OfferWindow
  /** As the server saw it when it made the page. */
  readonly first: OfferState
  /** A preview stays as it was asked for. */
  readonly isFixed: boolean
  /** What stands in the place of the offer; those states that can come. */
  readonly shut: Partial<Readonly<Record<OfferState, ReactNode>>>
  readonly children: ReactNode
}

/**
 * Shows the offer or what stands in its place, by the clock of now: a page that was made yesterday
 * opens and closes at the second, without asking anybody.
 */
export function WindowGate({ code, window, first, isFixed, shut, children }: Props) {
  const state = useOfferState(isFixed ? null : code, window, first)
  return (
    <>
      {Object.entries(shut).map(([when, page]) => (
        <div key={when} hidden={when !== state}>
          {page}
        </div>
      ))}
      <div hidden={state !== 'open' && shut[state] !== undefined}>{children}</div>
    </>
  )
}

function useOfferState(code: string | null, window: OfferWindow, first: OfferState): OfferState {
  const [state, setState] = useState(first)
  const { startsAt, endsAt, isSoldOut } = window
  useEffect(() => {
    if (code === null) return
    const sale = { startsAt, endsAt, isSoldOut }
    let timer: ReturnType<typeof setTimeout>
    const look = () => {
      clearTimeout(timer)
      // Who pays, or has paid, stays where it is told.
      setState(isBuying(code) ? 'open' : offerStateAt(sale, serverNow()))
      const wait = changesIn(sale, serverNow())
      if (wait !== null) timer = setTimeout(look, wait)
    }
    look()
    if (startsAt !== null || endsAt !== null) void syncClock().then(look)
    document.addEventListener('visibilitychange', look)
    const forget = onSoldOut(() => setState('sold_out'))
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
      forget()
    }
  }, [code, startsAt, endsAt, isSoldOut])
  return state
}

function isBuying(code: string): boolean {
  const { submitId, issued, approved } = readMemory(code)
  return submitId !== null || issued === true || approved
}
