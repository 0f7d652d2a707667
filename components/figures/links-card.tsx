// components/figures/links-card.tsx

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
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
import type { LinkFigures } from '@/lib/reports/offer-figures'
import { shareOf, useShares } from './shares'

export type NamedLink = {
  readonly code: string
  readonly label: string
  readonly sums: LinkFigures
}

type Props = { readonly links: readonly NamedLink[]; readonly href: string }

/** What each short link brought in these days. */
export function LinksCard({ links, href }: Props) {
  const t = useTranslations('figures')
  if (links.length === 0) return null
  return (
    <Card aria-label={t('links.title')}>
      <CardHeader className="pb-3">
        <CardTitle>{t('links.title')}</CardTitle>
        <Button asChild size="sm">
          <Link href={href}>{t('links.all')}</Link>
        </Button>
      </CardHeader>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t('column.link')}</TableHead>
            <TableHead numeric>{t('column.clicks')}</TableHead>
            <TableHead numeric>{t('column.visitors')}</TableHead>
            <TableHead numeric>{t('column.sales')}</TableHead>
            <TableHead numeric>{t('column.conversion')}</TableHead>
            <TableHead numeric>{t('column.paid')}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {links.map((link) => (
            <Line key={link.code} {...link} />
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

function Line({ code, label, sums }: NamedLink) {
  const t = useTranslations('figures')
  const { count, percent } = useShares()
  const rate = percent(shareOf(sums.sales, sums.visitors))
  return (
    <TableRow>
      <TableCell phone="title" className="break-words">
        {label === '' ? t('links.main') : label}{' '}
        <Mono className="block text-xs font-normal">/s/{code}</Mono>
      </TableCell>
      <NumberCell>{count(sums.clicks)}</NumberCell>
      <NumberCell>{count(sums.visitors)}</NumberCell>
      <NumberCell>{count(sums.sales)}</NumberCell>
      <NumberCell>{rate}</NumberCell>
      <TableCell phone="value" numeric className="whitespace-nowrap md:pr-4 lg:pr-5">
        {sums.paid === 0 ? '–' : formatReais(sums.paid)}
      </TableCell>
      <TableCell className="num text-xs text-muted-foreground md:hidden">
        {t('links.line', { clicks: sums.clicks, sales: sums.sales, rate })}
      </TableCell>
    </TableRow>
  )
}
