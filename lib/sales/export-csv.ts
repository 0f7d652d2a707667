// lib/sales/export-csv.ts
import 'server-only'
import { type Options, stringify } from 'csv-stringify/sync'
import type { Ctx } from '@/lib/platform/context'
import {
  AS_TEXT,
  EXPORT_COLUMNS,
  type ExportColumn,
  type ExportWords,
  exportRow,
} from './export-row'
import { exportSales } from './export-sales'
import type { PanelSalesQuery } from './sales-query'

export const EXPORT_FORMATS = ['excel', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

type Shape = {
  readonly format: ExportFormat
  readonly words: ExportWords
  readonly header: (column: ExportColumn) => string
}

const OPTIONS: Readonly<Record<ExportFormat, Options>> = {
  csv: { delimiter: ',', record_delimiter: '\r\n' },
  // What Excel in Brazil opens by a double click.
  excel: { delimiter: ';', record_delimiter: '\r\n' },
}

/** The file in pieces, one a batch. The first has the header, also when nothing was found. */
export async function* exportCsv(
  ctx: Ctx<'member'>,
  query: PanelSalesQuery,
  { format, words, header }: Shape,
): AsyncGenerator<string> {
  const options = OPTIONS[format]
  const bom = format === 'excel' ? '\ufeff' : ''
  yield bom + stringify([EXPORT_COLUMNS.map(header)], options)
  for await (const batch of exportSales(ctx, query)) {
    const rows = batch.map((found) => {
      const row = exportRow(found, words)
      return EXPORT_COLUMNS.map((column) => cellOf(row[column], column, format))
    })
    yield stringify(rows, options)
  }
}

const DIGITS = /^\d+$/
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

/**
 * What a buyer typed may begin like a formula: an apostrophe in front keeps a spreadsheet from running
 * it. One formula is ours, around digits alone, so that Excel neither rounds a TID nor drops zeros.
 */
function cellOf(value: string | number | null, column: ExportColumn, format: ExportFormat) {
  if (typeof value !== 'string') return value
  if (format === 'excel' && AS_TEXT.has(column) && DIGITS.test(value)) return `="${value}"`
  return FORMULA.test(value) ? `'${value}` : value
}
