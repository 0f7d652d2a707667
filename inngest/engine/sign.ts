// inngest/engine/sign.ts
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Secret } from '@/lib/kernel/secret'

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

/** RFC 8785: keys in order of their UTF-16 units; numbers and strings as ECMAScript writes them. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const object = value as { readonly [key: string]: Json }
  const members = Object.keys(object)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(object[key] ?? null)}`)
  return `{${members.join(',')}}`
}

const WINDOW_S = 300

const digest = (key: Secret, text: string, seconds: number) =>
  createHmac('sha256', key.reveal().replace(/^signkey-[\w-]+?-/, ''))
    .update(text)
    .update(String(seconds))
    .digest('hex')

/** `text` is the canonical form of what is sent, or empty. */
export function sign(key: Secret, text: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  return `t=${seconds}&s=${digest(key, text, seconds)}`
}

export function isSigned(key: Secret, text: string, signature: string | null, at: Date): boolean {
  const fields = new URLSearchParams(signature ?? '')
  const seconds = Number(fields.get('t'))
  if (!(Math.abs(at.getTime() / 1000 - seconds) <= WINDOW_S)) return false
  const wanted = Buffer.from(digest(key, text, seconds))
  const given = Buffer.from(fields.get('s') ?? '')
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}
