// scripts/build.mjs
import { onPinnedNode } from './start/pinned.mjs'
import { run, say } from './start/refusal.mjs'

await onPinnedNode(import.meta.url)
const { buildWhenStale } = await import('./build/build.mjs')

await run(async () => {
  const built = await buildWhenStale()
  say(built ? 'built' : 'the build is up to date')
})
