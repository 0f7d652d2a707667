// components/instances/instance-table.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { phoneWords } from '@/components/notifications/phone-words'
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import type { InstanceView } from '@/lib/notifications/instance-views'
import { InstanceState } from './instance-state'

type Props = { readonly instances: readonly InstanceView[]; readonly now: Date }

export function InstanceTable({ instances, now }: Props) {
  const t = useTranslations('instances')
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t('list.name')}</TableHead>
          <TableHead>{t('list.state')}</TableHead>
          <TableHead>{t('list.stores')}</TableHead>
          <TableHead numeric>{t('list.pace')}</TableHead>
          <TableHead numeric>{t('list.today')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {instances.map((instance) => (
          <Line key={instance.id} instance={instance} now={now} />
        ))}
      </TableBody>
    </Table>
  )
}

function Line({ instance, now }: { readonly instance: InstanceView; readonly now: Date }) {
  const t = useTranslations('instances')
  const { id, name, number, channelLabel, stores, intervalMs, sentToday, cap } = instance
  return (
    <TableRow>
      <TableCell phone="title">
        <Link href={`/instances/${id}`} className="font-medium after:absolute after:inset-0">
          {name}
        </Link>
        <p className="num text-xs text-muted-foreground">
          {[number && phoneWords(number), channelLabel].filter(Boolean).join(' · ')}
        </p>
      </TableCell>
      <TableCell>
        <InstanceState instance={instance} now={now} />
      </TableCell>
      <TableCell className="text-muted-foreground">
        {stores.length === 0
          ? t('list.noStores')
          : stores.length === 1
            ? stores[0]?.name
            : t('list.storeCount', { n: stores.length })}
      </TableCell>
      <TableCell numeric phone="hide" className="text-muted-foreground">
        {intervalMs === 0 ? t('queue.atOnce') : `${Math.round(intervalMs / 1000)} s`}
      </TableCell>
      <TableCell numeric phone="value">
        {sentToday}
        {cap !== null && <span className="text-muted-foreground"> {t('queue.of', { cap })}</span>}
      </TableCell>
    </TableRow>
  )
}
