// components/checkout/use-issued.ts
'use client'

import { useEffect, useState } from 'react'
import type { Issued } from './issued'

const AGAIN_MS = 2_000

/**
 * What shows a Pix is no part of the page that most cards are paid on: it comes once a Pix is near,
 * and is asked for until it is there. Null until then.
 */
export function useIssued(near: boolean): typeof Issued | null {
  const [part, setPart] = useState<{ readonly Issued: typeof Issued } | null>(null)
  const missing = near && part === null
  useEffect(() => {
    if (!missing) return
    let timer: ReturnType<typeof setTimeout>
    let over = false
    const load = async () => {
      try {
        const loaded = await import('./issued')
        if (!over) setPart(loaded)
      } catch {
        if (!over) timer = setTimeout(load, AGAIN_MS)
      }
    }
    void load()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [missing])
  return part?.Issued ?? null
}
