// app/(panel)/reports/notifications/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { useRuleName } from '@/components/notifications/rule-name'
import { ExportLinks } from '@/components/reports/export-links'
import { BreakdownSection } from '@/components/reports/messages/breakdown-section'
import { DaysSection } from '@/components/reports/messages/days-section'
import { LiftSection } from '@/components/reports/messages/lift-section'
import { NotSentSection } from '@/components/reports/messages/not-sent-section'
import { RecoveredSection } from '@/components/reports/messages/recovered-section'
import { ScopeForm } from '@/components/reports/messages/scope-form'
import { TimesSection } from '@/components/reports/messages/times-section'
import { PeriodLinks } from '@/components/reports/period-links'
import { ReportTabs } from '@/components/reports/report-tabs'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { centavos } from '@/lib/kernel/money'
import { periodBefore } from '@/lib/kernel/period'
import { listInstances } from '@/lib/notifications/instance-views'
import { memberContext } from '@/lib/platform/session'
import { liftReport, type RuleLift } from '@/lib/reports/lift-report'
import { type MessageReport, messageReport } from '@/lib/reports/message-report'
import {
  keyOfStep,
  type RecoveryReport,
  recoveredSum,
  recoveryReport,
} from '@/lib/reports/recovery-report'
import { timesReport } from '@/lib/reports/times-report'
import { listStores } from '@/lib/stores/views'
import { Days } from '../days'
import type { Search } from '../read-search'
import { EXPORTS } from './export/tables'
import { readScope } from './read-scope'

type Props = { readonly searchParams: Promise<Search> }
const HERE = '/reports/notifications'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports.messages'))('title') }
}

export default async function MessageReportPage({ searchParams }: Props) {
  const ctx = await memberContext(HERE)
  const [t, words, search] = await Promise.all([
    getTranslations('reports.messages'),
    getTranslations('reports'),
    searchParams,
  ])
  const { read, scope, days, chosen } = readScope(search, ctx.now())
  const past = { ...scope, period: periodBefore(scope.period) }
  const [report, recovered, before, lifts, times, stores, instances] = await Promise.all([
    messageReport(ctx, scope),
    recoveryReport(ctx, scope),
    recoveredSum(ctx, past),
    liftReport(ctx, scope),
    timesReport(ctx, scope),
    listStores(ctx),
    listInstances(ctx),
  ])
  const names = { stores: stores.rows, instances }
  const files = EXPORTS.map((table) => ({
    href: `${HERE}/export?${new URLSearchParams({ ...days, ...chosen, table })}`,
    label: t(`export.${table}`),
  }))
  return (
    <>
      <PageHeader
        title={t('title')}
        description={<Days period={read.period} before={past.period} />}
        actions={<ExportLinks label={t('export.button')} note={t('export.note')} links={files} />}
      />
      <ReportTabs current="notifications" days={days} />
      <PeriodLinks current={read.name} path={HERE} keep={chosen} />
      <ScopeForm path={HERE} {...names} chosen={chosen} keep={days} />
      {!read.understood && (
        <p role="status" className="mb-3 text-waiting">
          {words('notUnderstood')}
        </p>
      )}
      {report.all.asked === 0 && recovered.count === 0 ? (
        <Nothing hasStores={stores.rows.length > 0} />
      ) : (
        <Sections
          {...{ report, recovered, before, lifts, names }}
          hrefOf={(choice) => `${HERE}?${new URLSearchParams({ ...days, ...chosen, ...choice })}`}
          times={<TimesSection times={times} />}
        />
      )}
    </>
  )
}

async function Nothing({ hasStores }: { readonly hasStores: boolean }) {
  const t = await getTranslations('reports.messages.none')
  const kind = hasStores ? 'quiet' : 'new'
  return (
    <Card>
      <EmptyState
        title={t(`${kind}.title`)}
        action={
          <Button asChild variant="primary">
            <Link href={hasStores ? '/stores' : '/stores/new'}>{t(`${kind}.action`)}</Link>
          </Button>
        }
      >
        {t(`${kind}.text`)}
      </EmptyState>
    </Card>
  )
}

type Named = { readonly id: string; readonly name: string }
type SectionsProps = {
  readonly report: MessageReport
  readonly recovered: RecoveryReport
  readonly before: Awaited<ReturnType<typeof recoveredSum>>
  readonly lifts: readonly RuleLift[]
  readonly names: { readonly stores: readonly Named[]; readonly instances: readonly Named[] }
  readonly times: React.ReactNode
  readonly hrefOf: (choice: Readonly<Record<string, string>>) => string
}

const NOTHING = { count: 0, amount: centavos(0) }

async function Sections(props: SectionsProps) {
  const { report, recovered, before, lifts, names, times, hrefOf } = props
  const t = await getTranslations('reports.messages')
  return (
    <div className="grid gap-5 lg:gap-6">
      <RecoveredSection recovered={recovered} before={before} counts={report.all} />
      <DaysSection days={report.byDay} />
      <Steps report={report} recovered={recovered} />
      <NotSentSection rows={report.notSent} />
      <Lifts lifts={lifts} stores={names.stores} />
      <BreakdownSection
        id="stores"
        title={t('byStore')}
        column={t('column.store')}
        rows={report.byStore.map(({ storeId, ...counts }) => ({
          ...counts,
          key: storeId,
          name: names.stores.find(({ id }) => id === storeId)?.name ?? t('goneStore'),
          href: hrefOf({ store: storeId }),
          recovered: recovered.byStore.get(storeId) ?? NOTHING,
        }))}
      />
      <BreakdownSection
        id="instances"
        title={t('byInstance')}
        column={t('column.instance')}
        rows={report.byInstance.map(({ instanceId, ...counts }) => ({
          ...counts,
          key: instanceId ?? '',
          name:
            instanceId === null
              ? t('noInstance')
              : (names.instances.find(({ id }) => id === instanceId)?.name ?? t('goneInstance')),
          href: instanceId === null ? undefined : hrefOf({ instance: instanceId }),
          recovered: recovered.byInstance.get(instanceId ?? '') ?? NOTHING,
        }))}
      />
      {times}
    </div>
  )
}

function Steps({ report, recovered }: Pick<SectionsProps, 'report' | 'recovered'>) {
  const t = useTranslations('reports.messages')
  const ruleName = useRuleName()
  return (
    <BreakdownSection
      id="rules"
      title={t('byStep')}
      text={t('byStepText')}
      column={t('column.rule')}
      rows={report.byStep.map((row) => ({
        ...row,
        key: keyOfStep(row),
        name: ruleName(row.rule, row.step),
        note: row.variant === '' ? undefined : t('variant', { variant: row.variant }),
        recovered: recovered.byStep.get(keyOfStep(row)) ?? NOTHING,
      }))}
    />
  )
}

function Lifts({
  lifts,
  stores,
}: {
  readonly lifts: readonly RuleLift[]
  readonly stores: readonly Named[]
}) {
  const t = useTranslations('reports.messages')
  const ruleName = useRuleName()
  return (
    <LiftSection
      rules={lifts.map((lift) => ({
        ...lift,
        name: ruleName(lift.rule, 1),
        store: stores.find(({ id }) => id === lift.storeId)?.name ?? t('goneStore'),
      }))}
    />
  )
}
