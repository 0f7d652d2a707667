// components/reports/rescued-section.tsx
import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Amount } from '@/components/ui/amount'
import { Card, CardTitle } from '@/components/ui/card'
import { CodeChip } from '@/components/ui/code-chip'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Row, Rows } from '@/components/ui/rows'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import type { RescuedReport, RescuedSale } from '@/lib/reports/rescued-report'
import { CountChange } from './change'
import { DayColumns, DaysTwin } from './day-columns'
import { useRates } from './rates'

/** What a cause is called: by the acquirer that gave it, in words. */
export type NamedCause = RescuedReport['byCode'][number] & {
  readonly text: string
  readonly code: string | null
}

type Props = {
  readonly report: RescuedReport
  readonly causes: readonly NamedCause[]
  readonly before: { readonly count: number; readonly amount: Centavos }
  /** Of all sales that were paid in the period. */
  readonly revenue: Centavos
  readonly acquirers: Readonly<Record<string, string>>
  readonly nextHref: string | null
}

const CAUSES = 6

/** The product's own promise: what would have been lost, and was sold. */
export function RescuedSection({ report, causes, before, revenue, acquirers, nextHref }: Props) {
  const t = useTranslations('reports.rescued')
  const format = useFormatter()
  const { percent } = useRates()
  if (report.count === 0) {
    return (
      <Card>
        <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>
      </Card>
    )
  }
  const best = report.byDay.reduce((a, b) => (b.amount > a.amount ? b : a))
  const chart = t('chart', {
    amount: formatReais(best.amount),
    day: format.dateTime(new Date(`${best.day}T12:00:00Z`), { day: 'numeric', month: 'long' }),
  })
  return (
    <Card aria-labelledby="rescued">
      <div className="px-4 pt-4 lg:px-5 lg:pt-5">
        <CardTitle
          id="rescued"
          className="text-sm font-normal tracking-normal text-muted-foreground"
        >
          {t('title')}
        </CardTitle>
        <p className="mt-1">
          <Amount value={report.amount} size={40} />
        </p>
        <p className="mt-1 text-muted-foreground">
          {t('text', {
            count: report.count,
            share: percent(revenue === 0 ? 0 : report.amount / revenue),
          })}
        </p>
        <p className="mt-1">
          <CountChange now={report.amount} before={before.amount} />
        </p>
      </div>
      <div className="grid lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="min-w-0">
          <DayColumns days={report.byDay} label={chart} />
        </div>
        <Causes causes={causes} acquirers={acquirers} />
      </div>
      <DaysTwin days={report.byDay} label={t('title')} />
      <LastRescued sales={report.last} acquirers={acquirers} nextHref={nextHref} />
    </Card>
  )
}

function Causes({ causes, acquirers }: Pick<Props, 'causes' | 'acquirers'>) {
  const t = useTranslations('reports.rescued')
  const shown = causes.slice(0, CAUSES)
  const rest = causes.slice(CAUSES).reduce((sum, { count }) => sum + count, 0)
  return (
    <section aria-label={t('causes')} className="border-t lg:border-t-0 lg:border-l">
      <h3 className="px-4 pt-4 pb-2 lg:px-5">{t('causes')}</h3>
      <ul>
        {shown.map((cause) => (
          <li
            key={`${cause.from} ${cause.code} ${cause.text}`}
            className="flex items-baseline gap-3 border-t px-4 py-2.5 lg:px-5"
          >
            <span className="min-w-0 flex-1">
              {cause.code !== null && <CodeChip>{cause.code}</CodeChip>} {cause.text}
              <span className="block text-xs text-muted-foreground">
                {t('way', {
                  from: acquirers[cause.from] ?? cause.from,
                  to: acquirers[cause.to] ?? cause.to,
                })}
              </span>
            </span>
            <span className="num text-right">
              <span className="block font-medium">{formatReais(cause.amount)}</span>
              <span className="text-xs text-muted-foreground">
                {t('count', { count: cause.count })}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p className="num border-t px-4 py-2.5 text-xs text-muted-foreground lg:px-5">
          {t('others', { count: rest })}
        </p>
      )}
    </section>
  )
}

function LastRescued({
  sales,
  acquirers,
  nextHref,
}: {
  readonly sales: readonly RescuedSale[]
} & Pick<Props, 'acquirers' | 'nextHref'>) {
  const t = useTranslations('reports.rescued')
  return (
    <section aria-label={t('list')} id="sales" className="border-t">
      <h3 className="px-4 pt-4 pb-2 lg:px-5">{t('list')}</h3>
      <Rows className="border-t">
        {sales.map((sale) => (
          <Row
            key={sale.id}
            className="relative flex items-baseline gap-3 py-[11px] hover:bg-[color-mix(in_oklab,var(--muted)_50%,var(--card))]"
          >
            <span className="num w-28 shrink-0 text-muted-foreground max-sm:hidden">
              <RelativeTime at={sale.at} />
            </span>
            <Link
              prefetch={false}
              href={`/sales/${sale.id}`}
              className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
            >
              {sale.buyer}
            </Link>
            <span className="num inline-flex items-center gap-1 text-muted-foreground max-[379px]:hidden">
              {acquirers[sale.from] ?? sale.from}
              <ArrowRight aria-label={t('then')} className="size-3.5" />
              {acquirers[sale.to] ?? sale.to}
            </span>
            {sale.ms !== null && (
              <span className="num w-20 text-right text-muted-foreground max-md:hidden">
                {t('ms', { ms: sale.ms })}
              </span>
            )}
            <span className="num w-24 text-right font-medium">{formatReais(sale.amount)}</span>
          </Row>
        ))}
      </Rows>
      {nextHref !== null && (
        <p className="border-t px-4 py-3 lg:px-5">
          <Link href={nextHref} rel="next" className="prose-link text-muted-foreground">
            {t('older')}
          </Link>
        </p>
      )}
    </section>
  )
}
