// components/stores/day-card.tsx

import { PhoneOff } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Legend, LegendKey } from '@/components/ui/legend'
import { NumberCell } from '@/components/ui/number-cell'
import { RelativeTime } from '@/components/ui/relative-time'
import { Stat, Stats } from '@/components/ui/stats'
import { Status } from '@/components/ui/status'
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import { formatReais } from '@/lib/kernel/money'
import type { EventOfDay, StoreDay } from '@/lib/stores/day'

type Props = { readonly day: StoreDay; readonly platform: string; readonly now: Date }

/** Today by kind of event: what came, what was said about it, and why the rest was not. */
export function DayCard({ day, platform, now }: Props) {
  const t = useTranslations('stores.day')
  if (day.events.length === 0) {
    return (
      <Card>
        <CardHeader>
          <CardTitle>{t('title')}</CardTitle>
        </CardHeader>
        <EmptyState title={t('empty')}>{t('emptyBody', { platform })}</EmptyState>
        <Ask />
      </Card>
    )
  }
  return (
    <Card aria-label={t('title')}>
      <CardHeader className="pb-4">
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <Stats>
        <Stat
          label={t('received')}
          value={day.received}
          note={t.rich('until', { hour: () => <RelativeTime at={now} show="hour" /> })}
        />
        <Stat label={t('sent')} value={day.sent} note={t('read', { count: day.read })} />
        <Stat label={t('held')} value={day.held} note={t('heldNote')} />
        <Stat
          label={t('recovered')}
          value={formatReais(day.recovered.amount)}
          note={t('recoveredNote', { count: day.recovered.orders })}
        />
      </Stats>
      <EventTable events={day.events} />
      <Ask />
    </Card>
  )
}

/** What is asked when somebody writes that nothing came. */
function Ask() {
  const t = useTranslations('stores')
  const link = (chunks: ReactNode) => (
    <Link href="/diagnosis" className="prose-link text-foreground">
      {chunks}
    </Link>
  )
  return (
    <p className="border-t px-4 py-3.5 text-muted-foreground lg:px-5">{t.rich('ask', { link })}</p>
  )
}

function EventTable({ events }: { readonly events: readonly EventOfDay[] }) {
  const t = useTranslations('stores.day')
  const most = Math.max(...events.map(({ received }) => received), 1)
  return (
    <Table className="border-t">
      <TableHeader>
        <TableRow>
          <TableHead>{t('event')}</TableHead>
          <TableHead>
            <Legend>
              <LegendKey mark="ink">{t('legend.read')}</LegendKey>
              <LegendKey mark="soft">{t('legend.sent')}</LegendKey>
              <LegendKey mark="track">{t('legend.received')}</LegendKey>
            </Legend>
          </TableHead>
          <TableHead numeric>{t('receivedShort')}</TableHead>
          <TableHead numeric>{t('sentShort')}</TableHead>
          <TableHead numeric>{t('readShort')}</TableHead>
          <TableHead className="lg:pl-8">{t('heldShort')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {events.map((each) => (
          <EventLine key={each.event} most={most} {...each} />
        ))}
      </TableBody>
    </Table>
  )
}

function EventLine({
  event,
  received,
  sent,
  read,
  held,
  most,
}: EventOfDay & { readonly most: number }) {
  const t = useTranslations('stores.day')
  const events = useTranslations('events')
  const parts = [
    { fill: 'fill-track', of: received },
    { fill: 'fill-past', of: sent },
    { fill: 'fill-foreground', of: read },
  ]
  return (
    <TableRow>
      <TableCell phone="title" className="font-medium">
        {events(event)}
      </TableCell>
      <TableCell className="md:w-[30%]">
        <svg
          role="img"
          aria-label={t('bar', { read, sent, received })}
          className="block h-2 w-full rounded-xs"
        >
          {parts.map(({ fill, of }) => (
            <rect
              key={fill}
              className={fill}
              width={`${(Math.min(of, most) / most) * 100}%`}
              height="8"
            />
          ))}
        </svg>
      </TableCell>
      <NumberCell>{received}</NumberCell>
      <NumberCell>{sent}</NumberCell>
      <NumberCell>{read}</NumberCell>
      <TableCell className="text-muted-foreground lg:pl-8">
        <Held held={held} />
      </TableCell>
      <TableCell phone="value" className="num text-muted-foreground md:hidden">
        {t('of', { sent, received })}
      </TableCell>
    </TableRow>
  )
}

const WITHOUT_PHONE = new Set(['no_phone', 'invalid_phone', 'placeholder_phone'])

function Held({ held }: Pick<EventOfDay, 'held'>) {
  const t = useTranslations('stores.held')
  const [first] = held
  if (first === undefined) return <span className="max-md:hidden">–</span>
  const key = t.has(first.reason as 'other') ? (first.reason as 'other') : 'other'
  const words = t(key, { times: first.times })
  if (!WITHOUT_PHONE.has(first.reason)) return words
  return (
    <Status tone="refused" icon={PhoneOff} className="text-foreground">
      {words}
    </Status>
  )
}
