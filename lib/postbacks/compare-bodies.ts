// lib/postbacks/compare-bodies.ts
export type Difference = {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before: string | null
  readonly after: string | null
}

const MAX_DIFFERENCES = 200

/** Leaf by leaf, in the order of their paths. */
export function compareBodies(before: unknown, after: unknown): Difference[] {
  const [old, now] = [leavesOf(before), leavesOf(after)]
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort()
  return paths
    .flatMap((path): Difference[] => {
      const [was, is] = [old.get(path) ?? null, now.get(path) ?? null]
      if (was === is) return []
      const kind = was === null ? 'added' : is === null ? 'removed' : 'changed'
      return [{ path, kind, before: was, after: is }]
    })
    .slice(0, MAX_DIFFERENCES)
}

function leavesOf(value: unknown, path = '', leaves = new Map<string, string>()) {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  if (entries.length === 0) {
    if (path !== '') leaves.set(path, JSON.stringify(value))
    return leaves
  }
  for (const [name, held] of entries) leavesOf(held, path === '' ? name : `${path}.${name}`, leaves)
  return leaves
}
