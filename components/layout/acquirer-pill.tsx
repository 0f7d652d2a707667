// components/layout/acquirer-pill.tsx
'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import type { AcquirerHealth } from '@/lib/accounts/acquirer-views'
import { AcquirerDot, AcquirerHealthRow, useRate } from './acquirer-health'
import { useAcquirerHealth } from './use-acquirer-health'

/** The default first, then the backup. Empty while the account has none. */
export type AcquirerPillView = readonly AcquirerHealth[]

export const ACQUIRER_SETTINGS = '/settings/acquirers'

/** Who takes the money right now, and how well, on every page. */
export function AcquirerPill({ acquirers: made }: { readonly acquirers: AcquirerPillView }) {
  const t = useTranslations('shell.pill')
  const { health: acquirers, ask } = useAcquirerHealth(made)
  if (acquirers.length === 0) {
    return (
      <Button asChild size="sm" className="h-8 min-w-0 rounded-full">
        <Link href={ACQUIRER_SETTINGS}>
          <span className="truncate">{t('connect')}</span>
        </Link>
      </Button>
    )
  }
  const otherOf = (each: AcquirerHealth) => acquirers.find(({ code }) => code !== each.code) ?? null
  return (
    <Popover onOpenChange={(open) => open && ask()}>
      <PopoverTrigger className="inline-flex h-8 min-w-0 rounded-full border bg-card text-xs whitespace-nowrap hover:border-input">
        <span className="sr-only">{t('open')}</span>
        {acquirers.map((each) => (
          <Half key={each.code} acquirer={each} />
        ))}
      </PopoverTrigger>
      <PopoverContent aria-label={t('title')} align="end" className="w-96">
        <h2 className="border-b px-4 py-3 text-sm">{t('title')}</h2>
        {acquirers.map((each) => (
          <AcquirerHealthRow key={each.code} acquirer={each} other={otherOf(each)} />
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

/** On a phone the first alone; one that does not answer says so there, in place of its rate. */
function Half({ acquirer }: { readonly acquirer: AcquirerHealth }) {
  const t = useTranslations('shell.pill')
  const rate = useRate(acquirer)
  const { environment, role, breaker } = acquirer
  const isProduction = environment === 'production'
  const isDown = breaker.state !== 'closed'
  return (
    <span
      className={cn(
        'inline-flex min-w-0 items-center gap-1.5 px-3',
        'nth-[n+3]:hidden nth-[n+3]:border-l lg:nth-[n+3]:inline-flex',
      )}
    >
      <AcquirerDot acquirer={acquirer} />
      <b className="truncate font-semibold">{acquirer.label}</b>
      {isDown ? (
        <span className="text-refused">{t(`short.${breaker.state}`)}</span>
      ) : (
        <>
          <span className={cn('text-muted-foreground', role === 'main' && 'hidden lg:inline')}>
            {isProduction ? t(role) : t(`environment.${environment}`)}
          </span>
          {role === 'main' && rate !== null && <span className="num">{rate}</span>}
        </>
      )}
    </span>
  )
}
