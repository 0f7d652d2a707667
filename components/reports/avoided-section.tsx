// components/reports/avoided-section.tsx
import { useFormatter, useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'

export type Saved = { readonly currency: 'BRL' | 'USD'; readonly cents: number }

export type AvoidedRule = {
  readonly key: string
  readonly text: string
  readonly count: number
  /** Null where the rule forbids and publishes no sum. */
  readonly saved: Saved | null
}

export type SavedSums = { readonly count: number; readonly brl: number; readonly usd: number }

type Props = {
  readonly rules: readonly AvoidedRule[]
  readonly count: number
  readonly saved: SavedSums
}

/** Cards that were not sent because their brand fines it. Absent while there was none. */
export function AvoidedSection({ rules, count, saved }: Props) {
  const t = useTranslations('reports.avoided')
  const sum = useSum()
  if (count === 0) return null
  const sums = [
    ...(saved.brl > 0 ? [sum({ currency: 'BRL', cents: saved.brl })] : []),
    ...(saved.usd > 0 ? [sum({ currency: 'USD', cents: saved.usd })] : []),
  ]
  return (
    <Card aria-labelledby="avoided">
      <CardHeader className="flex-wrap items-start">
        <div>
          <CardTitle id="avoided">{t('title')}</CardTitle>
          <p className="max-w-[60ch] text-muted-foreground">{t('text', { count })}</p>
        </div>
        {sums.length > 0 && (
          <p className="num shrink-0 sm:text-right">
            <span className="block font-semibold">{sums.join(` ${t('and')} `)}</span>
            <span className="block text-xs text-muted-foreground">
              {t('fined', { count: saved.count })}
            </span>
          </p>
        )}
      </CardHeader>
      <ul className="mt-3">
        {rules.map((rule) => (
          <li
            key={rule.key}
            className="flex items-baseline justify-between gap-x-8 border-t px-4 py-3 lg:px-5"
          >
            <span className="max-w-[64ch] min-w-0">{rule.text}</span>
            <span className="num shrink-0 text-right">
              <span className="block font-semibold">{t('times', { count: rule.count })}</span>
              {rule.saved !== null && (
                <span className="block text-xs text-muted-foreground">{sum(rule.saved)}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <CardContent className="border-t text-xs text-muted-foreground">{t('source')}</CardContent>
    </Card>
  )
}

const CENTS = 100

function useSum() {
  const format = useFormatter()
  return ({ currency, cents }: Saved) =>
    format.number(cents / CENTS, { style: 'currency', currency })
}
