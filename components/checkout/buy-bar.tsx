// components/checkout/buy-bar.tsx
'use client'

import { type ReactNode, useEffect, useRef } from 'react'

type Props = { readonly price: string; readonly way: ReactNode; readonly label: string }

/** Waits until the first button has left the screen, and leaves where the checkout begins. */
export function BuyBar({ price, way, label }: Props) {
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const first = document.querySelector('[data-buy]')
    if (first === null) return
    const seen = new IntersectionObserver(([entry]) =>
      bar.current?.classList.toggle('off', entry?.isIntersecting ?? true),
    )
    seen.observe(first)
    return () => seen.disconnect()
  }, [])
  return (
    <div className="buybar off" ref={bar}>
      <p>
        <strong>{price}</strong>
        <br />
        <span className="muted">{way}</span>
      </p>
      <a className="btn" href="#pay">
        {label}
      </a>
    </div>
  )
}
