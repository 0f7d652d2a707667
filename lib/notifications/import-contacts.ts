// lib/notifications/import-contacts.ts
import 'server-only'
import { parse } from 'csv-parse'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { type AddressIssue, readAddress } from './contact-address'
import { decodeText, delimiterOf } from './csv-text'
import { suppressAll } from './suppress-contacts'

export const IMPORT_LINES_MAX = 100_000
/** So many of them are shown one by one; all of them are counted. */
const BAD_SHOWN = 1000
const BATCH = 5000
const SHOWN_LENGTH = 120

export type BadLine = {
  readonly line: number
  readonly issue: AddressIssue | 'no_address' | 'too_many_lines'
  readonly text: string
}

export type Imported = {
  readonly lines: number
  /** People who were not on the list before, who were, and who stood in the file more than once. */
  readonly added: number
  readonly already: number
  readonly repeated: number
  readonly bad: number
  readonly badLines: readonly BadLine[]
}

type Input = { readonly bytes: Uint8Array; readonly fileName: string }
type Refusal = { readonly code: 'not_allowed' | 'file_empty' | 'file_not_text' }

/**
 * A list of phones or e-mails, as people keep them: any column order, with or without a header, in
 * the codings and separators of any spreadsheet. Each line ends up on the list or in the report.
 */
export async function importContacts(
  ctx: Ctx<'member'>,
  { bytes, fileName }: Input,
): Promise<Result<Imported, Refusal>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const text = decodeText(bytes)
  if (text === null) return err({ code: 'file_not_text' })
  if (text.trim() === '') return err({ code: 'file_empty' })
  const tally = { lines: 0, added: 0, already: 0, repeated: 0, bad: 0 }
  const badLines: BadLine[] = []
  const seen = new Set<string>()
  let batch: string[] = []
  const keep = async () => {
    const waiting = batch
    batch = []
    const how = `import:${fileName.slice(0, SHOWN_LENGTH)}`
    const added = await ctx.db.transaction((tx) => suppressAll(ctx, tx, waiting, how))
    tally.added += added
    tally.already += waiting.length - added
  }
  for await (const read of linesOf(text)) {
    tally.lines++
    if (read.bad !== null) {
      tally.bad++
      if (badLines.length < BAD_SHOWN) badLines.push(read.bad)
    }
    for (const address of read.addresses) {
      if (seen.has(address)) tally.repeated++
      else batch.push(address)
      seen.add(address)
    }
    if (batch.length >= BATCH) await keep()
  }
  if (batch.length > 0) await keep()
  await ctx.db.transaction((tx) =>
    recordAudit(ctx, tx, {
      action: 'contact.imported',
      subject: fileName.slice(0, SHOWN_LENGTH),
      details: { added: String(tally.added), bad: String(tally.bad) },
    }),
  )
  return ok({ ...tally, badLines })
}

type Line = { readonly addresses: readonly string[]; readonly bad: BadLine | null }
type Parsed = { readonly record: readonly string[]; readonly info: { readonly lines: number } }

async function* linesOf(text: string): AsyncGenerator<Line> {
  const parser = parse(text, {
    delimiter: delimiterOf(text),
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  })
  let columns: readonly number[] | null = null
  let line = 1
  let told = 0
  for await (const { record, info } of parser as AsyncIterable<Parsed>) {
    const start = line
    line = info.lines + 1
    if (record.every((cell) => cell === '')) continue
    if (columns === null) {
      columns = headerOf(record)
      if (columns.length > 0) continue
    }
    told++
    const at = { line: start, text: record.join(' · ').slice(0, SHOWN_LENGTH) }
    if (told > IMPORT_LINES_MAX) {
      yield { addresses: [], bad: { ...at, issue: 'too_many_lines' } }
    } else yield lineOf(record, columns, at)
  }
}

const NAMES =
  /^(telefones?|celular(es)?|fones?|whats?app|zap|numeros?|contatos?|phones?|phone number|mobile|e-?mails?|endereco de e-?mail|(customer|buyer|cliente)[ _.-]?(phone|email|telefone|celular))$/

const plain = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[_*:]/g, ' ').trim()

/** Where phones and e-mails stand, when the first line says so. */
const headerOf = (record: readonly string[]) =>
  record.flatMap((cell, at) => (NAMES.test(plain(cell)) ? [at] : []))

/** Where nobody says which column it is, fewer digits than these are an age or a house. */
const DIGITS_OF_PHONE = 6

/** Without a header every cell is asked; what is neither a phone nor an e-mail is left alone. */
function lineOf(
  record: readonly string[],
  columns: readonly number[],
  at: Pick<BadLine, 'line' | 'text'>,
): Line {
  const cells = columns.length > 0 ? columns.map((column) => record[column] ?? '') : record
  const read = cells.filter((cell) => cell !== '').map(readAddress)
  const addresses = read.flatMap((each) => (each.ok ? [each.address] : []))
  if (addresses.length > 0) return { addresses, bad: null }
  const digits = columns.length > 0 ? 1 : DIGITS_OF_PHONE
  const telling = cells.find(
    (cell) => cell.includes('@') || cell.replace(/\D/g, '').length >= digits,
  )
  const issue = telling === undefined ? null : readAddress(telling)
  return {
    addresses: [],
    bad: { ...at, issue: issue === null || issue.ok ? 'no_address' : issue.issue },
  }
}
