// components/contacts/contact-table.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { phoneWords } from '@/components/notifications/phone-words'
import { RelativeTime } from '@/components/ui/relative-time'
import {
  rowLink,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import type { ContactList, ContactView } from '@/lib/notifications/contact-views'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { ContactButton } from './contact-button'
import { useHow, useSource } from './how'

type Props = {
  readonly rows: readonly ContactView[]
  readonly list: ContactList
  /** What each platform is called. */
  readonly platforms: Readonly<Record<string, string>>
  readonly onRelease?: (values: unknown) => Promise<FormAnswer>
}

const SINCE = { left: 'optedOutAt', suppressed: 'suppressedAt', blocked: 'blockedAt' } as const

/** Who, since when and how; the address leads to everything they were told. */
export function ContactTable({ rows, list, platforms, onRelease }: Props) {
  const t = useTranslations('contacts')
  const how = useHow()
  const source = useSource(platforms)
  const releases = list === 'suppressed' && onRelease !== undefined
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t('column.address')}</TableHead>
          <TableHead>{t('column.how')}</TableHead>
          <TableHead numeric>{t('column.since')}</TableHead>
          {releases && (
            <TableHead>
              <span className="sr-only">{t('release')}</span>
            </TableHead>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => {
          const since = list === 'all' ? null : row[SINCE[list]]
          return (
            <TableRow key={row.address}>
              <TableCell phone="title" className="num break-all">
                <Link
                  prefetch={false}
                  href={`/notifications/contacts/${encodeURIComponent(row.address)}`}
                  className={rowLink}
                >
                  {phoneWords(row.address)}
                </Link>
              </TableCell>
              <TableCell>
                {how(row)}
                <span className="block text-xs text-muted-foreground">
                  {row.consentAt === null
                    ? t('noConsent')
                    : t('consented', { source: source(row.consentSource) })}
                </span>
              </TableCell>
              <TableCell
                phone="value"
                numeric
                className="font-normal whitespace-nowrap text-muted-foreground md:pr-4 lg:pr-5"
              >
                {since === null ? '–' : <RelativeTime at={since} />}
              </TableCell>
              {releases && (
                <TableCell className="md:text-right">
                  <ContactButton address={row.address} words={t('release')} action={onRelease} />
                </TableCell>
              )}
            </TableRow>
          )
        })}
      </TableBody>
    </Table>
  )
}
