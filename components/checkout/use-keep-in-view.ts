// components/checkout/use-keep-in-view.ts
'use client'

import { useEffect, useRef } from 'react'

const CLEARANCE_PX = 20

/** The bar that floats at the bottom never covers the field in use, nor its hint (WCAG 2.4.11). */
export function useKeepInView() {
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const keep = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      requestAnimationFrame(() => {
        const floating = bar.current
        if (floating === null || floating.contains(target)) return
        if (getComputedStyle(floating).position !== 'sticky') return
        const bottom = (target.closest('.field') ?? target).getBoundingClientRect().bottom
        const covered = bottom + CLEARANCE_PX - floating.getBoundingClientRect().top
        if (covered > 0) scrollBy({ top: covered })
      })
    }
    document.addEventListener('focusin', keep)
    return () => document.removeEventListener('focusin', keep)
  }, [])
  return bar
}
