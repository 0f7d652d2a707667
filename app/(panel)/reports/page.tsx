// app/(panel)/reports/page.tsx
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ApprovalSection, VouchersSection } from '@/components/reports/approval-section'
import { AvoidedSection } from '@/components/reports/avoided-section'
import { PeriodLinks } from '@/components/reports/period-links'
import { RefusalsSection } from '@/components/reports/refusals-section'
import { RemindedSection } from '@/components/reports/reminded-section'
import { ReportTabs } from '@/components/reports/report-tabs'
import { RescuedSection } from '@/components/reports/rescued-section'
import { PageHeader } from '@/components/ui/page-header'
import { connectors } from '@/lib/accounts/connectors'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import { periodBefore } from '@/lib/kernel/period'
import { memberContext } from '@/lib/platform/session'
import { approvalReport } from '@/lib/reports/approval-report'
import { avoidedReport } from '@/lib/reports/avoided-report'
import { recoveredSum } from '@/lib/reports/recovery-report'
import { refusalsReport } from '@/lib/reports/refusals-report'
import { rescuedReport, rescuedSum } from '@/lib/reports/rescued-report'
import { revenueOf } from '@/lib/reports/revenue-report'
import { Days } from './days'
import { nameAvoided, sumSaved } from './name-avoided'
import { groupRefusals, nameCauses } from './name-refusals'
import { type Read, readSearch, type Search } from './read-search'

type Props = { readonly searchParams: Promise<Search> }

const ACQUIRERS = Object.fromEntries(connectors.map(({ code, label }) => [code, label]))

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reports')
  return { title: t('title') }
}

export default async function ReportsPage({ searchParams }: Props) {
  const ctx = await memberContext('/reports')
  const [t, reasonWord, locale, search, environment] = await Promise.all([
    getTranslations('reports'),
    getTranslations('reports.reason'),
    getLocale(),
    searchParams,
    sellingEnvironment(ctx),
  ])
  const read = readSearch(search, ctx.now())
  const scope = { period: read.period, environment }
  const past = { period: periodBefore(read.period), environment }
  const [approval, rescued, rescuedBefore, refusals, revenue, avoided, ...reminded] =
    await Promise.all([
      approvalReport(ctx, scope, past),
      rescuedReport(ctx, scope, read.before === null ? {} : { before: read.before }),
      rescuedSum(ctx, past),
      refusalsReport(ctx, scope),
      revenueOf(ctx, scope),
      avoidedReport(ctx, scope),
      recoveredSum(ctx, scope),
      recoveredSum(ctx, past),
    ])
  const rules = nameAvoided(avoided.rows, locale)
  const told = refusals.rows.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <PageHeader
        title={t('title')}
        description={<Days period={read.period} before={past.period} />}
      />
      <ReportTabs current="payments" days={daysOf(read)} />
      <PeriodLinks current={read.name} />
      {!read.understood && (
        <p role="status" className="mb-3 text-waiting">
          {t('notUnderstood')}
        </p>
      )}
      <div className="grid gap-5 lg:gap-6">
        <RescuedSection
          report={rescued}
          causes={nameCauses(rescued.byCode, locale, (silence) => t(`rescued.silence.${silence}`))}
          before={rescuedBefore}
          revenue={revenue}
          acquirers={ACQUIRERS}
          nextHref={hrefAfter(read, rescued.next)}
        />
        <RemindedSection
          now={reminded[0]}
          before={reminded[1]}
          href={`/reports/notifications?${new URLSearchParams(daysOf(read))}`}
        />
        <ApprovalSection report={approval} acquirers={ACQUIRERS} />
        <VouchersSection report={approval} />
        <RefusalsSection
          groups={groupRefusals(refusals.rows, locale, (reason) => reasonWord(reason))}
          count={refusals.count}
          rest={refusals.count - told}
        />
        <AvoidedSection rules={rules} count={avoided.count} saved={sumSaved(rules)} />
      </div>
    </>
  )
}

function hrefAfter(read: Read, before: string | null): string | null {
  if (before === null) return null
  return `/reports?${new URLSearchParams({ ...daysOf(read), before })}#sales`
}

const daysOf = ({ name, period }: Read): Record<string, string> =>
  name === null ? { from: period.from, to: period.to } : { period: name }
