// components/recurrences/charge-table.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import { formatReais } from '@/lib/kernel/money'
import type { ChargeRow } from '@/lib/recurrences/views'
import { ChargeStatus, Day } from './recurrence-words'

/** Newest first: when each was due, what became of it, and its sale. */
export function ChargeTable({ charges }: { readonly charges: readonly ChargeRow[] }) {
  const t = useTranslations('recurrences')
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t('column.due')}</TableHead>
          <TableHead>{t('column.status')}</TableHead>
          <TableHead>{t('column.sale')}</TableHead>
          <TableHead numeric>{t('column.amount')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {charges.map((charge) => (
          <TableRow key={charge.id}>
            <TableCell phone="title">
              {t('nth', { number: charge.number })} · <Day day={charge.dueOn} />
            </TableCell>
            <TableCell>
              <ChargeStatus charge={charge} />
              <Why charge={charge} />
            </TableCell>
            <TableCell>
              {charge.sale === null ? (
                <span className="text-muted-foreground">{t('noSale')}</span>
              ) : (
                <Link className="prose-link" href={`/sales/${charge.sale.id}`}>
                  {t('openSale')}
                </Link>
              )}
            </TableCell>
            <TableCell phone="value" numeric className="whitespace-nowrap">
              {formatReais(charge.amount)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

const REASONS = ['no_card', 'brand_limit', 'tries', 'card', 'stopped'] as const

function Why({ charge: { status, tries, retryOn, reason } }: { readonly charge: ChargeRow }) {
  const t = useTranslations('recurrences')
  const known = REASONS.find((each) => each === reason)
  if (status === 'retrying' && retryOn !== null) {
    return (
      <span className="block text-xs text-muted-foreground">
        {t.rich('retry', { tries, day: () => <Day day={retryOn} /> })}
      </span>
    )
  }
  if (known === undefined) return null
  return <span className="block text-xs text-muted-foreground">{t(`reason.${known}`)}</span>
}
