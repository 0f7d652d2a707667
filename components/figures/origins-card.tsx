// components/figures/origins-card.tsx

import { ArrowDown } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { Filters } from '@/components/ui/filters'
import { NumberCell } from '@/components/ui/number-cell'
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import { formatReais } from '@/lib/kernel/money'
import type { FigureOrder, FigureRow } from '@/lib/reports/offer-figures'
import { shareOf, useOriginName, useShares } from './shares'

type Props = {
  readonly rows: readonly FigureRow[]
  readonly byCampaign: boolean
  readonly order: FigureOrder
  readonly hasLeads: boolean
  readonly hrefOf: (more: Readonly<Record<string, string>>) => string
  /** The file of the same lines. */
  readonly file: ReactNode
}

/** Where the visitors came from, and what each place is worth. */
export function OriginsCard({ rows, byCampaign, order, hasLeads, hrefOf, file }: Props) {
  const t = useTranslations('figures')
  if (rows.length === 0) return null
  const columns = (
    ['visitors', 'leads', 'checkouts', 'sales', 'conversion', 'paid'] as const
  ).filter((column) => column !== 'leads' || hasLeads)
  return (
    <Card aria-label={t('origins.title')} id="origins">
      <CardHeader className="flex-wrap pb-2">
        <CardTitle>{t('origins.title')}</CardTitle>
        {file}
      </CardHeader>
      <div className="px-3 lg:px-4">
        <Filters
          label={t('origins.by')}
          links={[
            { href: hrefOf({ by: 'origin' }), label: t('origins.origin'), current: !byCampaign },
            { href: hrefOf({ by: 'campaign' }), label: t('origins.campaign'), current: byCampaign },
          ]}
        />
      </div>
      <Table>
        <caption className="sr-only">{t('origins.caption')}</caption>
        <TableHeader>
          <TableRow>
            <TableHead>{t('column.origin')}</TableHead>
            {columns.map((column) => (
              <TableHead key={column} numeric aria-sort={order === column ? 'descending' : 'none'}>
                <Link
                  href={`${hrefOf({ sort: column })}#origins`}
                  scroll={false}
                  className="inline-flex items-center gap-1 hover:text-foreground"
                >
                  {order === column && <ArrowDown aria-hidden className="size-3.5" />}
                  {t(`column.${column}`)}
                </Link>
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <Line key={`${row.key}\n${row.campaign}`} {...{ row, hasLeads, byCampaign }} />
          ))}
        </TableBody>
      </Table>
      <p className="border-t px-4 py-3 text-xs text-muted-foreground lg:px-5">
        {t('origins.note')}
      </p>
    </Card>
  )
}

function Line({
  row,
  hasLeads,
  byCampaign,
}: Pick<Props, 'hasLeads' | 'byCampaign'> & { readonly row: FigureRow }) {
  const t = useTranslations('figures')
  const nameOf = useOriginName()
  const { count, percent } = useShares()
  const rate = percent(shareOf(row.sales, row.visitors))
  return (
    <TableRow>
      <TableCell phone="title" className="break-words md:max-w-64">
        {nameOf(row.key)}
        {byCampaign && (
          <span className="block text-xs font-normal text-muted-foreground">
            {row.campaign === '' ? t('origin.noCampaign') : row.campaign}
          </span>
        )}
      </TableCell>
      <NumberCell>{count(row.visitors)}</NumberCell>
      {hasLeads && <NumberCell>{count(row.leads)}</NumberCell>}
      <NumberCell>{count(row.checkouts)}</NumberCell>
      <NumberCell>{count(row.sales)}</NumberCell>
      <NumberCell>{rate}</NumberCell>
      <TableCell phone="value" numeric className="whitespace-nowrap md:pr-4 lg:pr-5">
        {row.paid === 0 ? '–' : formatReais(row.paid)}
      </TableCell>
      <TableCell className="num text-xs text-muted-foreground md:hidden">
        {t('origins.line', { visitors: row.visitors, sales: row.sales, rate })}
      </TableCell>
    </TableRow>
  )
}
