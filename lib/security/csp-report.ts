// lib/security/csp-report.ts
import { z } from 'zod'

/** As `report-uri` sends it: one report, words with hyphens. */
const Old = z.object({
  'csp-report': z.object({
    'document-uri': z.string(),
    'effective-directive': z.string().optional(),
    'violated-directive': z.string().optional(),
    'blocked-uri': z.string().catch(''),
    'source-file': z.string().nullish().catch(null),
  }),
})

/** As the Reporting API sends it: several, of several kinds. */
const New = z
  .array(
    z.object({
      type: z.string(),
      body: z
        .object({
          documentURL: z.string(),
          effectiveDirective: z.string(),
          blockedURL: z.string().nullish(),
          sourceFile: z.string().nullish(),
        })
        .optional()
        .catch(undefined),
    }),
  )
  .max(100)

/** What a browser refused to do on a page of ours. Nothing that was typed, and no whole address. */
export type CspReport = {
  readonly offerCode: string
  readonly directive: string
  readonly blocked: string
  readonly place: string
}

const PAGE = /^\/o\/([A-Z0-9]{6})(?:\/|$)/
const DIRECTIVE = /^[a-z-]{3,40}$/
const WORDS = /^(inline|eval|wasm-eval|trusted-types-policy|trusted-types-sink|self)$/
const PLACE_MAX = 200

/** Null when it is no such report at all; those of other pages are left out. */
export function readReports(sent: unknown): readonly CspReport[] | null {
  const old = Old.safeParse(sent)
  if (old.success) {
    const told = old.data['csp-report']
    const directive = told['effective-directive'] ?? told['violated-directive'] ?? ''
    return toReport({
      page: told['document-uri'],
      directive: directive.split(' ')[0] ?? '',
      blocked: told['blocked-uri'],
      source: told['source-file'] ?? '',
    })
  }
  const list = New.safeParse(sent)
  if (!list.success) return null
  return list.data.flatMap(({ type, body }) =>
    type === 'csp-violation' && body !== undefined
      ? toReport({
          page: body.documentURL,
          directive: body.effectiveDirective,
          blocked: body.blockedURL ?? '',
          source: body.sourceFile ?? '',
        })
      : [],
  )
}

type Said = Readonly<Record<'page' | 'directive' | 'blocked' | 'source', string>>

function toReport({ page, directive, blocked, source }: Said): CspReport[] {
  const address = URL.parse(page)
  const [, offerCode] = PAGE.exec(address?.pathname ?? '') ?? []
  if (offerCode === undefined || !DIRECTIVE.test(directive)) return []
  return [{ offerCode, directive, blocked: blockedOf(blocked), place: placeOf(source, address) }]
}

const blockedOf = (blocked: string): string => {
  if (WORDS.test(blocked)) return blocked
  return originOf(blocked) ?? (/^[a-z-]{2,40}$/.test(blocked) ? blocked : 'other')
}

/** A file of ours by its path; of others the origin alone, for an address may say who was there. */
function placeOf(source: string, page: URL | null): string {
  const url = URL.parse(source)
  if (url === null) return /^[a-z-]{2,40}$/.test(source) ? source : ''
  if (url.origin !== page?.origin) return originOf(source) ?? ''
  return url.pathname.startsWith('/o/') ? 'page' : url.pathname.slice(0, PLACE_MAX)
}

/** `https://host`, or the scheme of what has no host of its own: `data`, `chrome-extension`. */
function originOf(address: string): string | null {
  const url = URL.parse(address)
  if (url === null) return null
  return /^(https?|wss?):$/.test(url.protocol)
    ? `${url.protocol}//${url.host}`.slice(0, PLACE_MAX)
    : url.protocol.slice(0, -1).slice(0, PLACE_MAX)
}

/** Visitors' browser extensions try things on every page of the web; it is not ours that differs. */
export const isOfExtension = ({ blocked, place }: Pick<CspReport, 'blocked' | 'place'>): boolean =>
  [blocked, place].some((each) => /(^|-)extension$/.test(each))
