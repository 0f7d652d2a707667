// components/home/last-sales.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMethodWords } from '@/components/sales/method-words'
import { SaleStatus } from '@/components/sales/sale-status'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
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
import { formatReais } from '@/lib/kernel/money'
import type { LatestSale } from '@/lib/sales/latest-sales'

export function LastSales({ sales }: { readonly sales: readonly LatestSale[] }) {
  const t = useTranslations('home.last')
  return (
    <Card aria-labelledby="last">
      <CardHeader className="pb-3">
        <CardTitle id="last">{t('title')}</CardTitle>
        <Link href="/sales" className="prose-link text-muted-foreground">
          {t('all')}
        </Link>
      </CardHeader>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t('time')}</TableHead>
            <TableHead>{t('buyer')}</TableHead>
            <TableHead>{t('offer')}</TableHead>
            <TableHead>{t('payment')}</TableHead>
            <TableHead>{t('status')}</TableHead>
            <TableHead numeric>{t('amount')}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {sales.map((sale) => (
            <SaleLine key={sale.id} sale={sale} />
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

function SaleLine({ sale }: { readonly sale: LatestSale }) {
  const payment = useMethodWords()({ ...sale, cardHint: sale.card })
  return (
    <TableRow>
      <TableCell phone="hide" className="num text-muted-foreground">
        <RelativeTime at={sale.createdAt} show="brief" />
      </TableCell>
      <TableCell phone="title" className="md:w-[24%] md:max-w-0">
        <Link prefetch={false} href={`/sales/${sale.id}`} className={`${rowLink} block truncate`}>
          {sale.buyer}
        </Link>
      </TableCell>
      <TableCell phone="hide" className="md:w-[26%] md:max-w-0">
        <span className="block truncate">{sale.product}</span>
      </TableCell>
      <TableCell phone="hide" className="num whitespace-nowrap text-muted-foreground">
        {payment}
      </TableCell>
      <TableCell>
        <SaleStatus status={sale.status} method={sale.method} />
        <span className="num text-muted-foreground md:hidden">
          {' · '}
          {payment}
          {' · '}
          <RelativeTime at={sale.createdAt} show="brief" />
        </span>
      </TableCell>
      <TableCell phone="value" numeric>
        {formatReais(sale.amount)}
      </TableCell>
    </TableRow>
  )
}
