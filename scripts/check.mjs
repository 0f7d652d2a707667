// scripts/check.mjs
import { onPinnedNode } from './start/pinned.mjs'
import { run } from './start/refusal.mjs'

await onPinnedNode(import.meta.url)
const { timed } = await import('./test/stage.mjs')
const { deadCode, lint, types, vitest } = await import('./test/stages.mjs')

/** Lint, types, boundaries, dead code: what runs before every commit. */
const boundaries = () => vitest('boundaries', ['--project', 'fast', 'tests/architecture'])

await run(async () => {
  const stages = [lint, types, boundaries, deadCode]
  const results = await Promise.all(stages.map((stage) => timed(stage)))
  const failed = results.reduce((total, result) => total + result.failed, 0)
  return failed === 0 ? 0 : 1
})
