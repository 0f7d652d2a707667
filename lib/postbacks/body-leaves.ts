// lib/postbacks/body-leaves.ts
import type { BodyPath } from '@/db/schema/stores'
import { MAX_DEPTH } from './mask-body'

export type Leaf = { readonly path: BodyPath; readonly value: unknown }

/** The ends of a body with the way to each, in its own order: at most so many, and never too deep. */
export function leavesOf(body: unknown, most: number): Leaf[] {
  const found: Leaf[] = []
  const visit = (value: unknown, path: BodyPath) => {
    if (found.length >= most) return
    const isBranch = typeof value === 'object' && value !== null && path.length < MAX_DEPTH
    const entries = isBranch ? Object.entries(value) : []
    if (entries.length === 0) found.push({ path, value })
    for (const [name, held] of entries) visit(held, [...path, name])
  }
  visit(body, [])
  return found
}

export const writePath = (path: BodyPath): string => path.join('.')

/** The same body with one end replaced. */
export function withLeaf(body: unknown, path: BodyPath, value: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  if (Array.isArray(body)) {
    return body.map((each, index) => (String(index) === name ? withLeaf(each, rest, value) : each))
  }
  const branch = typeof body === 'object' && body !== null ? body : {}
  return { ...branch, [name]: withLeaf(Reflect.get(branch, name), rest, value) }
}
