// components/stores/inbox-live.tsx
'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const EVERY_MS = 4_000

/** Asks whether something new came, while somebody looks; the page is fetched again only then. */
export function InboxLive({
  address,
  newest,
}: {
  readonly address: string
  readonly newest: string
}) {
  const router = useRouter()
  useEffect(() => {
    let shown = newest
    const ask = async () => {
      if (document.visibilityState !== 'visible') return
      const answer = await fetch(address, { cache: 'no-store' }).catch(() => null)
      if (answer === null || !answer.ok) return
      const { newest: now } = (await answer.json()) as { newest: string }
      if (now === shown) return
      shown = now
      router.refresh()
    }
    const timer = setInterval(ask, EVERY_MS)
    return () => clearInterval(timer)
  }, [address, newest, router])
  return null
}
