// components/offers-list/offers-table.tsx

import { Archive, CircleCheck, CircleDashed, CirclePause } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { shareOf, useShares } from '@/components/figures/shares'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { NumberCell } from '@/components/ui/number-cell'
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
import { type Centavos, centavos, formatReais } from '@/lib/kernel/money'
import type { OfferRow } from '@/lib/offers/list-offers'
import { type MoveOffer, OfferMenu } from './offer-menu'
import { SoldChart } from './sold-chart'

type Props = {
  readonly offers: readonly OfferRow[]
  /** The public origin: pages and short links are made of it and the code. */
  readonly origin: string
  /** Null for who only looks. */
  readonly acts: {
    readonly move: MoveOffer
    readonly duplicate: (offerId: string, title: string) => Promise<string>
  } | null
}

const LOOK = {
  draft: { tone: 'neutral', icon: CircleDashed },
  published: { tone: 'paid', icon: CircleCheck },
  paused: { tone: 'waiting', icon: CirclePause },
  archived: { tone: 'returned', icon: Archive },
} as const

export function OffersTable({ offers, origin, acts }: Props) {
  const t = useTranslations('offers.table')
  return (
    <Card>
      <Table>
        <caption className="sr-only">{t('caption')}</caption>
        <TableHeader>
          <TableRow>
            <TableHead>{t('offer')}</TableHead>
            <TableHead className="max-lg:hidden">{t('days')}</TableHead>
            <TableHead numeric className="max-lg:hidden" title={t('visitorsHint')}>
              {t('visitors')}
            </TableHead>
            <TableHead numeric title={t('conversionHint')}>
              {t('conversion')}
            </TableHead>
            <TableHead numeric>{t('sales')}</TableHead>
            <TableHead numeric title={t('revenueHint')}>
              {t('revenue')}
            </TableHead>
            <TableHead>
              <span className="sr-only">{t('link')}</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {offers.map((offer) => (
            <OfferLine key={offer.id} offer={offer} origin={origin} acts={acts} />
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

function OfferLine({ offer, origin, acts }: Omit<Props, 'offers'> & { readonly offer: OfferRow }) {
  const t = useTranslations('offers.table')
  const { count, percent } = useShares()
  const rate = percent(shareOf(offer.pageSales, offer.visitors))
  const isOpen = offer.state === 'published' && !offer.isArchived
  return (
    <TableRow>
      <TableCell phone="title" className="md:w-[38%] md:max-w-0">
        <Link href={`/offers/${offer.id}`} className={`${rowLink} block truncate font-medium`}>
          {offer.title}
        </Link>
        <AboutOffer offer={offer} />
      </TableCell>
      <TableCell phone="hide" className="max-lg:hidden">
        <SoldChart days={offer.lastDays} />
      </TableCell>
      <TableCell phone="hide" numeric className="font-normal max-lg:hidden">
        {count(offer.visitors)}
      </TableCell>
      <NumberCell>{rate}</NumberCell>
      <NumberCell>{count(offer.sales)}</NumberCell>
      <TableCell phone="value" numeric className="whitespace-nowrap">
        {formatReais(offer.revenue)}
      </TableCell>
      <TableCell className="num text-xs whitespace-normal text-muted-foreground md:hidden">
        {t('phoneLine', { visitors: offer.visitors, sales: offer.sales, rate })}
      </TableCell>
      <TableCell>
        <span className="relative z-10 flex items-center justify-end gap-1">
          <span className="mr-auto md:hidden">
            {offer.state !== 'draft' && <SoldChart days={offer.lastDays} />}
          </span>
          {isOpen && (
            <CopyButton
              text={`${origin}/s/${offer.code}`}
              label={t('copy', { title: offer.title })}
            />
          )}
          <OfferMenu
            offer={offer}
            page={isOpen ? `${origin}/o/${offer.code}` : null}
            copyTitle={t('copyOf', { title: offer.title }).slice(0, TITLE_MAX)}
            acts={acts}
          />
        </span>
      </TableCell>
    </TableRow>
  )
}

const TITLE_MAX = 120
const BASIS_POINTS = 10_000
const TRACKER_NAME = { ga4: 'GA4', metaPixel: 'Meta Pixel', googleAds: 'Google Ads' } as const

/** State first, then price, and whatever of it is worth knowing before it is opened. */
function AboutOffer({ offer }: { readonly offer: OfferRow }) {
  const t = useTranslations('offers.table')
  const state = useTranslations('offers.state')
  const { percent } = useShares()
  const earned = ({ kind, value }: NonNullable<OfferRow['commission']>) =>
    kind === 'percent' ? percent(value / BASIS_POINTS) : formatReais(centavos(value))
  const every = useTranslations('recurrences.every')
  const priceOf = (price: Centavos, plan: OfferRow['plan']) =>
    plan === null ? formatReais(price) : `${formatReais(price)} ${every(plan.every)}`
  const shown = offer.isArchived ? 'archived' : offer.state
  const { places, commission, trackers } = offer
  const integrations = [
    ...(offer.hasBell ? [t('bell')] : []),
    ...trackers.map((name) => TRACKER_NAME[name]),
  ]
  const words = [
    ...(offer.price === null ? [t('noPrice')] : [priceOf(offer.price, offer.plan)]),
    ...(offer.hasDraft && offer.state !== 'draft' ? [t('changes')] : []),
    ...(places === null ? [] : [t('places', places)]),
    ...(commission === null ? [] : [t('commission', { share: earned(commission) })]),
    ...integrations,
  ]
  return (
    <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs font-normal text-muted-foreground">
      <Status {...LOOK[shown]} className="gap-1 text-xs text-foreground">
        {state(shown)}
      </Status>
      <span className="num">{words.join(' · ')}</span>
    </span>
  )
}
