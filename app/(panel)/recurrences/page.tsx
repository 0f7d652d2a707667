// app/(panel)/recurrences/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { RecurrenceTable } from '@/components/recurrences/recurrence-table'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Filters } from '@/components/ui/filters'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import type { Id } from '@/lib/kernel/ids'
import { memberContext } from '@/lib/platform/session'
import { listRecurrences, SHOWN_STATUSES, type ShownStatus } from '@/lib/recurrences/views'

type Props = { readonly searchParams: Promise<Record<string, string | string[]>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recurrences'))('title') }
}

const Query = z.object({
  status: z.enum(SHOWN_STATUSES).optional().catch(undefined),
  before: z
    .string()
    .regex(/^rec_/)
    .transform((text) => text as Id<'recurrence'>)
    .optional()
    .catch(undefined),
})

export default async function RecurrencesPage({ searchParams }: Props) {
  const ctx = await memberContext('/recurrences')
  const { status, before } = Query.parse(await searchParams)
  const [t, { rows, next }] = await Promise.all([
    getTranslations('recurrences'),
    listRecurrences(ctx, { status, before }),
  ])
  const lists = [undefined, ...SHOWN_STATUSES]
  return (
    <>
      <PageHeader title={t('title')} description={<p>{t('lead')}</p>} />
      <Filters
        label={t('lists')}
        links={lists.map((each) => ({
          href: addressOf(each),
          label: t(`list.${each ?? 'all'}`),
          current: each === status,
        }))}
      />
      <Card>
        {rows.length === 0 ? (
          <EmptyState
            title={t(status === undefined ? 'empty.title' : 'empty.none')}
            action={
              status === undefined && (
                <Button asChild>
                  <Link href="/offers">{t('empty.do')}</Link>
                </Button>
              )
            }
          >
            {t(status === undefined ? 'empty.body' : 'empty.other')}
          </EmptyState>
        ) : (
          <RecurrenceTable rows={rows} />
        )}
      </Card>
      <Pagination
        nextHref={next && addressOf(status, next)}
        firstHref={before === undefined ? null : addressOf(status)}
      />
    </>
  )
}

const addressOf = (status?: ShownStatus, before?: string) =>
  `/recurrences?${new URLSearchParams({ ...(status && { status }), ...(before && { before }) })}`
