// scripts/bench.mjs
import { onPinnedNode } from './start/pinned.mjs'
import { run } from './start/refusal.mjs'

await onPinnedNode(import.meta.url)
const { main } = await import('./bench/support/main.mjs')

await run(() => main(process.argv.slice(2)))
process.exit()
