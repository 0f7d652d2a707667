// components/offers/offers-table.tsx
import { CircleCheck, CircleDashed, CirclePause } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
import { CopyButton } from '@/components/ui/copy-button'
import { Status } from '@/components/ui/status'
import {
  rowLink,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import { formatReais } from '@/lib/kernel/money'
import type { OfferRow } from '@/lib/offers/views'
import { SoldChart } from './sold-chart'

type Props = {
  readonly offers: readonly OfferRow[]
  /** The public origin: short links are made of it and the code. */
  readonly origin: string
}

const STATE = {
  draft: { tone: 'neutral', icon: CircleDashed },
  published: { tone: 'paid', icon: CircleCheck },
  paused: { tone: 'waiting', icon: CirclePause },
} as const

export function OffersTable({ offers, origin }: Props) {
  const t = useTranslations('offers.table')
  return (
    <Card>
      <Table>
        <caption className="sr-only">{t('caption')}</caption>
        <TableHeader>
          <TableRow>
            <TableHead>{t('offer')}</TableHead>
            <TableHead>{t('state')}</TableHead>
            <TableHead className="max-lg:hidden">{t('days')}</TableHead>
            <TableHead numeric>{t('sales')}</TableHead>
            <TableHead numeric title={t('revenueHint')}>
              {t('revenue')}
            </TableHead>
            <TableHead>{t('link')}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {offers.map((offer) => (
            <OfferLine key={offer.id} offer={offer} origin={origin} />
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

function OfferLine({ offer, origin }: { readonly offer: OfferRow; readonly origin: string }) {
  const t = useTranslations('offers.table')
  const state = useTranslations('offers.state')
  const price = offer.price === null ? t('noPrice') : formatReais(offer.price)
  return (
    <TableRow>
      <TableCell phone="title" className="md:w-[34%] md:max-w-0">
        <Link href={`/offers/${offer.id}`} className={`${rowLink} block truncate font-medium`}>
          {offer.title}
        </Link>
        <span className="block truncate text-xs font-normal text-muted-foreground">
          {price}
          {offer.hasDraft && offer.state !== 'draft' && ` · ${t('changes')}`}
        </span>
      </TableCell>
      <TableCell phone="line">
        <Status {...STATE[offer.state]}>{state(offer.state)}</Status>
        <span className="num text-muted-foreground md:hidden">
          {` · ${t('salesCount', { count: offer.sales })}`}
        </span>
      </TableCell>
      <TableCell phone="hide" className="max-lg:hidden">
        <SoldChart days={offer.lastDays} />
      </TableCell>
      <TableCell phone="hide" numeric>
        {offer.sales}
      </TableCell>
      <TableCell phone="value" numeric className="whitespace-nowrap">
        {formatReais(offer.revenue)}
      </TableCell>
      <TableCell phone="hide">
        {offer.state === 'published' && (
          <span className="relative z-10 flex items-center gap-1">
            <Mono className="break-normal">/s/{offer.code}</Mono>
            <CopyButton
              text={`${origin}/s/${offer.code}`}
              label={t('copy', { title: offer.title })}
            />
            <span className="num text-xs text-muted-foreground">
              {t('clicksCount', { count: offer.clicks })}
            </span>
          </span>
        )}
      </TableCell>
    </TableRow>
  )
}
