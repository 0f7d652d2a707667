// components/sales/sale-status.tsx
import { CircleSlash, type LucideIcon, RotateCcw, ShieldAlert, TimerOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import type { PaymentMethod } from '@/db/schema/payments'
import type { SaleStatus as Word } from '@/db/schema/sales'

/** What each status of a sale means to the producer. */
export const SALE_TONE: Readonly<Record<Word, Tone>> = {
  pending: 'waiting',
  authorized: 'authorized',
  paid: 'paid',
  refused: 'refused',
  failed: 'refused',
  canceled: 'returned',
  refunded: 'returned',
  partially_refunded: 'returned',
  charged_back: 'refused',
  expired: 'returned',
}

const ICON: Partial<Readonly<Record<Word, LucideIcon>>> = {
  canceled: CircleSlash,
  refunded: RotateCcw,
  partially_refunded: RotateCcw,
  charged_back: ShieldAlert,
  expired: TimerOff,
}

export function SaleStatus({
  status,
  method = 'card',
  chip = false,
}: {
  readonly status: Word
  /** Whoever pays by Pix or boleto is waited for, not the acquirer. */
  readonly method?: PaymentMethod
  readonly chip?: boolean
}) {
  const t = useTranslations('sales')
  const icon = ICON[status]
  const waits = status === 'pending' && method !== 'card'
  return (
    <Status tone={SALE_TONE[status]} chip={chip} {...(icon !== undefined && { icon })}>
      {waits ? t(`waitsFor.${method}`) : t(`status.${status}`)}
    </Status>
  )
}
