// components/checkout/receipt-wait.tsx
'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { askCheckout } from './checkout-api'

const ASK_EVERY_MS = 3_000

/** While the bank is silent the page asks, and shows itself anew once there is an answer. */
export function ReceiptWait({
  code,
  checkoutId,
}: {
  readonly code: string
  readonly checkoutId: string
}) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(async () => {
      const answer = await askCheckout(code, checkoutId)
      if (answer.kind === 'approved' || answer.kind === 'refused') router.refresh()
    }, ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [code, checkoutId, router])
  return (
    <div className="thread wide" aria-hidden>
      <i />
    </div>
  )
}
