// scripts/start.mjs
import { onPinnedNode } from './start/pinned.mjs'
import { run } from './start/refusal.mjs'

await onPinnedNode(import.meta.url)
const { main } = await import('./start/main.mjs')

await run(() => main({ dev: process.argv.includes('--dev') }))
process.exit()
