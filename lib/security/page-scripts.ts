// lib/security/page-scripts.ts
import { createHash } from 'node:crypto'

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi
const SOURCE = /\ssrc="([^"]*)"/i
const TYPE = /\stype="([^"]*)"/i
const INTEGRITY = /\sintegrity="([^"]*)"/i
const RUNS = /^(|module|(text|application)\/(java|ecma)script)$/i

const FLIGHT = /^self\.__next_f\.push\((\[[\s\S]*\])\)$/
const FLIGHT_BEGINS = '(self.__next_f=self.__next_f||[]).push([0])'
const BEGINS =
  /^\(globalThis\["TURBOPACK"\] \|\| \(globalThis\["TURBOPACK"\] = \[\]\)\)\.push\((\{[\s\S]*\})\);$/

/**
 * Whether an inline script is one that Next writes: a call whose only argument is JSON. Anything
 * else that stands in a page was put there by somebody, and gets no hash.
 */
export function isOfNext(text: string): boolean {
  if (text === FLIGHT_BEGINS) return true
  const [, json] = FLIGHT.exec(text) ?? BEGINS.exec(text) ?? []
  return json !== undefined && isJson(json)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

export const hashOf = (text: string): string =>
  `sha256-${createHash('sha256').update(text).digest('base64')}`

export const integrityOf = (bytes: Uint8Array): string =>
  `sha384-${createHash('sha384').update(bytes).digest('base64')}`

/** By path, what the file must be: `/_next/static/chunks/….js` → `sha384-…`. */
export type Integrities = ReadonlyMap<string, string>

export type SealedPage = {
  readonly html: string
  /** Of the inline scripts that Next wrote, each once. */
  readonly hashes: readonly string[]
}

/**
 * The page as it leaves: what Next wrote in many inline scripts is in few, so that the policy stays
 * short, and every file of the build carries the hash that it was built with.
 */
export function sealPage(html: string, integrities: Integrities): SealedPage {
  const out: string[] = []
  const hashes = new Set<string>()
  let open: string[] = []
  let end = 0
  const close = () => {
    if (open.length === 0) return
    const text = open.join(';')
    hashes.add(hashOf(text))
    out.push(`<script>${text}</script>`)
    open = []
  }
  for (const match of html.matchAll(SCRIPT)) {
    const [all, attributes = '', text = ''] = match
    if (match.index > end) {
      close()
      out.push(html.slice(end, match.index))
    }
    end = match.index + all.length
    if (attributes === '' && isOfNext(text)) open.push(text)
    else {
      close()
      if (text !== '' && isOfNext(text)) hashes.add(hashOf(text))
      out.push(all)
    }
  }
  close()
  out.push(html.slice(end))
  return { html: withIntegrity(out.join(''), integrities), hashes: [...hashes] }
}

const ASKED = /<(?:script\b[^>]*\ssrc|link\b[^>]*\sas="script"[^>]*\shref)="([^"]*)"[^>]*>/gi

/** A preload must carry the same hash as its script, or the file is fetched twice. */
const withIntegrity = (html: string, integrities: Integrities) =>
  html.replace(ASKED, (tag, path: string) => {
    const integrity = INTEGRITY.test(tag) ? undefined : integrities.get(path)
    return integrity === undefined ? tag : tag.replace(`="${path}"`, `$& integrity="${integrity}"`)
  })

export type PageScript =
  | { readonly kind: 'inline'; readonly hash: string; readonly ofNext: boolean }
  | { readonly kind: 'file'; readonly address: string; readonly integrity: string | null }

/** Every script that a browser would run of this page. Data blocks, such as JSON-LD, are none. */
export const scriptsIn = (html: string): readonly PageScript[] =>
  [...html.matchAll(SCRIPT)].flatMap(([, attributes = '', text = '']): PageScript[] => {
    if (!RUNS.test(TYPE.exec(attributes)?.[1] ?? '')) return []
    const address = SOURCE.exec(attributes)?.[1]
    if (address === undefined) {
      return [{ kind: 'inline', hash: hashOf(text), ofNext: isSealed(text) }]
    }
    return [{ kind: 'file', address, integrity: INTEGRITY.exec(attributes)?.[1] ?? null }]
  })

/** One script of Next, or several that `sealPage` joined. */
const isSealed = (text: string) =>
  isOfNext(text) || text.split(/;(?=self\.__next_f\.push\()/).every(isOfNext)
