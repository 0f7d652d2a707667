// app/(panel)/offers/[id]/links/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LinksTable } from '@/components/links/links-table'
import { NewLink } from '@/components/links/new-link'
import { OfferHead } from '@/components/offers/offer-head'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Filters } from '@/components/ui/filters'
import { ThumbBar } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import { type LocalDate, localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { findOfferHead } from '@/lib/offers/editor-view'
import { listShortLinks } from '@/lib/offers/short-links-view'
import { env } from '@/lib/platform/env'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { figuresByLink } from '@/lib/reports/offer-figures'
import type { Search } from '../../../reports/read-search'
import { archiveLinkAction, createLinkAction } from './actions'

type Props = {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<Search>
}

/** No link is older. */
const SINCE_EVER = '2020-01-01' as LocalDate

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('links'))('title') }
}

const isLinkId = (text: unknown): text is Id<'shortLink'> =>
  typeof text === 'string' && /^lnk_[0-9a-z]{25}$/.test(text)

export default async function LinksPage({ params, searchParams }: Props) {
  const offerId = (await params).id as Id<'offer'>
  const path = `/offers/${offerId}/links`
  const ctx = await memberContext(path)
  const [offer, environment, t, search] = await Promise.all([
    findOfferHead(ctx, offerId),
    sellingEnvironment(ctx),
    getTranslations('links'),
    searchParams,
  ])
  if (offer === null) notFound()
  const archived = search.archived === '1'
  const before = isLinkId(search.before) ? search.before : undefined
  const period = { from: SINCE_EVER, to: localDateOf(ctx.now()) }
  const [{ rows, next }, sums] = await Promise.all([
    listShortLinks(ctx, { offerId, archived, before }),
    figuresByLink(ctx, { offerId, period, environment }),
  ])
  const canWork = may(ctx.actor.role, 'work')
  const create = canWork && (
    <NewLink create={createLinkAction.bind(null, offerId)} origin={env.APP_URL} />
  )
  const here = archived ? `${path}?archived=1` : path
  return (
    <>
      <OfferHead
        offer={offer}
        actions={create && <span className="max-md:hidden">{create}</span>}
      />
      <Filters
        label={t('filter')}
        links={[
          { href: path, label: t('inUse'), current: !archived },
          { href: `${path}?archived=1`, label: t('put'), current: archived },
        ]}
      />
      {rows.length === 0 ? (
        <Card>
          <EmptyState title={t(archived ? 'none.archivedTitle' : 'none.title')}>
            {t(archived ? 'none.archivedText' : 'none.text')}
          </EmptyState>
        </Card>
      ) : (
        <LinksTable
          links={rows}
          sums={sums}
          path={path}
          origin={env.APP_URL}
          archive={canWork ? archiveLinkAction : null}
        />
      )}
      <Pagination
        nextHref={next === null ? null : `${here}${archived ? '&' : '?'}before=${next}`}
        firstHref={before === undefined ? null : here}
      />
      <p className="mt-4 max-w-[72ch] text-xs text-muted-foreground">{t('note')}</p>
      {create && <ThumbBar>{create}</ThumbBar>}
    </>
  )
}
