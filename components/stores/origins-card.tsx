// components/stores/origins-card.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
import { EmptyState } from '@/components/ui/empty-state'
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import type { Origin } from '@/lib/stores/origins'

/** The tracking variables of the last orders, counted. */
export function OriginsCard({
  origins,
  href,
}: {
  readonly origins: readonly Origin[]
  /** Of the whole report, for this store. */
  readonly href: string
}) {
  const t = useTranslations('stores.tracking')
  return (
    <Card aria-label={t('title')}>
      <CardHeader className={origins.length > 0 ? 'pb-3' : undefined}>
        <div>
          <CardTitle>{t('title')}</CardTitle>
          {origins.length > 0 && <CardDescription>{t('lead')}</CardDescription>}
        </div>
        {origins.length > 0 && (
          <Link href={href} className="prose-link shrink-0 text-xs text-muted-foreground">
            {t('report')}
          </Link>
        )}
      </CardHeader>
      {origins.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyBody')}</EmptyState>
      ) : (
        <Table className="border-t">
          <TableHeader>
            <TableRow>
              <TableHead>{t('variable')}</TableHead>
              <TableHead>{t('value')}</TableHead>
              <TableHead numeric>{t('times')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {origins.map(({ variable, value, orders }) => (
              <TableRow key={`${variable} ${value}`}>
                <TableCell phone="line" className="text-muted-foreground">
                  <Mono>{variable}</Mono>
                </TableCell>
                <TableCell phone="title" className="break-words">
                  {value}
                </TableCell>
                <TableCell phone="value" numeric>
                  {orders}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}
