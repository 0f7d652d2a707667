// app/(panel)/reports/origins/page.tsx
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ExportLinks } from '@/components/reports/export-links'
import { OriginsForm } from '@/components/reports/origins/origins-form'
import { OriginsTable } from '@/components/reports/origins/origins-table'
import { PeriodLinks } from '@/components/reports/period-links'
import { ReportTabs } from '@/components/reports/report-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { periodBefore } from '@/lib/kernel/period'
import { memberContext } from '@/lib/platform/session'
import { ORIGIN_DIMENSIONS, originsReport } from '@/lib/reports/origins-report'
import { listStores } from '@/lib/stores/views'
import { Days } from '../days'
import type { Search } from '../read-search'
import { readOrigins } from './read-origins'

type Props = { readonly searchParams: Promise<Search> }
const HERE = '/reports/origins'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports.origins'))('title') }
}

export default async function OriginsPage({ searchParams }: Props) {
  const ctx = await memberContext(HERE)
  const [t, words, search] = await Promise.all([
    getTranslations('reports.origins'),
    getTranslations('reports'),
    searchParams,
  ])
  const { read, scope, days, chosen } = readOrigins(search, ctx.now())
  const past = periodBefore(scope.period)
  const [report, before, stores] = await Promise.all([
    originsReport(ctx, scope),
    originsReport(ctx, { ...scope, period: past }, { limit: 0 }),
    listStores(ctx),
  ])
  const file = `${HERE}/export?${new URLSearchParams({ ...days, ...chosen })}`
  return (
    <>
      <PageHeader
        title={t('title')}
        description={<Days period={read.period} before={past} />}
        actions={
          <ExportLinks
            label={words('messages.export.button')}
            note={t('exportNote')}
            links={[
              { href: file, label: t('excel') },
              { href: `${file}&format=csv`, label: t('csv') },
            ]}
          />
        }
      />
      <ReportTabs current="origins" days={days} />
      <PeriodLinks current={read.name} path={HERE} keep={chosen} />
      {!read.understood && (
        <p role="status" className="mb-3 text-waiting">
          {words('notUnderstood')}
        </p>
      )}
      <OriginsForm
        path={HERE}
        dimensions={ORIGIN_DIMENSIONS}
        by={scope.by}
        only={scope.only}
        stores={stores.rows}
        days={days}
      />
      <OriginsTable
        report={report}
        before={before.all}
        by={scope.by}
        only={scope.only}
        stores={stores.rows}
        hrefOf={(more) => `${HERE}?${new URLSearchParams({ ...days, ...chosen, ...more })}`}
      />
    </>
  )
}
