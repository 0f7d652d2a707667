// components/checkout/visit.tsx
'use client'

import { useEffect } from 'react'
import { startBeacon } from './beacon'

/** Draws nothing. React mounts twice in development only: there a view may count twice. */
export function Visit({ code }: { readonly code: string }) {
  useEffect(() => startBeacon(code), [code])
  return null
}
