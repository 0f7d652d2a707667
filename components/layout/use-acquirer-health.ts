// components/layout/use-acquirer-health.ts
'use client'

import { useCallback, useEffect, useState } from 'react'
import type { AcquirerHealth } from '@/lib/accounts/acquirer-views'

const PATH = '/settings/acquirers/health'
const EVERY_MS = 30_000

type Said<T> = { readonly [K in keyof T]: T[K] extends Date | null ? string | null : T[K] }
type Told = Omit<Said<AcquirerHealth>, 'breaker'> & {
  readonly breaker: Said<AcquirerHealth['breaker']>
}

/**
 * How the acquirers are, as the page was made and as they became since: a layout stays while a
 * person goes from page to page, and an acquirer does not wait for them to come back.
 */
export function useAcquirerHealth(made: readonly AcquirerHealth[]) {
  const [health, setHealth] = useState(made)
  useEffect(() => setHealth(made), [made])

  const ask = useCallback(async () => {
    if (document.visibilityState !== 'visible') return
    const answer = await fetch(PATH, { cache: 'no-store', redirect: 'manual' }).catch(() => null)
    if (answer === null || !answer.ok) return
    const told: readonly Told[] = await answer.json()
    setHealth(told.map(toHealth))
  }, [])

  useEffect(() => {
    const timer = setInterval(ask, EVERY_MS)
    document.addEventListener('visibilitychange', ask)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [ask])
  return { health, ask }
}

const toDate = (text: string | null) => (text === null ? null : new Date(text))

const toHealth = ({ checkedAt, breaker, ...rest }: Told): AcquirerHealth => ({
  ...rest,
  checkedAt: toDate(checkedAt),
  breaker: {
    state: breaker.state,
    openedAt: toDate(breaker.openedAt),
    probeAt: toDate(breaker.probeAt),
  },
})
