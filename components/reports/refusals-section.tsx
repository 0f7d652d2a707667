// components/reports/refusals-section.tsx
import { useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { CodeChip } from '@/components/ui/code-chip'
import { EmptyState } from '@/components/ui/empty-state'
import { Progress } from '@/components/ui/progress'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import { useRates } from './rates'

/** Refusals that ask for the same thing to be done. */
export type RefusalGroup = {
  readonly key: string
  readonly title: string
  readonly todo: string
  readonly count: number
  readonly amount: Centavos
  readonly codes: readonly {
    readonly code: string
    readonly text: string
    readonly count: number
  }[]
}

type Props = {
  readonly groups: readonly RefusalGroup[]
  readonly count: number
  /** Where those that the groups leave out would be: rare kinds. */
  readonly rest: number
}

const CODES = 4

/** Why cards were refused, and what somebody can do about each reason. */
export function RefusalsSection({ groups, count, rest }: Props) {
  const t = useTranslations('reports.refusals')
  const { percent, count: number } = useRates()
  return (
    <Card aria-labelledby="refusals">
      <CardHeader className="items-start">
        <div>
          <CardTitle id="refusals">{t('title')}</CardTitle>
          {count > 0 && <p className="num text-muted-foreground">{t('text', { count })}</p>}
        </div>
      </CardHeader>
      {groups.length === 0 ? (
        <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>
      ) : (
        <ul className="mt-3">
          {groups.map((group) => {
            const share = group.count / count
            const of = t('of', { count: group.count, share: percent(share) })
            return (
              <li
                key={group.key}
                className="grid gap-x-8 gap-y-2 border-t px-4 py-3.5 md:grid-cols-[minmax(0,1fr)_240px] lg:px-5"
              >
                <div className="min-w-0">
                  <h3>{group.title}</h3>
                  <p className="mt-0.5 max-w-[64ch] text-muted-foreground">{group.todo}</p>
                  <ul className="mt-1.5 flex flex-wrap gap-x-3 gap-y-1 text-xs/5 text-muted-foreground">
                    {group.codes.slice(0, CODES).map(({ code, text, count: times }) => (
                      <li key={code} className="min-w-0">
                        <CodeChip>{code}</CodeChip> {text}, {number(times)}
                      </li>
                    ))}
                    {group.codes.length > CODES && (
                      <li>{t('moreCodes', { count: group.codes.length - CODES })}</li>
                    )}
                  </ul>
                </div>
                <div>
                  <p className="num flex items-baseline justify-between gap-3">
                    <span className="font-semibold">{of}</span>
                    <span className="text-xs text-muted-foreground">
                      {formatReais(group.amount)}
                    </span>
                  </p>
                  <Progress
                    className="mt-1.5"
                    label={`${group.title}: ${of}`}
                    parts={[{ share, tone: 'ink' }]}
                  />
                </div>
              </li>
            )
          })}
        </ul>
      )}
      {rest > 0 && (
        <CardContent className="num border-t text-xs text-muted-foreground">
          {t('rest', { count: rest })}
        </CardContent>
      )}
    </Card>
  )
}
