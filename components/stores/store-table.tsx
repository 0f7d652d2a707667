// components/stores/store-table.tsx
import { CircleAlert } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { RelativeTime } from '@/components/ui/relative-time'
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
import type { StoreView } from '@/lib/stores/views'
import { StoreState } from './store-state'

type Row = {
  readonly store: StoreView
  readonly platform: string
  readonly href: string
}

export function StoreTable({ rows }: { readonly rows: readonly Row[] }) {
  const t = useTranslations('stores.list')
  return (
    <Table className="[&>thead>tr]:border-t-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t('name')}</TableHead>
          <TableHead>{t('platform')}</TableHead>
          <TableHead>{t('state')}</TableHead>
          <TableHead>{t('sender')}</TableHead>
          <TableHead numeric>{t('last')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <StoreRow key={row.store.id} {...row} />
        ))}
      </TableBody>
    </Table>
  )
}

const MANY = 100

function StoreRow({ store, platform, href }: Row) {
  const t = useTranslations('stores.list')
  const events = useTranslations('events')
  const { last, quarantined } = store
  return (
    <TableRow>
      <TableCell phone="title" className="max-w-[320px]">
        <Link href={href} className={`${rowLink} line-clamp-2 font-medium`}>
          {store.name}
        </Link>
      </TableCell>
      <TableCell phone="value" className="text-muted-foreground">
        {platform}
      </TableCell>
      <TableCell>
        <span className="flex flex-wrap gap-x-4 gap-y-1">
          <StoreState state={store.state} archivedAt={store.archivedAt} />
          {store.unfinished && (
            <Link
              href={`/stores/new?store=${store.id}`}
              className="relative z-10 underline underline-offset-4"
            >
              {t('continue')}
            </Link>
          )}
          {quarantined > 0 && (
            <Status tone="waiting" icon={CircleAlert}>
              {quarantined < MANY ? t('quarantined', { count: quarantined }) : t('manyQuarantined')}
            </Status>
          )}
        </span>
      </TableCell>
      <TableCell phone="hide">
        {store.instance?.name ?? <span className="text-muted-foreground">{t('noSender')}</span>}
      </TableCell>
      <TableCell className="text-muted-foreground md:text-right">
        {last === null ? (
          <span className="max-md:hidden">{t('none')}</span>
        ) : (
          <>
            {last.event !== null && <span className="md:hidden">{events(last.event)}, </span>}
            <RelativeTime at={last.at} />
          </>
        )}
      </TableCell>
    </TableRow>
  )
}
