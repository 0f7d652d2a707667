// app/(panel)/reports/notifications/export/route.ts

/*
 * GET  one table of the report on notifications, as a file: `table` says which; the days, the store
 *      and the sender are those of the page's address. `format=csv` has commas and points.
 */

import { getTranslations } from 'next-intl/server'
import { CSV_FORMATS, csvResponse } from '@/lib/platform/csv'
import { problem } from '@/lib/platform/problem'
import { findMember } from '@/lib/platform/session'
import { readScope } from '../read-scope'
import { EXPORTS } from './tables'
import { piecesOf } from './write-table'

export async function GET(request: Request): Promise<Response> {
  const ctx = await findMember()
  if (ctx === null) return problem(401, 'unauthenticated')
  const search = Object.fromEntries(new URL(request.url).searchParams)
  const table = EXPORTS.find((each) => each === search.table)
  const format = CSV_FORMATS.find((each) => each === (search.format ?? 'excel'))
  const { read, scope } = readScope(search, ctx.now())
  // A page may show more than was asked; a file that somebody keeps may not.
  if (table === undefined || format === undefined || !read.understood) {
    const named = [
      ...(table === undefined ? ['table'] : []),
      ...(format === undefined ? ['format'] : []),
      ...(read.understood ? [] : ['period, from, to']),
    ]
    return problem(400, 'invalid_query', {
      detail: `These filters cannot be read: ${named.join(', ')}.`,
    })
  }
  const t = await getTranslations('reports.messages.export')
  const { from, to } = read.period
  const name = `${t('fileName')}-${t(`file.${table}`)}-${from === to ? to : `${from}_${to}`}`
  return csvResponse(await piecesOf(ctx, table, scope, format), name)
}
