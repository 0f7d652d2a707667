// app/(panel)/offers/page.tsx
import { Search } from 'lucide-react'
import type { Metadata } from 'next'
import Form from 'next/form'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { OffersTable } from '@/components/offers-list/offers-table'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Filters } from '@/components/ui/filters'
import { Input } from '@/components/ui/input'
import { PageHeader, ThumbBar } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import type { Id } from '@/lib/kernel/ids'
import { listOffers, OFFER_FILTERS } from '@/lib/offers/list-offers'
import { env } from '@/lib/platform/env'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { duplicateOfferAction, moveOfferAction } from './actions'

type Props = {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('offers')
  return { title: t('title') }
}

const isOfferId = (text: unknown): text is Id<'offer'> =>
  typeof text === 'string' && /^ofr_[0-9a-z]{25}$/.test(text)

export default async function OffersPage({ searchParams }: Props) {
  const ctx = await memberContext('/offers')
  const asked = await searchParams
  const search = typeof asked.q === 'string' ? asked.q : ''
  const filter = OFFER_FILTERS.find((each) => each === asked.state)
  const before = isOfferId(asked.before) ? asked.before : undefined
  const [t, { rows, next }] = await Promise.all([
    getTranslations('offers'),
    listOffers(ctx, { search, ...(filter && { filter }), ...(before && { before }) }),
  ])
  const canWork = may(ctx.actor.role, 'work')
  const isAll = search === '' && filter === undefined && before === undefined
  const create = canWork && (
    <Button asChild variant="primary">
      <Link href="/offers/new">{t('create')}</Link>
    </Button>
  )
  // Nothing at all, archived ones neither: the first one is still to come.
  const isNew =
    isAll && rows.length === 0 && (await listOffers(ctx, { filter: 'archived' })).rows.length === 0
  if (isNew) {
    return (
      <>
        <PageHeader title={t('title')} />
        <Card>
          <EmptyState title={t('none.title')} action={create}>
            {t('none.text')}
          </EmptyState>
        </Card>
      </>
    )
  }
  const hrefOf = (more: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({ ...(search !== '' && { q: search }), ...more })
    return query.size === 0 ? '/offers' : `/offers?${query}`
  }
  const kept = filter === undefined ? {} : { state: filter }
  return (
    <>
      <PageHeader title={t('title')} actions={<span className="max-md:hidden">{create}</span>} />
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <Filters
          label={t('filter.label')}
          links={[undefined, ...OFFER_FILTERS].map((each) => ({
            href: hrefOf(each === undefined ? {} : { state: each }),
            label: t(`filter.${each ?? 'all'}`),
            current: each === filter,
          }))}
        />
        <Form action="/offers" className="mb-3 flex gap-2 max-sm:w-full">
          {filter !== undefined && <input type="hidden" name="state" value={filter} />}
          <Input
            type="search"
            name="q"
            defaultValue={search}
            maxLength={80}
            placeholder={t('filter.search')}
            aria-label={t('filter.search')}
            className="sm:w-60"
          />
          <Button
            type="submit"
            size="icon"
            className="max-sm:size-11"
            aria-label={t('filter.find')}
          >
            <Search aria-hidden />
          </Button>
        </Form>
      </div>
      {rows.length === 0 ? (
        <Card>
          <EmptyState
            title={t('filter.none')}
            action={
              <Button asChild>
                <Link href="/offers">{t('filter.clear')}</Link>
              </Button>
            }
          >
            {t('filter.noneText')}
          </EmptyState>
        </Card>
      ) : (
        <OffersTable
          offers={rows}
          origin={env.APP_URL}
          acts={canWork ? { move: moveOfferAction, duplicate: duplicateOfferAction } : null}
        />
      )}
      <Pagination
        nextHref={next === null ? null : hrefOf({ ...kept, before: next })}
        firstHref={before === undefined ? null : hrefOf(kept)}
      />
      {canWork && <ThumbBar>{create}</ThumbBar>}
    </>
  )
}
