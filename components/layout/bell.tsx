// components/layout/bell.tsx
'use client'

import { Bell as BellIcon } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { SaleStatus } from '@/components/sales/sale-status'
import { EmptyState } from '@/components/ui/empty-state'
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatReais } from '@/lib/kernel/money'
import type { LatestSale } from '@/lib/sales/latest-sales'
import { iconButton } from './theme-button'

const SEEN = 'bell-seen'
const CHANGED = 'bell-seen-changed'

function subscribe(listener: () => void) {
  addEventListener(CHANGED, listener)
  return () => removeEventListener(CHANGED, listener)
}

/** What moved last. The amber dot is there until the newest was looked at, in this browser. */
export function Bell({ latest }: { readonly latest: readonly LatestSale[] }) {
  const t = useTranslations('shell.bell')
  const newest = latest[0] === undefined ? '' : `${latest[0].id} ${latest[0].status}`
  const seen = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(SEEN) ?? '',
    () => newest,
  )
  const hasNews = newest !== '' && newest !== seen
  return (
    <Popover
      onOpenChange={(open) => {
        if (!open) return
        localStorage.setItem(SEEN, newest)
        dispatchEvent(new Event(CHANGED))
      }}
    >
      <PopoverTrigger className={iconButton} aria-label={hasNews ? t('openNew') : t('open')}>
        <BellIcon aria-hidden strokeWidth={1.75} className="size-5" />
        {hasNews && (
          <i className="absolute top-2 right-2 size-2 rounded-full bg-accent shadow-[0_0_0_2px_var(--background)]" />
        )}
      </PopoverTrigger>
      <PopoverContent aria-label={t('title')} align="end" className="w-90">
        <h2 className="border-b px-4 py-3 text-sm">{t('title')}</h2>
        {latest.length === 0 ? (
          <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>
        ) : (
          <ul>
            {latest.map((sale) => (
              <li key={sale.id} className="not-first:border-t">
                <PopoverClose asChild>
                  <Link
                    prefetch={false}
                    href={`/sales/${sale.id}`}
                    className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 px-4 py-3 hover:bg-muted focus-visible:-outline-offset-2"
                  >
                    <span className="truncate font-medium">{sale.buyer}</span>
                    <span className="num font-medium">{formatReais(sale.amount)}</span>
                    <SaleStatus status={sale.status} method={sale.method} />
                    <span className="num text-right text-xs/5 text-muted-foreground">
                      <RelativeTime at={sale.movedAt} />
                    </span>
                  </Link>
                </PopoverClose>
              </li>
            ))}
          </ul>
        )}
      </PopoverContent>
    </Popover>
  )
}
