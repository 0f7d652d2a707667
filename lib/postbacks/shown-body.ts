// lib/postbacks/shown-body.ts
import { type How, MAX_DEPTH, maskBody, maskText } from './mask-body'
import type { Sent } from './platform'
import { readBody } from './read-body'

/** A body as a page can bear it, whatever was sent: cut where it is long, wide or deep. */
export type ShownBody = {
  readonly form: 'json' | 'form' | 'text'
  /** Of `json` and `form`: at most so many ends, each at most so long. */
  readonly tree: Tree | null
  /** What is copied; of `text`, what is shown. */
  readonly text: string
  readonly bytes: number
  readonly cut: boolean
}
export type Tree =
  | { readonly kind: 'value'; readonly name: string; readonly text: string }
  | {
      readonly kind: 'branch'
      readonly name: string
      readonly list: boolean
      readonly size: number
      readonly children: readonly Tree[]
    }

const MAX_NODES = 1_500
const MAX_TEXT = 64 * 1024
const MAX_VALUE = 1_000

export function showSent(sent: Sent, how: How): ShownBody {
  const { bytes } = sent
  const whole = Buffer.from(bytes).toString('utf8')
  const body = readBody(sent)
  if (body === undefined) {
    const text = maskText(whole.slice(0, MAX_TEXT), how)
    return { form: 'text', tree: null, text, bytes: bytes.length, cut: whole.length > MAX_TEXT }
  }
  const shown = maskBody(body, how)
  const growing = { left: MAX_NODES, cut: false }
  const tree = grow('', shown, growing, 0)
  const text = JSON.stringify(shown, null, 2)
  return {
    form: /^\s*[[{"\d]/.test(whole) ? 'json' : 'form',
    tree,
    text: text.slice(0, MAX_TEXT),
    bytes: bytes.length,
    cut: growing.cut || text.length > MAX_TEXT,
  }
}

type Growing = { left: number; cut: boolean }

function grow(name: string, value: unknown, growing: Growing, depth: number): Tree {
  growing.left--
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) {
    const text = JSON.stringify(value) ?? 'null'
    if (text.length > MAX_VALUE) growing.cut = true
    return { kind: 'value', name, text: text.slice(0, MAX_VALUE) }
  }
  const entries = Object.entries(value)
  const children: Tree[] = []
  for (const [key, held] of entries) {
    if (growing.left <= 0) {
      growing.cut = true
      break
    }
    children.push(grow(key, held, growing, depth + 1))
  }
  return { kind: 'branch', name, list: Array.isArray(value), size: entries.length, children }
}

const SIGNED = /(signature|token|hottok|hmac|secret|key|authorization)/i

/** Headers and query as they came; what signs is shown by its end. */
export function showSentParts({ headers, query }: Sent, how: How) {
  const safe = ([name, value]: readonly [string, string]) =>
    [name, SIGNED.test(name) ? `…${value.slice(-4)}` : maskText(value, how)] as const
  return { headers: [...headers].map(safe), query: [...query].map(safe) }
}
