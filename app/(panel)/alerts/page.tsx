// app/(panel)/alerts/page.tsx
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { AlertCard } from '@/components/alerts/alert-card'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Filters } from '@/components/ui/filters'
import { LiveRefresh } from '@/components/ui/live-refresh'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { AlertId } from '@/lib/alerts/dismiss-alert'
import { ALERT_LISTS, type AlertList, countOpenAlerts, listAlerts } from '@/lib/alerts/views'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { dismissAction } from './actions'

type Props = { readonly searchParams: Promise<Record<string, string | string[]>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('alerts'))('title') }
}

const AlertsQuery = z.object({
  list: z.enum(ALERT_LISTS).catch('open').default('open'),
  before: AlertId.optional().catch(undefined),
})

export default async function AlertsPage({ searchParams }: Props) {
  const ctx = await memberContext('/alerts')
  const { list, before } = AlertsQuery.parse(await searchParams)
  const [t, { rows, next }, open] = await Promise.all([
    getTranslations('alerts'),
    listAlerts(ctx, { list, ...(before && { before }) }),
    countOpenAlerts(ctx),
  ])
  const mayWork = may(ctx.actor.role, 'work')
  return (
    <>
      <LiveRefresh seconds={20} />
      <PageHeader title={t('title')} description={<p>{t('lead')}</p>} />
      <Filters
        label={t('lists')}
        links={ALERT_LISTS.map((each) => ({
          href: addressOf(each),
          label: t(`list.${each}`),
          current: each === list,
          ...(each === 'open' && { count: open }),
        }))}
      />
      {rows.length === 0 ? (
        <Card>
          <EmptyState title={t(`empty.${list}.title`)}>{t(`empty.${list}.body`)}</EmptyState>
        </Card>
      ) : (
        <ul className="grid gap-3">
          {rows.map((alert) => (
            <li key={alert.id}>
              <AlertCard
                alert={alert}
                dismiss={mayWork ? dismissAction.bind(null, alert.id) : null}
              />
            </li>
          ))}
        </ul>
      )}
      <Pagination
        nextHref={next && addressOf(list, next)}
        firstHref={before === undefined ? null : addressOf(list)}
      />
    </>
  )
}

const addressOf = (list: AlertList, before?: string) =>
  `/alerts?${new URLSearchParams({ list, ...(before !== undefined && { before }) })}`
