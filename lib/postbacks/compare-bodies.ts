// lib/postbacks/compare-bodies.ts
import { leavesOf, writePath } from './body-leaves'

export type Difference = {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before: string | null
  readonly after: string | null
}

const MAX_DIFFERENCES = 200
const MAX_LEAVES = 4_000
const MAX_SHOWN = 300

/** Leaf by leaf, in the order of their paths. */
export function compareBodies(before: unknown, after: unknown): Difference[] {
  const [old, now] = [textsOf(before), textsOf(after)]
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort()
  return paths
    .flatMap((path): Difference[] => {
      const [was, is] = [old.get(path) ?? null, now.get(path) ?? null]
      if (was === is) return []
      const kind = was === null ? 'added' : is === null ? 'removed' : 'changed'
      return [{ path, kind, before: cut(was), after: cut(is) }]
    })
    .slice(0, MAX_DIFFERENCES)
}

const textsOf = (body: unknown) =>
  new Map(
    leavesOf(body, MAX_LEAVES)
      .filter(({ path }) => path.length > 0)
      .map(({ path, value }) => [writePath(path), JSON.stringify(value) ?? 'null'] as const),
  )

const cut = (text: string | null) =>
  text !== null && text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
