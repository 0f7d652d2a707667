// components/reports/approval-section.tsx
import { useTranslations } from 'next-intl'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { CARD_BRANDS } from '@/lib/kernel/card-brand'
import type { ApprovalReport } from '@/lib/reports/approval-report'
import { RateChange } from './change'
import { HeatWeek } from './heat-week'
import { RateBars } from './rate-bars'
import { rateOf, useRates } from './rates'

type Props = {
  readonly report: ApprovalReport
  readonly acquirers: Readonly<Record<string, string>>
}

/** How the cards fared: every rate with its counts, every drawing with its table. */
export function ApprovalSection({ report, acquirers }: Props) {
  const t = useTranslations('reports.approval')
  const words = useTranslations('reports')
  const { percent, count } = useRates()
  const { all } = report
  if (all.tried === 0) {
    return (
      <Card>
        <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>
      </Card>
    )
  }
  return (
    <Card aria-labelledby="approval">
      <CardHeader className="items-start">
        <div>
          <CardTitle
            id="approval"
            className="text-sm font-normal tracking-normal text-muted-foreground"
          >
            {t('title')}
          </CardTitle>
          <p className="num mt-1 text-2xl font-semibold tracking-[-0.035em]">
            {percent(rateOf(all))}
          </p>
          <p className="num text-muted-foreground">
            {t('of', { approved: count(all.approved), tried: count(all.tried) })}
          </p>
          <p className="mt-1">
            <RateChange now={all} before={report.before} />
          </p>
        </div>
      </CardHeader>
      <div className="mt-3 grid border-t lg:grid-cols-3 [&>*+*]:border-t lg:[&>*+*]:border-t-0 lg:[&>*+*]:border-l">
        <RateBars
          title={t('byAcquirer')}
          column={t('acquirer')}
          rows={report.byAcquirer
            .map(({ code, before, ...tally }) => ({
              ...tally,
              key: code,
              name: acquirers[code] ?? code,
              note: <RateChange now={tally} before={before} />,
            }))
            .toSorted((a, b) => b.tried - a.tried)}
        />
        <RateBars
          title={t('byBrand')}
          column={t('brand')}
          rows={report.byBrand.map(({ brand, ...tally }) => ({
            ...tally,
            key: brand ?? '',
            name: brandName(brand) ?? t('noBrand'),
          }))}
        />
        <RateBars
          title={t('byInstallments')}
          column={words('installments')}
          rows={report.byInstallments.map(({ count: parts, ...tally }) => ({
            ...tally,
            key: String(parts),
            name: t('parts', { count: parts }),
          }))}
        />
      </div>
      <HeatWeek week={report.byHour} />
    </Card>
  )
}

const brandName = (brand: string | null) =>
  brand === null ? null : (CARD_BRANDS[brand as keyof typeof CARD_BRANDS]?.label ?? brand)

/** A Pix and a boleto are not approved: they are issued, and then paid or not. */
export function VouchersSection({ report }: Pick<Props, 'report'>) {
  const t = useTranslations('reports.vouchers')
  const method = useTranslations('sales.method')
  const rows = report.vouchers.filter(({ tried }) => tried > 0)
  if (rows.length === 0) return null
  return (
    <Card>
      <RateBars
        title={t('title')}
        column={t('method')}
        rows={rows.map((row) => ({ ...row, key: row.method, name: method(row.method) }))}
      />
    </Card>
  )
}
