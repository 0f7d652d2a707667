// components/layout/acquirer-health.tsx
'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time'
import type { AcquirerHealth } from '@/lib/accounts/acquirer-views'

type Props = {
  readonly acquirer: AcquirerHealth
  /** Who takes the sales while this one does not answer; null when there is nobody. */
  readonly other: AcquirerHealth | null
}

/** One acquirer in the header's panel: how it does in figures, and what follows from it in words. */
export function AcquirerHealthRow({ acquirer, other }: Props) {
  const t = useTranslations('shell.pill')
  const format = useFormatter()
  const rate = useRate(acquirer)
  const { tried, medianMs, breaker, checkedAt } = acquirer
  return (
    <section className="grid gap-2.5 px-4 py-3.5 not-first:[&+&]:border-t">
      <div className="flex items-center gap-2">
        <AcquirerDot acquirer={acquirer} />
        <h3 className="font-medium">{acquirer.label}</h3>
        <span className="text-muted-foreground">{t(acquirer.role)}</span>
        <span className="ml-auto text-xs text-muted-foreground">
          {t(`environment.${acquirer.environment}`)}
        </span>
      </div>
      <dl className="grid grid-cols-3 gap-x-3">
        <Figure name={t('approval')} note={tried === 0 ? null : t('rateOf', { count: tried })}>
          {rate ?? t('noRate')}
        </Figure>
        <Figure name={t('latency')} note={medianMs === null ? null : t('median')}>
          {medianMs === null ? t('noRate') : t('ms', { ms: format.number(medianMs) })}
        </Figure>
        <Figure name={t('breaker')} alarm={breaker.state !== 'closed'}>
          {t(`breakerState.${breaker.state}`)}
        </Figure>
      </dl>
      <p className="text-xs text-muted-foreground">
        <Meaning acquirer={acquirer} other={other} />
        {checkedAt === null && ` ${t('neverChecked')}`}
      </p>
    </section>
  )
}

type FigureProps = {
  readonly name: string
  readonly note?: string | null
  readonly alarm?: boolean
  readonly children: string
}

function Figure({ name, note = null, alarm = false, children }: FigureProps) {
  return (
    <div>
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd className={cn('num font-semibold', alarm && 'text-refused')}>
        {children}
        {note !== null && (
          <span className="block text-xs font-normal text-muted-foreground">{note}</span>
        )}
      </dd>
    </div>
  )
}

/** What the breaker does to the next sale. */
function Meaning({ acquirer, other }: Props) {
  const t = useTranslations('shell.pill.means')
  const { state, openedAt, probeAt } = acquirer.breaker
  const name = acquirer.label
  if (state === 'closed') return t(`closed.${acquirer.role}`, { name })
  if (state === 'half_open') return t('half_open', { name })
  const since = () => (openedAt === null ? null : <RelativeTime at={openedAt} show="hour" />)
  const next = () => (probeAt === null ? null : <RelativeTime at={probeAt} show="second" />)
  const takesOver = other !== null && other.breaker.state === 'closed' ? other.label : null
  return takesOver === null
    ? t.rich('openAlone', { name, since, next })
    : t.rich('open', { name, other: takesOver, since, next })
}

/** Full dot: the default. Ring: the backup. Diamond: not production. Cross: it does not answer. */
export function AcquirerDot({ acquirer }: { readonly acquirer: AcquirerHealth }) {
  const { environment, role, breaker } = acquirer
  const isDown = breaker.state !== 'closed'
  const isProduction = environment === 'production'
  return (
    <i
      aria-hidden
      className={cn(
        'size-2 shrink-0',
        isDown && 'rounded-full bg-refused',
        !isDown && !isProduction && 'rotate-45 rounded-[2px] bg-waiting',
        !isDown && isProduction && role === 'main' && 'rounded-full bg-paid',
        !isDown && isProduction && role === 'backup' && 'rounded-full border-2 border-paid',
      )}
    />
  )
}

export function useRate({ approvalRate }: AcquirerHealth) {
  const format = useFormatter()
  if (approvalRate === null) return null
  return format.number(approvalRate, { style: 'percent', maximumFractionDigits: 0 })
}
