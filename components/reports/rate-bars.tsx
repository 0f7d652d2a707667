// components/reports/rate-bars.tsx
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Progress } from '@/components/ui/progress'
import { Twin } from '@/components/ui/twin'
import type { Tally } from '@/lib/reports/approval-report'
import { rateOf, useRates } from './rates'

export type RateRow = Tally & {
  readonly key: string
  readonly name: string
  readonly note?: ReactNode
}

/** A rate a row, to scale, with what it is a rate of. The table below says the same in numbers. */
export function RateBars({
  title,
  column,
  rows,
}: {
  readonly title: string
  /** What the rows are: the head of the table's first column. */
  readonly column: string
  readonly rows: readonly RateRow[]
}) {
  const t = useTranslations('reports')
  const { percent, count } = useRates()
  if (rows.length === 0) return null
  return (
    <section aria-label={title} className="flex flex-col">
      <h3 className="px-4 pt-4 lg:px-5">{title}</h3>
      <ul className="grid gap-3.5 px-4 py-3.5 lg:px-5">
        {rows.map((row) => {
          const of = t('of', { approved: count(row.approved), tried: count(row.tried) })
          const rate = percent(rateOf(row))
          return (
            <li
              key={row.key}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-1.5"
            >
              <span className="min-w-0">
                <span className="font-medium">{row.name}</span>{' '}
                <span className="num text-xs text-muted-foreground">{of}</span>
              </span>
              <span className="num font-semibold">{rate}</span>
              <Progress
                className="col-span-full"
                label={`${row.name}, ${of}: ${rate}`}
                parts={[{ share: rateOf(row), tone: row.tried < FEW ? 'soft' : 'ink' }]}
              />
              {row.note != null && <span className="col-span-full">{row.note}</span>}
            </li>
          )
        })}
      </ul>
      {rows.some(({ tried }) => tried < FEW) && (
        <p className="px-4 pb-3 text-xs text-muted-foreground lg:px-5">
          {t('few', { count: FEW })}
        </p>
      )}
      <div className="mt-auto">
        <Twin summary={t('table')} label={title}>
          <thead>
            <tr>
              <th scope="col">{column}</th>
              <th scope="col">{t('tried')}</th>
              <th scope="col">{t('approved')}</th>
              <th scope="col">{t('rate')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                <td>{count(row.tried)}</td>
                <td>{count(row.approved)}</td>
                <td>{percent(rateOf(row))}</td>
              </tr>
            ))}
          </tbody>
        </Twin>
      </div>
    </section>
  )
}

/** Below this a rate is an anecdote. */
export const FEW = 20
