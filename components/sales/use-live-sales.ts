// components/sales/use-live-sales.ts
'use client'

import { useEffect, useEffectEvent } from 'react'
import type { SaleRow } from '@/lib/sales/sale-row'

const PATH = '/sales/live'
/** A channel that says nothing at all by then does not reach us: it is asked instead. */
const PATIENCE_MS = 6_000
const EVERY_MS = 15_000

/**
 * Hears the sales that come and move: told by the server, or asked for where that channel does not
 * hold, and at once when the tab wakes up.
 */
export function useLiveSales(active: boolean, hear: (rows: readonly SaleRow[]) => void) {
  const heard = useEffectEvent(hear)
  useEffect(() => {
    if (!active) return
    let over = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let channel: EventSource | null = null

    const ask = async () => {
      const answer = await fetch(`${PATH}?now=1`, { cache: 'no-store' }).catch(() => null)
      if (over || answer === null || !answer.ok) return
      const rows: readonly SaleRow[] = await answer.json()
      if (!over) heard(rows)
    }
    const askEvery = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(async () => {
        if (document.visibilityState === 'visible') await ask()
        if (!over) askEvery(EVERY_MS)
      }, ms)
    }
    const listen = () => {
      channel?.close()
      channel = new EventSource(PATH)
      // What happened between the page, or the last stream, and this one is asked for.
      channel.addEventListener('ready', () => {
        clearTimeout(timer)
        void ask()
      })
      channel.addEventListener('sales', ({ data }) => {
        if (!over) heard(JSON.parse(data))
      })
      // It opens itself again.
      channel.onerror = () => askEvery(PATIENCE_MS)
      askEvery(PATIENCE_MS)
    }
    const wake = () => {
      if (document.visibilityState !== 'visible') return
      void ask()
      if (channel?.readyState === EventSource.CLOSED) listen()
    }
    listen()
    document.addEventListener('visibilitychange', wake)
    addEventListener('online', wake)
    return () => {
      over = true
      clearTimeout(timer)
      channel?.close()
      document.removeEventListener('visibilitychange', wake)
      removeEventListener('online', wake)
    }
  }, [active])
}
