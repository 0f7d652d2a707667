// inngest/engine/cel.ts
import { type ASTNode, type ParseResult, parse } from '@marcbachmann/cel-js'
import type { Json } from './sign'

/** The dialect both engines agree on. More parses here and means something else on the server. */
const SHARED = new Set(['value', 'id', '.', '==', '!=', '&&', '||', '<', '>', '+', '?:'])
const NAMES = new Set(['event', 'async'])

const parsed = new Map<string, ParseResult>()

function program(expression: string): ParseResult {
  const known = parsed.get(expression)
  if (known) return known
  const made = parse(expression)
  parsed.set(expression, made)
  return made
}

const nodes = (args: unknown): ASTNode[] =>
  Array.isArray(args)
    ? args.flatMap(nodes)
    : typeof args === 'object' && args !== null && 'op' in args
      ? [args as ASTNode]
      : []

function foreign(node: ASTNode): string | null {
  if (node.op === 'id' && !NAMES.has(node.args)) return node.args
  const isHas = node.op === 'call' && node.args[0] === 'has'
  if (!isHas && !SHARED.has(node.op)) return node.op
  for (const child of nodes(node.args)) {
    const found = foreign(child)
    if (found !== null) return found
  }
  return null
}

/** Why an expression may not be used, or null. */
export function complaintAbout(expression: string): string | null {
  try {
    const found = foreign(program(expression).ast)
    return found === null ? null : `"${found}" in the expression ${expression}`
  } catch {
    return `the expression ${expression}`
  }
}

type Seen = { readonly event: Json; readonly async?: Json }

/** Anything but `true`, an error included, is no match. */
export function matches(expression: string, seen: Seen): boolean {
  try {
    return program(expression)(seen) === true
  } catch {
    return false
  }
}

/** The value of a key as text; a key that cannot be worked out is the key `null`. */
export function keyOf(expression: string | undefined, seen: Seen): string {
  if (expression === undefined) return ''
  try {
    const value: unknown = program(expression)(seen)
    return typeof value === 'bigint' ? String(value) : JSON.stringify(value ?? null)
  } catch {
    return 'null'
  }
}

type Sides = { readonly eventPath: readonly string[]; readonly asyncPath: readonly string[] }

function pathOf(node: ASTNode): readonly string[] | null {
  if (node.op === 'id') return [node.args]
  if (node.op !== '.') return null
  const [parent, name] = node.args
  const path = pathOf(parent)
  return path === null ? null : [...path, name]
}

const conjuncts = (node: ASTNode): ASTNode[] =>
  node.op === '&&' ? node.args.flatMap(conjuncts) : [node]

/**
 * The first plain equality between the two events that must hold: `event.data.a == async.data.b`.
 * Waits are found by it, through an index; without one each event would be tried on every wait.
 */
export function equalityOf(expression: string): Sides | null {
  for (const node of conjuncts(program(expression).ast)) {
    if (node.op !== '==') continue
    const paths = node.args.map(pathOf)
    const event = paths.find((path) => path?.[0] === 'event' && path[1] === 'data')
    const incoming = paths.find((path) => path?.[0] === 'async' && path[1] === 'data')
    if (!event || !incoming || event.length < 3 || incoming.length < 3) continue
    return { eventPath: event.slice(1), asyncPath: incoming.slice(1) }
  }
  return null
}

/** The value at a path as the text that an index compares; null when there is nothing there. */
export function textAt(json: Json, path: readonly string[]): string | null {
  let here: unknown = json
  for (const name of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return null
    here = (here as Record<string, unknown>)[name]
  }
  return typeof here === 'object' && here !== null ? JSON.stringify(here) : String(here)
}
