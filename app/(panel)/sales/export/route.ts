// app/(panel)/sales/export/route.ts

/*
 * GET  the sales that the list shows, as a file: the filters of the page's address, and
 *      `format=excel` (BOM, semicolons, decimal comma) or `csv` (commas, decimal point). Written while
 *      it is read, batch by batch.
 */

import { getLocale, getTranslations } from 'next-intl/server'
import { localDateOf } from '@/lib/kernel/calendar'
import { problem } from '@/lib/platform/problem'
import { findMember } from '@/lib/platform/session'
import { EXPORT_FORMATS, type ExportFormat, exportCsv } from '@/lib/sales/export-csv'
import type { ExportWords } from '@/lib/sales/export-row'
import { readSearch } from '../read-search'

export async function GET(request: Request): Promise<Response> {
  const ctx = await findMember()
  if (ctx === null) return problem(401, 'unauthenticated')
  const search = Object.fromEntries(new URL(request.url).searchParams)
  const format = EXPORT_FORMATS.find((each) => each === (search.format ?? 'excel'))
  const { query, ignored } = readSearch(search, ctx.now())
  // A page may show more than was asked; a file that somebody keeps may not.
  if (format === undefined || ignored.length > 0) {
    const named = format === undefined ? ['format', ...ignored] : ignored
    return problem(400, 'invalid_query', {
      detail: `These filters cannot be read: ${named.join(', ')}.`,
    })
  }
  const [words, t] = await Promise.all([wordsOf(format), getTranslations('sales.export')])
  const { cursor: _, before: __, ...whole } = query
  const pieces = exportCsv(ctx, whole, {
    format,
    words,
    header: (column) => t(`column.${column}`),
  })
  const name = `${t('fileName')}-${periodWords(query.from, query.to, ctx.now())}.csv`
  return new Response(toStream(pieces), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

async function wordsOf(format: ExportFormat): Promise<ExportWords> {
  const [locale, status, method, capture, source, t] = await Promise.all([
    getLocale(),
    getTranslations('sales.status'),
    getTranslations('sales.method'),
    getTranslations('sales.detail.facts.captureMode'),
    getTranslations('sales.source'),
    getTranslations('sales.export'),
  ])
  return {
    decimalComma: format === 'excel' && locale === 'pt-BR',
    status,
    method,
    capture,
    source,
    yes: t('yes'),
    no: t('no'),
  }
}

/** `2026-03-01-a-2026-03-31`; without a period, until when. */
function periodWords(from: Date | undefined, to: Date | undefined, now: Date): string {
  const last = localDateOf(to === undefined ? now : new Date(to.getTime() - 1))
  const first = from === undefined ? null : localDateOf(from)
  return first === null || first === last ? last : `${first}_${last}`
}

/** Asked for the next piece when the last one is gone: a slow reader makes no heap grow. */
function toStream(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}
