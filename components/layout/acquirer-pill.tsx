// components/layout/acquirer-pill.tsx
'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { RelativeTime } from '@/components/ui/relative-time'
import type { AcquirerHealth } from '@/lib/accounts/acquirer-views'

/** The default first, then the backup. Empty while the account has none. */
export type AcquirerPillView = readonly AcquirerHealth[]

export const ACQUIRER_SETTINGS = '/settings/acquirers'

/** Who takes the money right now, on every page. */
export function AcquirerPill({ acquirers }: { readonly acquirers: AcquirerPillView }) {
  const t = useTranslations('shell.pill')
  if (acquirers.length === 0) {
    return (
      <Button asChild size="sm" className="h-8 min-w-0 rounded-full">
        <Link href={ACQUIRER_SETTINGS}>
          <span className="truncate">{t('connect')}</span>
        </Link>
      </Button>
    )
  }
  return (
    <Popover>
      <PopoverTrigger className="inline-flex h-8 min-w-0 rounded-full border bg-card text-xs whitespace-nowrap hover:border-input">
        <span className="sr-only">{t('open')}</span>
        {acquirers.map((each) => (
          <Half key={each.code} acquirer={each} />
        ))}
      </PopoverTrigger>
      <PopoverContent align="end">
        <h2 className="border-b px-4 py-3 text-sm">{t('title')}</h2>
        {acquirers.map((each) => (
          <Health key={each.code} acquirer={each} />
        ))}
        <div className="border-t p-2">
          <PopoverClose asChild>
            <Button asChild variant="ghost" size="sm" className="w-full">
              <Link href={ACQUIRER_SETTINGS}>{t('settings')}</Link>
            </Button>
          </PopoverClose>
        </div>
      </PopoverContent>
    </Popover>
  )
}

function Half({ acquirer }: { readonly acquirer: AcquirerHealth }) {
  const t = useTranslations('shell.pill')
  const rate = useRate(acquirer)
  const isProduction = acquirer.environment === 'production'
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 px-3',
        'nth-[n+3]:hidden nth-[n+3]:border-l lg:nth-[n+3]:inline-flex',
      )}
    >
      <Dot acquirer={acquirer} />
      <b className="truncate font-semibold">{acquirer.label}</b>
      <span className={cn('text-muted-foreground', acquirer.role === 'main' && 'hidden lg:inline')}>
        {isProduction ? t(acquirer.role) : t(`environment.${acquirer.environment}`)}
      </span>
      {acquirer.role === 'main' && rate !== null && <span className="num">{rate}</span>}
    </span>
  )
}

/** Full dot: the default. Ring: the backup. Diamond: whatever is not production. */
function Dot({ acquirer }: { readonly acquirer: AcquirerHealth }) {
  const isProduction = acquirer.environment === 'production'
  return (
    <i
      aria-hidden
      className={cn(
        'size-2 shrink-0',
        !isProduction && 'rotate-45 rounded-[2px] bg-waiting',
        isProduction && acquirer.role === 'main' && 'rounded-full bg-paid',
        isProduction && acquirer.role === 'backup' && 'rounded-full border-2 border-paid',
      )}
    />
  )
}

function Health({ acquirer }: { readonly acquirer: AcquirerHealth }) {
  const t = useTranslations('shell.pill')
  const rate = useRate(acquirer)
  const { checkedAt } = acquirer
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 px-4 py-3 not-first:[&+&]:border-t">
      <span className="flex items-center gap-2 font-medium">
        <Dot acquirer={acquirer} />
        {acquirer.label}
        <span className="font-normal text-muted-foreground">{t(acquirer.role)}</span>
      </span>
      <span className="num font-semibold">{rate ?? t('noRate')}</span>
      <span className="text-xs text-muted-foreground">
        {t(`environmentLong.${acquirer.environment}`)}
        {' · '}
        {checkedAt === null
          ? t('neverChecked')
          : t.rich('checked', { when: () => <RelativeTime at={checkedAt} /> })}
      </span>
      <span className="text-right text-xs text-muted-foreground">
        {rate === null ? '' : t('rateOf')}
      </span>
    </div>
  )
}

function useRate({ approvalRate }: AcquirerHealth) {
  const format = useFormatter()
  if (approvalRate === null) return null
  return format.number(approvalRate, { style: 'percent', maximumFractionDigits: 0 })
}
