// components/checkout/receipt-wait.tsx
'use client'

import { useRouter } from 'next/navigation'
import type { ReceiptView } from '@/lib/sales/find-receipt'
import { PixPanel } from './pix-panel'
import { useLive } from './use-live'

type Props = { readonly code: string; readonly receipt: ReceiptView }

/** While nothing is certain the page listens, and shows itself anew once there is something to tell. */
function useNews({ code, receipt: { checkoutId, voucher, outcome } }: Props): boolean {
  const router = useRouter()
  return useLive({ code, checkoutId, active: true }, (answer) => {
    const known = answer.kind === 'issued' && answer.voucher.state === voucher?.state
    const still = answer.kind === 'pending' || (answer.kind === 'refused' && outcome !== 'pending')
    if (!known && !still) router.refresh()
  })
}

/** With nothing to see: a boleto takes days, and a bar that moves would promise seconds. */
export function ReceiptNews(props: Props) {
  useNews(props)
  return null
}

export function ReceiptWait(props: Props) {
  useNews(props)
  return (
    <div className="thread wide" aria-hidden>
      <i />
    </div>
  )
}

export function ReceiptPix({
  seller,
  minutes,
  ...props
}: Props & { readonly seller: string; readonly minutes: number }) {
  const lost = useNews(props)
  const { voucher, total } = props.receipt
  if (voucher?.kind !== 'pix') return null
  return (
    <PixPanel
      pix={voucher}
      amount={total}
      seller={seller}
      minutes={minutes}
      lost={lost}
      again={null}
    />
  )
}
