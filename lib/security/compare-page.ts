// lib/security/compare-page.ts
import type { PageDifference } from '@/db/schema/security'
import { type PageNeeds, pagePolicy, REPORTING } from './page-policy'
import { hashOf, type Integrities, type PageScript, scriptsIn } from './page-scripts'

export type FetchedPage = {
  readonly html: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

type Expected = {
  readonly needs: Omit<PageNeeds, 'hashes'>
  readonly integrities: Integrities
  /** Whether buyers come over https. */
  readonly isSecure: boolean
}

export type Compared = {
  readonly inline: number
  readonly files: number
  readonly differences: readonly PageDifference[]
}

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'reporting-endpoints': REPORTING,
} as const

/** A payment page as a buyer got it, beside what this release delivers: each difference, named. */
export function comparePage(page: FetchedPage, expected: Expected): Compared {
  const scripts = scriptsIn(page.html)
  const inline = scripts.filter((each) => each.kind === 'inline')
  const files = scripts.filter((each) => each.kind === 'file')
  const hashes = [...new Set(inline.filter(({ ofNext }) => ofNext).map(({ hash }) => hash))]
  return {
    inline: inline.length,
    files: files.length,
    differences: [
      ...inline.filter(({ ofNext }) => !ofNext).map(({ hash }) => named('inline_unknown', hash)),
      ...files.flatMap((file) => fileDifferences(file, expected.integrities)),
      ...handlersIn(page.html),
      ...policyDifferences(page, { ...expected.needs, hashes }),
      ...headerDifferences(page, expected.isSecure),
    ],
  }
}

const named = (code: string, detail: string): PageDifference => ({ code, detail })

type ScriptFile = Extract<PageScript, { kind: 'file' }>

function fileDifferences({ address, integrity }: ScriptFile, integrities: Integrities) {
  const known = integrities.get(address)
  if (known === undefined) return [named('file_unknown', address)]
  if (integrity === null) return [named('file_unsealed', address)]
  return integrity === known ? [] : [named('file_seal_differs', address)]
}

const SCRIPTS = /<script\b[\s\S]*?<\/script\s*>/gi
const HANDLER = /<[a-z][^>]*\son[a-z]+\s*=\s*["'][^"']*["']/i

/** `onclick=` and its like: the policy stops them, but nobody of ours wrote one. */
function handlersIn(html: string): PageDifference[] {
  const [found] = HANDLER.exec(html.replace(SCRIPTS, '')) ?? []
  return found === undefined ? [] : [named('handler', hashOf(found))]
}

function policyDifferences({ headers }: FetchedPage, needs: PageNeeds): PageDifference[] {
  const sent = textOf(headers['content-security-policy'])
  if (sent === undefined) return [named('policy_missing', '')]
  const wanted = pagePolicy(needs)
  if (sent === wanted) return []
  const [ours, theirs] = [directivesOf(wanted), directivesOf(sent)]
  const all = new Set([...ours.keys(), ...theirs.keys()])
  return [...all]
    .filter((name) => !isSame(ours.get(name), theirs.get(name)))
    .map((name) => named('policy_differs', `${name} ${(theirs.get(name) ?? ['–']).join(' ')}`))
}

const directivesOf = (policy: string) =>
  new Map(
    policy.split(';').map((each) => {
      const [name = '', ...sources] = each.trim().split(/\s+/)
      return [name, sources.sort()] as const
    }),
  )

const isSame = (one: readonly string[] | undefined, other: readonly string[] | undefined) =>
  one?.join(' ') === other?.join(' ')

function headerDifferences({ headers }: FetchedPage, isSecure: boolean): PageDifference[] {
  const wrong = Object.entries(HEADERS).filter(([name, text]) => textOf(headers[name]) !== text)
  const hsts = 'strict-transport-security'
  const names = wrong.map(([name]) => name)
  if (isSecure && textOf(headers[hsts]) === undefined) names.push(hsts)
  return names.map((name) => named('header', `${name}: ${textOf(headers[name]) ?? '–'}`))
}

const textOf = (value: string | string[] | undefined) =>
  Array.isArray(value) ? value.join(', ') : value
