// components/reports/change.tsx
import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Status } from '@/components/ui/status'
import type { Tally } from '@/lib/reports/approval-report'
import { rateOf, useRates } from './rates'

const SAME = 0.0005

/** How a rate moved against the period before; an arrow and words, never colour alone. */
export function RateChange({ now, before }: { readonly now: Tally; readonly before: Tally }) {
  const t = useTranslations('reports.change')
  const { points, percent } = useRates()
  if (before.tried === 0 || now.tried === 0) return null
  const difference = rateOf(now) - rateOf(before)
  const way = Math.abs(difference) < SAME ? 'same' : difference > 0 ? 'up' : 'down'
  return (
    <Status
      tone={TONE[way]}
      icon={ICON[way]}
      className="gap-1 text-xs whitespace-normal text-muted-foreground"
    >
      {t(way, { points: points(difference), before: percent(rateOf(before)) })}
    </Status>
  )
}

const ICON = { same: ArrowRight, up: ArrowUpRight, down: ArrowDownRight } as const
const TONE = { same: 'neutral', up: 'paid', down: 'waiting' } as const

/** The same for a count or a sum; what it is a change of, the words around it say. */
export function CountChange({ now, before }: { readonly now: number; readonly before: number }) {
  const t = useTranslations('reports.change')
  const { whole } = useRates()
  if (before === 0) return null
  const change = now / before - 1
  const way = change === 0 ? 'same' : change > 0 ? 'up' : 'down'
  return (
    <Status
      tone={TONE[way]}
      icon={ICON[way]}
      className="gap-1 text-xs whitespace-normal text-muted-foreground"
    >
      {t(`count.${way}`, { change: whole(Math.abs(change)) })}
    </Status>
  )
}
