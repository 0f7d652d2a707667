// components/security/refusals.tsx
import { useTranslations } from 'next-intl'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Row, Rows } from '@/components/ui/rows'
import { Status } from '@/components/ui/status'
import type { ReportView } from '@/lib/security/views'

/** What visitors' browsers were asked to do on a payment page, and refused. */
export function Refusals({ reports }: { readonly reports: readonly ReportView[] }) {
  const t = useTranslations('settings.security')
  return (
    <Card>
      <CardHeader className="pb-3">
        <div className="min-w-0">
          <CardTitle>{t('refusals')}</CardTitle>
          <CardDescription className="mt-0.5 max-w-[64ch]">{t('refusalsLead')}</CardDescription>
        </div>
      </CardHeader>
      {reports.length === 0 && (
        <EmptyState title={t('noRefusals')}>{t('noRefusalsBody')}</EmptyState>
      )}
      <Rows className="border-t empty:hidden">
        {reports.map(({ offerCode, directive, blocked, place, times, lastAt, isNoise }) => (
          <Row
            key={`${offerCode} ${directive} ${blocked} ${place}`}
            className="flex flex-wrap justify-between gap-x-4 gap-y-1"
          >
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <Mono>{blocked}</Mono>{' '}
              <span className="text-muted-foreground">
                {t('refusedBy', { directive, code: offerCode })}
                {place !== '' && place !== 'page' && <> {t('calledFrom', { place })}</>}
              </span>
            </span>
            <span className="flex flex-wrap items-baseline gap-x-3">
              <Status tone={isNoise ? 'neutral' : 'waiting'}>
                {t(isNoise ? 'fromExtension' : 'lookAtIt')}
              </Status>
              <span className="num text-xs text-muted-foreground">
                {t.rich('timesLast', { times, time: () => <RelativeTime at={lastAt} /> })}
              </span>
            </span>
          </Row>
        ))}
      </Rows>
    </Card>
  )
}
