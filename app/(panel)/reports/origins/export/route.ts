// app/(panel)/reports/origins/export/route.ts

/*
 * GET  the report by origin as a file: the breakdown, the filters and the days of the page's address,
 *      all of its lines. `format=csv` has commas and points.
 */

import { getLocale, getTranslations } from 'next-intl/server'
import { type Centavos, formatDecimal } from '@/lib/kernel/money'
import { CSV_FORMATS, csvHead, csvLines, csvResponse } from '@/lib/platform/csv'
import { problem } from '@/lib/platform/problem'
import { findMember } from '@/lib/platform/session'
import { originsFile } from '@/lib/reports/origins-report'
import { listStores } from '@/lib/stores/views'
import { readOrigins } from '../read-origins'

const BATCH = 2000

export async function GET(request: Request): Promise<Response> {
  const ctx = await findMember()
  if (ctx === null) return problem(401, 'unauthenticated')
  const search = Object.fromEntries(new URL(request.url).searchParams)
  const format = CSV_FORMATS.find((each) => each === (search.format ?? 'excel'))
  const { read, scope } = readOrigins(search, ctx.now())
  if (format === undefined || !read.understood) {
    const named = [...(format ? [] : ['format']), ...(read.understood ? [] : ['period, from, to'])]
    return problem(400, 'invalid_query', {
      detail: `These filters cannot be read: ${named.join(', ')}.`,
    })
  }
  const [t, locale, { rows }, stores] = await Promise.all([
    getTranslations('reports.origins'),
    getLocale(),
    originsFile(ctx, scope),
    listStores(ctx),
  ])
  const comma = format === 'excel' && locale === 'pt-BR'
  const reais = (amount: Centavos) =>
    comma ? formatDecimal(amount).replace('.', ',') : formatDecimal(amount)
  const wordsOf = (at: number, value: string) =>
    scope.by[at] === 'store' ? (stores.rows.find(({ id }) => id === value)?.name ?? value) : value
  const head = [
    ...scope.by.map((name) => t(`name.${name}`)),
    ...[t('purchases'), t('revenue'), t('waiting'), t('converted'), t('returnedCount')],
    ...[t('returned'), t('recoveredCount'), t('recovered')],
  ]
  async function* pieces(shape: (typeof CSV_FORMATS)[number]) {
    yield csvHead(head, shape)
    for (let from = 0; from < rows.length; from += BATCH) {
      const lines = rows
        .slice(from, from + BATCH)
        .map((row) => [
          ...row.values.map((value, at) => wordsOf(at, value)),
          ...[row.purchases, reais(row.revenue), row.waiting, row.converted, row.returned],
          ...[reais(row.returnedAmount), row.recovered, reais(row.recoveredAmount)],
        ])
      yield csvLines(lines, shape)
    }
  }
  const { from, to } = read.period
  return csvResponse(pieces(format), `${t('fileName')}-${from === to ? to : `${from}_${to}`}`)
}
