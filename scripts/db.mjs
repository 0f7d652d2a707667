// scripts/db.mjs
import { onPinnedNode } from './start/pinned.mjs'
import { run } from './start/refusal.mjs'

await onPinnedNode(import.meta.url)
const { main } = await import('./start/maintain.mjs')

await run(() => main(process.argv[2]))
process.exit()
