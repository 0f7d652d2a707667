// app/(panel)/leads/export/route.ts

/*
 * GET  the leads that the list shows, as a file: the filters of the page's address, and `format=excel`
 *      (BOM, semicolons) or `csv` (commas). For who may work on the account; noted in its log.
 */

import { getTranslations } from 'next-intl/server'
import type { LeadKind } from '@/db/schema/leads'
import { localDateOf, ZONE } from '@/lib/kernel/calendar'
import { PanelLeadsQuery } from '@/lib/leads/leads-query'
import { exportLeads, type LeadView } from '@/lib/leads/views'
import { recordAudit } from '@/lib/platform/audit'
import { CSV_FORMATS, type CsvFormat, csvHead, csvLines, csvResponse } from '@/lib/platform/csv'
import { notAllowed } from '@/lib/platform/permissions'
import { problem } from '@/lib/platform/problem'
import { findMember } from '@/lib/platform/session'
import { filterOf } from '../filter-of'

const COLUMNS = [
  'createdAt',
  'offerTitle',
  'offerCode',
  'kind',
  'name',
  'email',
  'phone',
  'convertedAt',
  'affiliateCode',
  'linkCode',
  'consentAt',
  'consentText',
] as const
const TRACKED = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'src',
  'sck',
] as const

const WALL = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
})

export async function GET(request: Request): Promise<Response> {
  const ctx = await findMember()
  if (ctx === null) return problem(401, 'unauthenticated')
  if (notAllowed(ctx, 'work')) return problem(403, 'not_allowed')
  const search = Object.fromEntries(new URL(request.url).searchParams)
  const format = CSV_FORMATS.find((each) => each === (search.format ?? 'excel'))
  if (format === undefined) return problem(400, 'invalid_query', { detail: 'format' })
  const { cursor: _, limit: __, ...query } = PanelLeadsQuery.parse(search)
  const details = Object.fromEntries(
    Object.entries(filterOf(search, PanelLeadsQuery.parse(search))).filter(
      ([name]) => name !== 'q',
    ),
  )
  await ctx.db.transaction((tx) =>
    recordAudit(ctx, tx, { action: 'lead.exported', subject: 'leads', details }),
  )
  const t = await getTranslations('leads')
  const head = [...COLUMNS.map((column) => t(`export.column.${column}`)), ...TRACKED]
  const sheet = { format, head, kind: (kind: LeadKind) => t(`kind.${kind}`) }
  return csvResponse(
    pieces(exportLeads(ctx, query), sheet),
    `${t('export.fileName')}-${localDateOf(ctx.now())}`,
  )
}

type Sheet = {
  readonly format: CsvFormat
  readonly head: readonly string[]
  readonly kind: (kind: LeadKind) => string
}

async function* pieces(batches: ReturnType<typeof exportLeads>, { format, head, kind }: Sheet) {
  yield csvHead(head, format)
  for await (const rows of batches) {
    yield csvLines(
      rows.map((row) => [
        ...COLUMNS.map((column) => cellOf({ ...row, kind: kind(row.kind) }, column)),
        ...TRACKED.map((name) => row.tracking[name] ?? null),
      ]),
      format,
    )
  }
}

type Row = Omit<LeadView, 'kind'> & { readonly kind: string }

function cellOf(row: Row, column: (typeof COLUMNS)[number]) {
  const value = row[column]
  if (value instanceof Date) return WALL.format(value)
  // A spreadsheet makes a formula of the plus of a phone.
  return column === 'phone' ? (value?.replace(/^\+/, '') ?? null) : value
}
