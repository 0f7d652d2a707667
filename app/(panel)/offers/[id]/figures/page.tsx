// app/(panel)/offers/[id]/figures/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DaysCard } from '@/components/figures/days-card'
import { ExtrasCard } from '@/components/figures/extras-card'
import { FunnelCard } from '@/components/figures/funnel-card'
import { LinksCard } from '@/components/figures/links-card'
import { NothingYet } from '@/components/figures/nothing-yet'
import { OriginsCard } from '@/components/figures/origins-card'
import { PeriodBar } from '@/components/figures/period-bar'
import { SumsStrip } from '@/components/figures/sums-strip'
import { OfferHead } from '@/components/offers/offer-head'
import { ExportLinks } from '@/components/reports/export-links'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import { localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { periodBefore } from '@/lib/kernel/period'
import { findOfferHead } from '@/lib/offers/editor-view'
import { nameLinks } from '@/lib/offers/short-links-view'
import { env } from '@/lib/platform/env'
import { memberContext } from '@/lib/platform/session'
import { extrasOf } from '@/lib/reports/offer-extras'
import {
  figuresByDay,
  figuresByLink,
  figuresByOrigin,
  sumFigures,
} from '@/lib/reports/offer-figures'
import { Days } from '../../../reports/days'
import type { Search } from '../../../reports/read-search'
import { readFigures } from './read-figures'

type Props = {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<Search>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('figures'))('title') }
}

export default async function FiguresPage({ params, searchParams }: Props) {
  const offerId = (await params).id as Id<'offer'>
  const path = `/offers/${offerId}/figures`
  const ctx = await memberContext(path)
  const [offer, environment, t, search] = await Promise.all([
    findOfferHead(ctx, offerId),
    sellingEnvironment(ctx),
    getTranslations('figures'),
    searchParams,
  ])
  if (offer === null) notFound()
  const { read, byCampaign, order, days } = readFigures(search, ctx.now())
  const past = periodBefore(read.period)
  const scope = { offerId, period: read.period, environment }
  const [now, before, byDay, origins, byLink, extras] = await Promise.all([
    sumFigures(ctx, scope),
    sumFigures(ctx, { ...scope, period: past }),
    figuresByDay(ctx, scope),
    figuresByOrigin(ctx, { ...scope, byCampaign, order }),
    figuresByLink(ctx, scope),
    extrasOf(ctx, scope),
  ])
  const links = await nameLinks(ctx, offerId, byLink)
  const isEmpty = now.views + now.sales + now.otherSales + now.leads === 0
  const hrefOf = (more: Readonly<Record<string, string>>) =>
    `${path}?${new URLSearchParams({ ...days, by: byCampaign ? 'campaign' : 'origin', sort: order, ...more })}`
  const file = `${path}/export?${new URLSearchParams({ ...days, by: byCampaign ? 'campaign' : 'origin', sort: order })}`
  const hasLeads = now.leads + before.leads > 0
  return (
    <>
      <OfferHead offer={offer} />
      <PeriodBar path={path} {...read} today={localDateOf(ctx.now())} />
      {!read.understood && (
        <p role="status" className="mb-3 text-waiting">
          {t('notUnderstood')}
        </p>
      )}
      {isEmpty ? (
        <NothingYet
          offer={offer}
          link={`${env.APP_URL}/s/${offer.code}`}
          wasBefore={before.views + before.sales > 0}
        />
      ) : (
        <div className="grid gap-5 lg:gap-6">
          <div className="text-muted-foreground">
            <Days period={read.period} before={past} />
          </div>
          <SumsStrip now={now} before={before} />
          <FunnelCard now={now} before={before} hasLeads={hasLeads} />
          <DaysCard days={byDay} />
          <OriginsCard
            rows={origins}
            {...{ byCampaign, order, hasLeads, hrefOf }}
            file={
              <ExportLinks
                label={t('export.button')}
                note={t('export.note')}
                links={[
                  { href: file, label: t('export.excel') },
                  { href: `${file}&format=csv`, label: t('export.csv') },
                ]}
              />
            }
          />
          <LinksCard links={links} href={`/offers/${offerId}/links`} />
          <ExtrasCard extras={extras} sales={now.sales + now.otherSales} />
          <p className="max-w-[72ch] text-xs text-muted-foreground">{t('note')}</p>
        </div>
      )}
    </>
  )
}
