// components/instances/warm-up-days.tsx
'use client'

import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'

type Props = {
  /** How many on each day, as typed; empty is our proposal. */
  readonly plan: readonly number[]
  /** Which of them today is, from 0. */
  readonly today: number
}

/** The first days of a number, one box a day: what is behind, today, and what comes. */
export function WarmUpDays({ plan, today }: Props) {
  const t = useTranslations('instances.pace')
  return (
    <ol className="flex flex-wrap gap-1.5" aria-label={t('warmUpDays')}>
      {plan.map((most, day) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a day has no name but its place
          key={day}
          aria-current={day === today ? 'date' : undefined}
          className={cn(
            'min-w-16 rounded-md border px-2.5 py-1.5 text-center',
            day < today && 'text-muted-foreground',
            day === today && 'border-foreground',
          )}
        >
          <span className="block text-xs text-muted-foreground">
            {day === today ? t('warmUpToday') : t('warmUpDay', { n: day + 1 })}
          </span>
          <span className="num text-sm font-semibold">{most}</span>
        </li>
      ))}
      <li
        className={cn(
          'min-w-16 rounded-md border border-dashed px-2.5 py-1.5 text-center text-muted-foreground',
          today >= plan.length && 'border-foreground text-foreground',
        )}
      >
        <span className="block text-xs">{t('warmUpAfter')}</span>
        <span className="text-sm">{t('warmUpFull')}</span>
      </li>
    </ol>
  )
}
