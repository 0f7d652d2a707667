// app/(panel)/leads/page.tsx
import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { type LeadFilter, LeadFilters } from '@/components/leads/lead-filters'
import { LeadTable } from '@/components/leads/lead-table'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { PanelLeadsQuery } from '@/lib/leads/leads-query'
import { listLeadOffers, listLeads } from '@/lib/leads/views'
import { notAllowed } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { filterOf } from './filter-of'

type Props = { readonly searchParams: Promise<Record<string, string>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('leads'))('title') }
}

const addressOf = (filter: LeadFilter, more: Record<string, string> = {}) =>
  `/leads?${new URLSearchParams({ ...filter, ...more })}`

export default async function LeadsPage({ searchParams }: Props) {
  const ctx = await memberContext('/leads')
  const search = await searchParams
  const query = PanelLeadsQuery.parse(search)
  const filter = filterOf(search, query)
  const [t, { rows, next }, offers] = await Promise.all([
    getTranslations('leads'),
    listLeads(ctx, query),
    listLeadOffers(ctx),
  ])
  const never = offers.length === 0
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={
          !never &&
          !notAllowed(ctx, 'work') && (
            <Button asChild>
              <a href={`/leads/export?${new URLSearchParams(filter)}`} download>
                <Download aria-hidden />
                {t('export.button')}
              </a>
            </Button>
          )
        }
      />
      {!never && <LeadFilters filter={filter} offers={offers} />}
      <Card aria-label={t('title')}>
        {rows.length > 0 ? (
          <LeadTable leads={rows} />
        ) : (
          <EmptyState
            title={t(never ? 'empty.title' : 'nobody.title')}
            action={
              <Button asChild {...(never && { variant: 'primary' as const })}>
                <Link href={never ? '/offers' : '/leads'}>
                  {t(never ? 'empty.action' : 'nobody.action')}
                </Link>
              </Button>
            }
          >
            {t(never ? 'empty.text' : 'nobody.text')}
          </EmptyState>
        )}
      </Card>
      <Pagination
        nextHref={next === null ? null : addressOf(filter, { cursor: next })}
        firstHref={query.cursor === undefined ? null : addressOf(filter)}
      />
    </>
  )
}
