// components/links/links-table.tsx

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { shareOf, useShares } from '@/components/figures/shares'
import { Card } from '@/components/ui/card'
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
import type { ShortLinkRow } from '@/lib/offers/short-links-view'
import type { LinkFigures } from '@/lib/reports/offer-figures'
import { type ArchiveLink, LinkActions } from './link-actions'

type Props = {
  readonly links: readonly ShortLinkRow[]
  readonly sums: ReadonlyMap<string, LinkFigures>
  /** Of the offer's own pages in the panel. */
  readonly path: string
  /** The public address that codes are added to. */
  readonly origin: string
  readonly archive: ArchiveLink | null
}

/** Every way to the page, and what came by it since it was made. */
export function LinksTable(props: Props) {
  const t = useTranslations('links')
  const columns = useTranslations('figures.column')
  return (
    <Card aria-label={t('title')}>
      <Table>
        <caption className="sr-only">{t('caption')}</caption>
        <TableHeader>
          <TableRow>
            <TableHead>{columns('link')}</TableHead>
            <TableHead numeric>{columns('clicks')}</TableHead>
            <TableHead numeric>{columns('visitors')}</TableHead>
            <TableHead numeric>{columns('sales')}</TableHead>
            <TableHead numeric>{columns('conversion')}</TableHead>
            <TableHead numeric>{columns('paid')}</TableHead>
            <TableHead>
              <span className="sr-only">{t('actions')}</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {props.links.map((link) => (
            <Line key={link.id} link={link} {...props} />
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

function Line({ link, sums, path, origin, archive }: Props & { readonly link: ShortLinkRow }) {
  const t = useTranslations('links')
  const { count, percent } = useShares()
  const found = sums.get(link.code)
  const rate = percent(shareOf(found?.sales ?? 0, found?.visitors ?? 0))
  const name = link.label === '' ? t('main') : link.label
  const origins = [
    ...Object.entries(link.tracking).map(([key, value]) => `${key}=${value}`),
    ...(link.affiliateCode === null ? [] : [t('ofAffiliate', { code: link.affiliateCode })]),
  ]
  return (
    <TableRow>
      <TableCell phone="title" className="break-words md:max-w-80">
        {name}
        <Mono className="block font-normal text-muted-foreground">/s/{link.code}</Mono>
        {origins.length > 0 && (
          <span className="block text-xs font-normal break-words text-muted-foreground">
            {origins.join(' · ')}
          </span>
        )}
      </TableCell>
      <NumberCell>{count(link.clicks)}</NumberCell>
      <NumberCell>{count(found?.visitors ?? 0)}</NumberCell>
      <TableCell phone="hide" numeric className="font-normal">
        {found === undefined || found.sales === 0 ? (
          count(0)
        ) : (
          <Link className="prose-link" href={`/sales?link=${link.code}`}>
            {count(found.sales)}
          </Link>
        )}
      </TableCell>
      <NumberCell>{rate}</NumberCell>
      <TableCell phone="value" numeric className="whitespace-nowrap">
        {found === undefined || found.paid === 0 ? '–' : formatReais(found.paid)}
      </TableCell>
      <TableCell className="num text-xs text-muted-foreground md:hidden">
        {t('line', { clicks: link.clicks, sales: found?.sales ?? 0, rate })}
      </TableCell>
      <TableCell>
        <LinkActions
          link={link}
          name={name}
          address={`${origin}/s/${link.code}`}
          qr={`${path}/${link.id}/qr`}
          archive={archive}
        />
      </TableCell>
    </TableRow>
  )
}
