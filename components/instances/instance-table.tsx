// components/instances/instance-table.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { phoneWords } from '@/components/notifications/phone-words'
import { RelativeTime } from '@/components/ui/relative-time'
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import type { Health } from '@/lib/notifications/instance-health'
import type { InstanceView } from '@/lib/notifications/instance-views'
import { useCauseWords } from './cause-words'
import { InstanceState } from './instance-state'

type Props = {
  readonly instances: readonly InstanceView[]
  readonly health: ReadonlyMap<string, Health>
  readonly now: Date
}

export function InstanceTable({ instances, health, now }: Props) {
  const t = useTranslations('instances')
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t('list.name')}</TableHead>
          <TableHead>{t('list.state')}</TableHead>
          <TableHead>{t('list.stores')}</TableHead>
          <TableHead>{t('list.health')}</TableHead>
          <TableHead numeric>{t('list.pace')}</TableHead>
          <TableHead numeric>{t('list.waiting')}</TableHead>
          <TableHead numeric>{t('list.today')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {instances.map((instance) => (
          <Line key={instance.id} {...{ instance, now }} health={health.get(instance.id)} />
        ))}
      </TableBody>
    </Table>
  )
}

type LineProps = {
  readonly instance: InstanceView
  readonly health: Health | undefined
  readonly now: Date
}

function Line({ instance, health, now }: LineProps) {
  const t = useTranslations('instances')
  const causeOf = useCauseWords()
  const { id, name, number, profile, channelLabel, stores, intervalMs, sentToday, cap } = instance
  const since = instance.state === 'connected' ? instance.connectedAt : instance.offSince
  return (
    <TableRow>
      <TableCell phone="title">
        <Link href={`/instances/${id}`} className="font-medium after:absolute after:inset-0">
          {name}
        </Link>
        <p className="num text-xs font-normal whitespace-normal text-muted-foreground">
          {[number && phoneWords(number), profile, channelLabel].filter(Boolean).join(' · ')}
        </p>
      </TableCell>
      <TableCell>
        <InstanceState instance={instance} now={now} />
        {since !== null && (
          <p className="text-xs text-muted-foreground max-md:hidden">
            {t.rich('list.since', { when: () => <RelativeTime at={since} show="brief" /> })}
          </p>
        )}
        {instance.lastError !== null && instance.state !== 'connected' && (
          <p className="max-w-[36ch] text-xs text-muted-foreground">
            {causeOf(instance.lastError)}
          </p>
        )}
      </TableCell>
      <TableCell className="text-muted-foreground">
        {stores.length === 0
          ? t('list.noStores')
          : stores.length === 1
            ? stores[0]?.name
            : t('list.storeCount', { n: stores.length })}
        <span className="md:hidden"> · {t('list.waitingCount', { n: health?.waiting ?? 0 })}</span>
      </TableCell>
      <TableCell phone="hide" className="text-xs text-muted-foreground">
        <HealthWords health={health} />
      </TableCell>
      <TableCell numeric phone="hide" className="text-muted-foreground">
        {intervalMs === 0 ? t('queue.atOnce') : `${Math.round(intervalMs / 1000)} s`}
      </TableCell>
      <TableCell numeric phone="hide">
        {health?.waiting ?? 0}
      </TableCell>
      <TableCell numeric phone="value">
        {sentToday}
        {cap !== null && <span className="text-muted-foreground"> {t('queue.of', { cap })}</span>}
        <span className="font-normal text-muted-foreground md:hidden"> {t('list.todayWord')}</span>
      </TableCell>
    </TableRow>
  )
}

/** Of its last hundred messages: what failed, who was not there, who asked to be left alone. */
function HealthWords({ health }: { readonly health: Health | undefined }) {
  const t = useTranslations('instances.list')
  if (health === undefined || health.of === 0) return t('healthNone')
  const { of, failed, nobody, left } = health
  const words = [
    failed > 0 && t('healthFailed', { n: failed, of }),
    nobody > 0 && t('healthNobody', { n: nobody, of }),
    left > 0 && t('healthLeft', { n: left, of }),
  ].filter((each) => each !== false)
  if (words.length === 0) return t('healthFine', { of })
  return words.map((each) => (
    <span key={each} className="block">
      {each}
    </span>
  ))
}
