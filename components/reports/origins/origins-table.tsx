// components/reports/origins/origins-table.tsx

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { NumberCell } from '@/components/ui/number-cell'
import { Stat, Stats } from '@/components/ui/stats'
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import { formatReais } from '@/lib/kernel/money'
import type {
  OriginDimension,
  OriginRow,
  OriginScope,
  OriginSums,
  OriginsReport,
} from '@/lib/reports/origins-report'
import { CountChange } from '../change'
import { useRates } from '../rates'

type Named = { readonly id: string; readonly name: string }

type Props = Pick<OriginScope, 'by' | 'only'> & {
  readonly report: OriginsReport
  readonly before: OriginSums
  readonly stores: readonly Named[]
  readonly hrefOf: (more: Readonly<Record<string, string>>) => string
}

const rateOf = ({ waiting, converted }: OriginSums) => (waiting === 0 ? null : converted / waiting)

/** Where the buyers came from, and what each place is worth. A value that is pressed narrows it down. */
export function OriginsTable(props: Props) {
  const { report, before } = props
  const t = useTranslations('reports.origins')
  const { all } = report
  if (report.rows.length === 0) return <Nothing {...props} />
  return (
    <Card aria-label={t('title')}>
      <Sums all={all} before={before} />
      <div className="border-t md:overflow-x-auto">
        <Table>
          <TableHeader>
            <TableRow>
              {props.by.map((name) => (
                <TableHead key={name}>{t(`name.${name}`)}</TableHead>
              ))}
              <TableHead numeric>{t('purchases')}</TableHead>
              <TableHead numeric>{t('waiting')}</TableHead>
              <TableHead numeric>{t('conversion')}</TableHead>
              <TableHead numeric>{t('returned')}</TableHead>
              <TableHead numeric>{t('recovered')}</TableHead>
              <TableHead numeric>{t('revenue')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {report.rows.map((row) => (
              <Line key={JSON.stringify(row.values)} row={row} {...props} />
            ))}
          </TableBody>
        </Table>
      </div>
      {report.cut && (
        <p className="border-t px-4 py-3 text-xs text-muted-foreground lg:px-5">
          {t('cut', { count: report.rows.length })}
        </p>
      )}
      <CardContent className="border-t text-xs text-muted-foreground">{t('note')}</CardContent>
    </Card>
  )
}

function Sums({ all, before }: { readonly all: OriginSums; readonly before: OriginSums }) {
  const t = useTranslations('reports.origins')
  const { percent, count } = useRates()
  const conversion = rateOf(all)
  return (
    <Stats className="border-t-0">
      <Stat
        label={t('revenue')}
        value={formatReais(all.revenue)}
        note={<CountChange now={all.revenue} before={before.revenue} />}
      />
      <Stat
        label={t('purchases')}
        value={count(all.purchases)}
        note={<CountChange now={all.purchases} before={before.purchases} />}
      />
      <Stat
        label={t('conversion')}
        value={conversion === null ? '–' : percent(conversion)}
        note={t('of', { converted: count(all.converted), waiting: count(all.waiting) })}
      />
      <Stat
        label={t('recovered')}
        value={formatReais(all.recoveredAmount)}
        note={t('orders', { count: all.recovered })}
      />
    </Stats>
  )
}

function Line({ row, by, stores, hrefOf }: Props & { readonly row: OriginRow }) {
  const t = useTranslations('reports.origins')
  const { percent, count } = useRates()
  const conversion = rateOf(row)
  const money = (amount: OriginSums['revenue']) => (amount === 0 ? '–' : formatReais(amount))
  return (
    <TableRow>
      {by.map((name, at) => (
        <TableCell key={name} phone={at === 0 ? 'title' : 'line'} className="break-words">
          <Value name={name} value={row.values[at] ?? ''} {...{ stores, hrefOf }} />
        </TableCell>
      ))}
      <NumberCell>{count(row.purchases)}</NumberCell>
      <NumberCell>{count(row.waiting)}</NumberCell>
      <NumberCell>{conversion === null ? '–' : percent(conversion)}</NumberCell>
      <NumberCell>{money(row.returnedAmount)}</NumberCell>
      <NumberCell>{money(row.recoveredAmount)}</NumberCell>
      <TableCell phone="value" numeric className="md:pr-4 lg:pr-5">
        {money(row.revenue)}
      </TableCell>
      <TableCell className="text-xs text-muted-foreground md:hidden">
        {t('line', {
          purchases: row.purchases,
          waiting: row.waiting,
          recovered: row.recovered === 0 ? 'none' : formatReais(row.recoveredAmount),
        })}
      </TableCell>
    </TableRow>
  )
}

type ValueProps = Pick<Props, 'stores' | 'hrefOf'> & {
  readonly name: OriginDimension
  readonly value: string
}

function Value({ name, value, stores, hrefOf }: ValueProps) {
  const t = useTranslations('reports.origins')
  const words = name === 'store' ? (stores.find(({ id }) => id === value)?.name ?? value) : value
  return (
    <Link href={hrefOf({ [name]: value })} className="hover:underline">
      {value === '' ? <span className="text-muted-foreground">{t('without')}</span> : words}
    </Link>
  )
}

function Nothing({ only, stores }: Props) {
  const t = useTranslations('reports.origins.none')
  const filtered = Object.keys(only).length > 0
  const kind = filtered ? 'filtered' : stores.length === 0 ? 'new' : 'quiet'
  const href = { filtered: '/reports/origins', new: '/stores/new', quiet: '/stores' } as const
  return (
    <Card>
      <EmptyState
        title={t(`${kind}.title`)}
        action={
          <Button asChild>
            <Link href={href[kind]}>{t(`${kind}.action`)}</Link>
          </Button>
        }
      >
        {t(`${kind}.text`)}
      </EmptyState>
    </Card>
  )
}
