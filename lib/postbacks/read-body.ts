// lib/postbacks/read-body.ts
import { parse } from 'qs'
import { clean } from './clean'
import type { Sent } from './platform'
import { readJson } from './read-json'
import { textOf } from './text-of'

const FORM = /^application\/x-www-form-urlencoded/i
/** `a=`, `a[b]=`, `a%5Bb%5D=`: what a form begins with, whatever type was declared. */
const LOOKS_LIKE_A_FORM = /^[\w.\-+]+(?:(?:\[|%5B)[\w.\-+]*(?:\]|%5D))*=/i
const LIMITS = { depth: 12, parameterLimit: 2_000, arrayLimit: 200 } as const

const forms = new WeakMap<Uint8Array, unknown>()

/**
 * A body as data, by what it is and not by what it says it is: JSON, or a form with PHP's brackets.
 * Undefined when nobody can read it.
 */
export function readBody({ headers, bytes }: Pick<Sent, 'headers' | 'bytes'>): unknown {
  const json = readJson(bytes)
  if (json !== undefined) return json
  if (!forms.has(bytes)) forms.set(bytes, readForm(headers, bytes))
  return forms.get(bytes)
}

function readForm(headers: Headers, bytes: Uint8Array): unknown {
  const text = textOf(bytes).trim()
  const declared = FORM.test(headers.get('content-type') ?? '')
  if (!LOOKS_LIKE_A_FORM.test(text) && !(declared && text.includes('='))) return undefined
  const form = parse(text, { ...LIMITS, ignoreQueryPrefix: true, decoder: decode })
  return Object.keys(form).length === 0 ? undefined : clean(form)
}

function decode(text: string): string {
  const plain = text.replaceAll('+', ' ')
  if (!plain.includes('%')) return plain
  const bytes = Buffer.from(plain)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] === PERCENT ? byteAt(bytes, at + 1) : -1
    bytes[length++] = byte < 0 ? (bytes[at] ?? 0) : byte
    if (byte >= 0) at += 2
  }
  return textOf(bytes.subarray(0, length))
}

const PERCENT = 0x25

/** What two digits say, or -1 when they are none: a percent sign may be just that. */
function byteAt(bytes: Buffer, at: number): number {
  const high = DIGITS.indexOf(String.fromCharCode(bytes[at] ?? 0).toLowerCase())
  const low = DIGITS.indexOf(String.fromCharCode(bytes[at + 1] ?? 0).toLowerCase())
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

const DIGITS = '0123456789abcdef'
