// lib/platform/csv.ts
import 'server-only'
import { type Options, stringify } from 'csv-stringify/sync'

export const CSV_FORMATS = ['excel', 'csv'] as const
export type CsvFormat = (typeof CSV_FORMATS)[number]
export type Cell = string | number | null

const OPTIONS: Readonly<Record<CsvFormat, Options>> = {
  csv: { delimiter: ',', record_delimiter: '\r\n' },
  // What Excel in Brazil opens by a double click.
  excel: { delimiter: ';', record_delimiter: '\r\n' },
}

const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

/** What somebody typed may begin like a formula: an apostrophe keeps a spreadsheet from running it. */
const guarded = (cell: Cell) => (typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell)

export const csvHead = (header: readonly string[], format: CsvFormat): string =>
  (format === 'excel' ? '\ufeff' : '') + stringify([[...header]], OPTIONS[format])

export const csvLines = (rows: readonly (readonly Cell[])[], format: CsvFormat): string =>
  stringify(
    rows.map((row) => row.map(guarded)),
    OPTIONS[format],
  )

/** Written while it is read: a piece is asked for when the one before it is gone. */
export function csvResponse(pieces: AsyncGenerator<string>, name: string): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
