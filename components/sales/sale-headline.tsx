// components/sales/sale-headline.tsx
import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import { useNow, useTranslations } from 'next-intl'
import { Countdown } from '@/components/captures/countdown'
import { useCardWords } from '@/components/checkout/card-words'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatReais } from '@/lib/kernel/money'
import type { SaleDetail } from '@/lib/sales/sale-detail'
import { SaleStatus } from './sale-status'

const BOUGHT: readonly SaleDetail['status'][] = [
  'authorized',
  'paid',
  'refunded',
  'partially_refunded',
  'charged_back',
]

/** The amount first, then how it stands, then the sale in one sentence. */
export function SaleHeadline({ sale }: { readonly sale: SaleDetail }) {
  const t = useTranslations('sales.detail')
  const list = useTranslations('sales')
  const cardWords = useCardWords()
  const now = useNow()
  const card = sale.cardHint === null ? t('noCard') : cardWords(sale.cardHint)
  const each = formatReais(sale.firstInstallment)
  const way =
    sale.method !== 'card'
      ? t('by', { method: list(`inText.${sale.method}`) })
      : sale.installments === 1
        ? t('once', { card })
        : t('parts', { count: sale.installments, each, card })
  return (
    <header className="mb-5 lg:mb-6">
      <nav className="mb-2 text-xs text-muted-foreground">
        <Link
          href="/sales"
          className="-my-3 inline-flex items-center gap-1 py-3 hover:text-foreground"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {list('title')}
        </Link>
      </nav>
      <h1 className="sr-only">{t('of', { name: sale.buyer.name })}</h1>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Amount value={sale.amount} size={40} />
        <SaleStatus status={sale.status} method={sale.method} chip />
        {sale.test && <Badge variant="environment">{t('test')}</Badge>}
      </div>
      <p className="mt-2 max-w-[70ch] break-words text-muted-foreground">
        {t.rich(BOUGHT.includes(sale.status) ? 'bought' : 'tried', {
          name: sale.buyer.name,
          product: sale.product,
          way,
          b: (text) => <b className="font-medium text-foreground">{text}</b>,
          when: () => <RelativeTime at={sale.createdAt} />,
        })}
      </p>
      {sale.can.capture !== null && sale.captureBy !== null && (
        <p className="mt-1">
          {t.rich('captureLeft', {
            left: () => <Countdown to={sale.captureBy ?? ''} now={now.toISOString()} />,
            when: () => <RelativeTime at={sale.captureBy ?? ''} />,
          })}
        </p>
      )}
      {sale.refundedAmount > 0 && (
        <p className="num mt-1 text-muted-foreground">
          {t('refunded', {
            amount: formatReais(sale.refundedAmount),
            total: formatReais(sale.amount),
          })}
        </p>
      )}
    </header>
  )
}
