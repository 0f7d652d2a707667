// app/(panel)/notifications/contacts/export/route.ts

/*
 * GET  a list of contacts as a file: `list` is `left`, `suppressed`, `blocked` or `all`. Who may only
 *      look gets their phones and e-mails hidden. `format=csv` has commas.
 */

import { getTranslations } from 'next-intl/server'
import { localDateOf, ZONE } from '@/lib/kernel/calendar'
import { maskAddress } from '@/lib/kernel/mask'
import { CONTACT_LISTS, type ContactList, exportContacts } from '@/lib/notifications/contact-views'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { CSV_FORMATS, type CsvFormat, csvHead, csvLines, csvResponse } from '@/lib/platform/csv'
import { notAllowed } from '@/lib/platform/permissions'
import { problem } from '@/lib/platform/problem'
import { findMember } from '@/lib/platform/session'

const COLUMNS = [
  'address',
  'optedOutAt',
  'optedOutHow',
  'heardBy',
  'suppressedAt',
  'suppressedHow',
  'blockedAt',
  'consentAt',
  'consentSource',
] as const

const WALL = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
})

export async function GET(request: Request): Promise<Response> {
  const ctx = await findMember()
  if (ctx === null) return problem(401, 'unauthenticated')
  const search = new URL(request.url).searchParams
  const list = CONTACT_LISTS.find((each) => each === (search.get('list') ?? 'suppressed'))
  const format = CSV_FORMATS.find((each) => each === (search.get('format') ?? 'excel'))
  if (list === undefined || format === undefined) {
    const named = [...(list ? [] : ['list']), ...(format ? [] : ['format'])].join(', ')
    return problem(400, 'invalid_query', { detail: `These filters cannot be read: ${named}.` })
  }
  await ctx.db.transaction((tx) =>
    recordAudit(ctx, tx, { action: 'contact.exported', subject: list }),
  )
  const t = await getTranslations('contacts')
  const head = COLUMNS.map((column) => t(`column.${column}`))
  const name = `${t('export.fileName')}-${t(`export.file.${list}`)}-${localDateOf(ctx.now())}`
  return csvResponse(pieces(ctx, { list, format, head }), name)
}

type Sheet = {
  readonly list: ContactList
  readonly format: CsvFormat
  readonly head: readonly string[]
}

async function* pieces(ctx: Ctx<'member'>, { list, format, head }: Sheet) {
  const masked = notAllowed(ctx, 'work')
  yield csvHead(head, format)
  for await (const rows of exportContacts(ctx, list)) {
    yield csvLines(
      rows.map((row) =>
        COLUMNS.map((column) => {
          const value = row[column]
          if (value instanceof Date) return WALL.format(value)
          if (column !== 'address' || value === null) return value
          return (masked ? maskAddress(value) : value).replace(/^\+/, '')
        }),
      ),
      format,
    )
  }
}
