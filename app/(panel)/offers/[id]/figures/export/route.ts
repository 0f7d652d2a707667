// app/(panel)/offers/[id]/figures/export/route.ts

/*
 * GET  the figures of an offer by origin or campaign as a file: the days, the breakdown and the order
 *      of the page's address. `format=csv` has commas and points.
 */

import { getLocale, getTranslations } from 'next-intl/server'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, formatDecimal } from '@/lib/kernel/money'
import { findOfferHead } from '@/lib/offers/editor-view'
import { CSV_FORMATS, csvHead, csvLines, csvResponse } from '@/lib/platform/csv'
import { problem } from '@/lib/platform/problem'
import { findMember } from '@/lib/platform/session'
import { figuresOfOriginsFile } from '@/lib/reports/offer-figures'
import { OTHER_ORIGINS } from '@/lib/reports/visit-origin'
import { readFigures } from '../read-figures'

type Params = { readonly params: Promise<{ id: string }> }

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const ctx = await findMember()
  if (ctx === null) return problem(401, 'unauthenticated')
  const offerId = (await params).id as Id<'offer'>
  const offer = await findOfferHead(ctx, offerId)
  if (offer === null) return problem(404, 'offer_not_found')
  const search = Object.fromEntries(new URL(request.url).searchParams)
  const format = CSV_FORMATS.find((each) => each === (search.format ?? 'excel'))
  const { read, byCampaign, order } = readFigures(search, ctx.now())
  if (format === undefined || !read.understood) {
    const named = [...(format ? [] : ['format']), ...(read.understood ? [] : ['period, from, to'])]
    return problem(400, 'invalid_query', {
      detail: `These filters cannot be read: ${named.join(', ')}.`,
    })
  }
  const { period } = read
  const environment = await sellingEnvironment(ctx)
  const [t, locale, rows] = await Promise.all([
    getTranslations('figures'),
    getLocale(),
    figuresOfOriginsFile(ctx, { offerId, period, environment, byCampaign, order }),
  ])
  const comma = format === 'excel' && locale === 'pt-BR'
  const reais = (amount: Centavos) =>
    comma ? formatDecimal(amount).replace('.', ',') : formatDecimal(amount)
  const nameOf = (key: string) =>
    key === '' ? t('origin.direct') : key === OTHER_ORIGINS ? t('origin.others') : key
  const head = [
    t('column.origin'),
    ...(byCampaign ? [t('column.campaign')] : []),
    ...[t('column.views'), t('column.visitors'), t('column.leads'), t('column.checkouts')],
    ...[t('column.sales'), t('column.paid'), t('column.returned')],
  ]
  const lines = rows.map((row) => [
    nameOf(row.key),
    ...(byCampaign ? [row.campaign] : []),
    ...[row.views, row.visitors, row.leads, row.checkouts, row.sales],
    ...[reais(row.paid), reais(row.returned)],
  ])
  const shape = format
  async function* pieces() {
    yield csvHead(head, shape)
    yield csvLines(lines, shape)
  }
  const days = period.from === period.to ? period.to : `${period.from}_${period.to}`
  return csvResponse(pieces(), `${t('export.fileName')}-${offer.code}-${days}`)
}
