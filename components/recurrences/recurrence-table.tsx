// components/recurrences/recurrence-table.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
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
import type { RecurrenceRow } from '@/lib/recurrences/views'
import { Day, RecurrenceStatus } from './recurrence-words'

/** Who pays what, how it stands, and when the next charge is. */
export function RecurrenceTable({ rows }: { readonly rows: readonly RecurrenceRow[] }) {
  const t = useTranslations('recurrences')
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t('column.buyer')}</TableHead>
          <TableHead>{t('column.status')}</TableHead>
          <TableHead>{t('column.next')}</TableHead>
          <TableHead>{t('column.paid')}</TableHead>
          <TableHead numeric>{t('column.amount')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <TableCell phone="title" className="break-words">
              <Link prefetch={false} href={`/recurrences/${row.id}`} className={rowLink}>
                {row.buyer}
              </Link>
              <span className="block text-xs font-normal break-words text-muted-foreground">
                {row.product} · {row.cardHint}
              </span>
            </TableCell>
            <TableCell>
              <RecurrenceStatus recurrence={row} />
            </TableCell>
            <TableCell>
              {row.status === 'active' && row.nextChargeOn !== null ? (
                <>
                  <span className="md:sr-only">{t('column.next')}: </span>
                  <Day day={row.nextChargeOn} />
                </>
              ) : (
                <span className="text-muted-foreground">{t(`noNext.${row.status}`)}</span>
              )}
            </TableCell>
            <TableCell className="text-muted-foreground">
              {t('paidOf', { paid: row.chargesPaid, all: row.charges ?? 0 })}
            </TableCell>
            <TableCell phone="value" numeric className="whitespace-nowrap">
              {formatReais(row.amount)}
              <span className="block text-xs font-normal text-muted-foreground">
                {t(`every.${row.every}`)}
              </span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
