// components/stores/inbox-table.tsx
import { KeyRound } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/code-chip'
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
import type { InboxEntry } from '@/lib/postbacks/inbox'
import type { PostbackJson } from '@/lib/postbacks/to-postback-json'
import type { Outcome } from '@/lib/stores/outcomes'
import { WhatHappened } from './what-happened'

export type InboxRow = { readonly postback: PostbackJson; readonly outcome: Outcome | undefined }
type Refused = Extract<InboxEntry, { kind: 'refused' }>

type Props = {
  readonly storeId: string
  readonly rows: readonly (InboxRow | Refused)[]
  /** Below a title; alone in its card it needs no line above it. */
  readonly titled?: boolean
}

export function InboxTable({ storeId, rows, titled = false }: Props) {
  const t = useTranslations('stores.inbox')
  return (
    <Table className={titled ? undefined : '[&>thead>tr]:border-t-0'}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('received')}</TableHead>
          <TableHead>{t('event')}</TableHead>
          <TableHead>{t('buyer')}</TableHead>
          <TableHead>{t('order')}</TableHead>
          <TableHead>{t('what')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) =>
          'kind' in row ? (
            <RefusedLine key={row.id} storeId={storeId} refused={row} />
          ) : (
            <Line key={row.postback.id} storeId={storeId} {...row} />
          ),
        )}
      </TableBody>
    </Table>
  )
}

type LineProps = InboxRow & { readonly storeId: string }

function Line({ storeId, postback, outcome }: LineProps) {
  const t = useTranslations('stores.inbox')
  const events = useTranslations('events')
  const { id, event, customer, orderKey, threadKey, receivedAt } = postback
  const named = events.has(event as 'unknown') ? (event as 'unknown') : 'unknown'
  return (
    <TableRow>
      <TableCell phone="hide" className="num whitespace-nowrap text-muted-foreground">
        <RelativeTime at={receivedAt} />
      </TableCell>
      <TableCell phone="title">
        <Link href={`/stores/${storeId}/inbox/${id}`} className={`${rowLink} font-medium`}>
          {events(named)}
        </Link>
      </TableCell>
      <TableCell phone="value" className="num text-muted-foreground md:hidden">
        <RelativeTime at={receivedAt} />
      </TableCell>
      <TableCell className="md:max-w-[220px] md:truncate">
        {customer?.name ?? <span className="text-muted-foreground">{t('noName')}</span>}
      </TableCell>
      <TableCell phone="hide" className="text-muted-foreground">
        {event === 'cart_abandoned' && orderKey === threadKey ? (
          <span className="font-mono text-xs">{t('cart')}</span>
        ) : (
          <Mono>{orderKey ?? '–'}</Mono>
        )}
      </TableCell>
      <TableCell>
        <WhatHappened postback={postback} outcome={outcome} />
      </TableCell>
    </TableRow>
  )
}

function RefusedLine({ storeId, refused }: { storeId: string; refused: Refused }) {
  const t = useTranslations('stores.inbox')
  const { id, receivedAt, remoteAddress } = refused
  return (
    <TableRow>
      <TableCell phone="hide" className="num whitespace-nowrap text-muted-foreground">
        <RelativeTime at={receivedAt} />
      </TableCell>
      <TableCell phone="title">
        <Link href={`/stores/${storeId}/inbox/${id}`} className={`${rowLink} font-medium`}>
          {t('refusedOne')}
        </Link>
      </TableCell>
      <TableCell phone="value" className="num text-muted-foreground md:hidden">
        <RelativeTime at={receivedAt} />
      </TableCell>
      <TableCell className="text-muted-foreground">
        <Mono>{remoteAddress ?? '–'}</Mono>
      </TableCell>
      <TableCell phone="hide" className="text-muted-foreground">
        –
      </TableCell>
      <TableCell>
        <Status tone="refused" icon={KeyRound} className="whitespace-normal">
          {t('refusedRow')}
        </Status>
      </TableCell>
    </TableRow>
  )
}
