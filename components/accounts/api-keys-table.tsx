// components/accounts/api-keys-table.tsx
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import type { ApiKeyRow } from '@/lib/accounts/views'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { ConfirmButton } from './confirm-button'

type Props = {
  readonly keys: readonly ApiKeyRow[]
  /** Null for whom may only look. */
  readonly revoke: ((id: string) => Promise<FormAnswer>) | null
}

export function ApiKeysTable({ keys, revoke }: Props) {
  const t = useTranslations('settings.apiKeys')
  if (keys.length === 0) {
    return (
      <Card>
        <EmptyState title={t('empty')}>{t('emptyBody')}</EmptyState>
      </Card>
    )
  }
  return (
    <Card>
      <Table>
        <TableHeader>
          <TableRow className="border-t-0">
            <TableHead>{t('name')}</TableHead>
            <TableHead>{t('key')}</TableHead>
            <TableHead>{t('lastUsed')}</TableHead>
            <TableHead>{t('mode')}</TableHead>
            <TableHead>
              <span className="sr-only">{t('revoke')}</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} revoke={revoke} />
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

type RowProps = Pick<Props, 'revoke'> & { readonly apiKey: ApiKeyRow }

function KeyRow({ apiKey, revoke }: RowProps) {
  const t = useTranslations('settings.apiKeys')
  const { id, name, hint, mode, lastUsedAt, revokedAt } = apiKey
  const isOver = revokedAt !== null
  return (
    <TableRow className={isOver ? 'text-muted-foreground' : ''}>
      <TableCell phone="title" className="break-words md:max-w-60">
        {name}
      </TableCell>
      <TableCell>
        <Mono>{hint}…</Mono>
      </TableCell>
      <TableCell className="max-md:text-xs max-md:text-muted-foreground">
        {lastUsedAt === null ? t('never') : <RelativeTime at={lastUsedAt} />}
      </TableCell>
      <TableCell className="max-md:text-xs">{t(`modes.${mode}`)}</TableCell>
      <TableCell phone="value" className="md:text-right">
        {isOver && <Status tone="neutral">{t('revoked')}</Status>}
        {!isOver && revoke !== null && (
          <ConfirmButton
            verb={t('revoke')}
            label={t('revokeTitle', { name })}
            title={t('revokeTitle', { name })}
            body={t('revokeBody', { hint })}
            keep={t('keep')}
            action={revoke.bind(null, id)}
          />
        )}
      </TableCell>
    </TableRow>
  )
}
