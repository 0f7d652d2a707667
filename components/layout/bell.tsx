// components/layout/bell.tsx
'use client'

import { Bell as BellIcon } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { ALERT_LOOK, alertHref, useAlertWords } from '@/components/alerts/alert-words'
import { SaleStatus } from '@/components/sales/sale-status'
import { EmptyState } from '@/components/ui/empty-state'
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { RelativeTime } from '@/components/ui/relative-time'
import type { AlertView } from '@/lib/alerts/views'
import { formatReais } from '@/lib/kernel/money'
import type { LatestSale } from '@/lib/sales/latest-sales'
import { iconButton } from './theme-button'

const SEEN = 'bell-seen'
const CHANGED = 'bell-seen-changed'

function subscribe(listener: () => void) {
  addEventListener(CHANGED, listener)
  return () => removeEventListener(CHANGED, listener)
}

type Props = {
  readonly latest: readonly LatestSale[]
  readonly alerts: { readonly open: number; readonly newest: readonly AlertView[] }
}

/**
 * What needs a person, then what moved last. The dot is there until the newest of either was looked
 * at, in this browser; it is red while an alert is open.
 */
export function Bell({ latest, alerts }: Props) {
  const t = useTranslations('shell.bell')
  const sale = latest[0] === undefined ? '' : `${latest[0].id} ${latest[0].status}`
  const newest = `${sale} ${alerts.newest[0]?.id ?? ''}`.trim()
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
      <PopoverTrigger className={iconButton} aria-label={labelOf()}>
        <BellIcon aria-hidden strokeWidth={1.75} className="size-5" />
        {(hasNews || alerts.open > 0) && (
          <i
            className={`absolute top-2 right-2 size-2 rounded-full shadow-[0_0_0_2px_var(--background)] ${alerts.open > 0 ? 'bg-refused' : 'bg-accent'}`}
          />
        )}
      </PopoverTrigger>
      <PopoverContent aria-label={t('title')} align="end" className="w-90">
        <OpenAlerts alerts={alerts} />
        <h2 className="border-b px-4 py-3 text-sm">{t(alerts.open > 0 ? 'sales' : 'title')}</h2>
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
                    <span className="num text-right font-medium">{formatReais(sale.amount)}</span>
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

  function labelOf() {
    if (alerts.open > 0) return t('openAlerts', { count: alerts.open })
    return hasNews ? t('openNew') : t('open')
  }
}

function OpenAlerts({ alerts }: Pick<Props, 'alerts'>) {
  const t = useTranslations('shell.bell')
  const wordsOf = useAlertWords()
  return (
    <section className="border-b">
      <h2 className="flex items-baseline justify-between gap-3 px-4 py-3 text-sm">
        {t('alerts', { count: alerts.open })}
        <PopoverClose asChild>
          <Link
            prefetch={false}
            href="/alerts"
            className="prose-link text-xs font-normal text-muted-foreground"
          >
            {t('all')}
          </Link>
        </PopoverClose>
      </h2>
      <ul>
        {alerts.newest.map((alert) => {
          const { tone, icon: Icon } = ALERT_LOOK[alert.kind]
          return (
            <li key={alert.id} data-tone={tone} className="border-t">
              <PopoverClose asChild>
                <Link
                  prefetch={false}
                  href={alertHref(alert)}
                  className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 px-4 py-2.5 hover:bg-muted focus-visible:-outline-offset-2"
                >
                  <Icon aria-hidden className="mt-0.5 size-4 text-tone" />
                  <span className="line-clamp-2 font-medium">{wordsOf(alert).title}</span>
                  <span className="num col-start-2 text-xs/5 text-muted-foreground">
                    <RelativeTime at={alert.lastAt} />
                  </span>
                </Link>
              </PopoverClose>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
