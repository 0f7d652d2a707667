// scripts/start/pinned.mjs
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, pinnedNode } from './install.mjs'
import { onParentGone } from './parent.mjs'
import { complain, lineOf } from './refusal.mjs'
import { inRoot, manifest, root } from './root.mjs'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const OLDEST = [20, 19]

/**
 * Installs what is missing and goes on with the same command on the pinned Node. Returns only
 * there: the machine's own Node merely waits, hands signals on and leaves with the same status.
 */
export async function onPinnedNode(entry) {
  try {
    refuseOldNode()
    process.chdir(root)
    install()
  } catch (error) {
    complain(lineOf(error))
    process.exit(1)
  }
  // Tools that are started by name find the pinned Node too.
  process.env.PATH = `${inRoot('node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`
  if (process.versions.node === manifest.dependencies.node) return
  await new Promise(() => again(fileURLToPath(entry)))
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return
  complain(`Node ${OLDEST.join('.')} or newer is needed; this is ${process.versions.node}.`)
  process.exit(1)
}

function again(entry) {
  // The channel closes when this process dies, whatever kills it: the command then stops itself.
  const child = spawn(pinnedNode, [entry, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal))
  onParentGone(() => child.kill('SIGTERM'))
  child.on('exit', (status, signal) => {
    process.exit(status ?? 128 + (constants.signals[signal] ?? 1))
  })
}
