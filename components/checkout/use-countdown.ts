// components/checkout/use-countdown.ts
'use client'

import { useEffect, useState } from 'react'
import { serverNow } from './server-clock'

const left = (end: string) => Math.max(0, Math.ceil((Date.parse(end) - serverNow()) / 1_000))

/** Seconds until an instant, by the server's clock: a phone that slept comes back to the right number. */
export function useCountdown(end: string): number | null {
  const [seconds, setSeconds] = useState<number | null>(null)
  useEffect(() => {
    const tick = () => setSeconds(left(end))
    tick()
    const timer = setInterval(tick, 1_000)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [end])
  return seconds
}
