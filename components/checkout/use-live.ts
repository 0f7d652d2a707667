// components/checkout/use-live.ts
'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { type CheckoutAnswer, readSale } from './checkout-answer'
import { askCheckout, eventsOf } from './checkout-api'

const EVERY_MS = 4_000
/** A channel may look open and be dead, behind a proxy or after a sleep: it is asked behind its back. */
const BESIDES_CHANNEL_MS = 30_000

type Watched = { readonly code: string; readonly checkoutId: string; readonly active: boolean }

/**
 * Hears how a payment stands: told by the server as it happens, asked for where that channel does not
 * hold, and at once when the tab wakes up or the network is back. `lost` while nobody answers.
 */
export function useLive(
  { code, checkoutId, active }: Watched,
  hear: (told: CheckoutAnswer) => void,
) {
  const [lost, setLost] = useState(false)
  const heard = useEffectEvent(hear)
  useEffect(() => {
    if (!active || checkoutId === '') return
    let over = false
    let timer: ReturnType<typeof setTimeout>
    let channel: EventSource | null = null

    const take = (answer: CheckoutAnswer) => {
      setLost(answer.kind === 'unheard')
      if (answer.kind !== 'unheard' && answer.kind !== 'too_many') heard(answer)
    }
    const askNow = async () => {
      clearTimeout(timer)
      const answer = await askCheckout(code, checkoutId)
      if (over) return
      take(answer)
      const open = channel?.readyState === EventSource.OPEN
      const wait = open ? BESIDES_CHANNEL_MS : EVERY_MS
      const said = answer.kind === 'too_many' ? answer.seconds * 1_000 : 0
      clearTimeout(timer)
      timer = setTimeout(askNow, Math.max(wait, said))
    }
    const listen = () => {
      channel?.close()
      channel = new EventSource(eventsOf(code, checkoutId))
      channel.addEventListener('sale', ({ data }) => {
        if (!over) take(readSale(JSON.parse(data)))
      })
      // What it missed is asked for; it opens itself again, or the asking goes on without it.
      channel.onerror = () => {
        clearTimeout(timer)
        timer = setTimeout(askNow, EVERY_MS)
      }
    }
    const wake = () => {
      if (document.visibilityState !== 'visible') return
      if (channel?.readyState !== EventSource.OPEN) listen()
      void askNow()
    }
    const lose = () => setLost(true)

    listen()
    void askNow()
    document.addEventListener('visibilitychange', wake)
    addEventListener('online', wake)
    addEventListener('pageshow', wake)
    addEventListener('offline', lose)
    return () => {
      over = true
      clearTimeout(timer)
      channel?.close()
      document.removeEventListener('visibilitychange', wake)
      removeEventListener('online', wake)
      removeEventListener('pageshow', wake)
      removeEventListener('offline', lose)
    }
  }, [active, checkoutId, code])
  return lost
}
