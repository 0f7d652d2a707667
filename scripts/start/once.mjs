// scripts/start/once.mjs
import { spawn } from 'node:child_process'
import { bundlePath } from '../build/bundles.mjs'
import { prefixLines } from './prefix.mjs'
import { Refusal } from './refusal.mjs'
import { root } from './root.mjs'

/** Runs a bundle to its end: the migrations, the demo account. */
export async function runOnce(name, { env, signal, sentence }) {
  const child = spawn(process.execPath, ['--enable-source-maps', bundlePath(name)], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  })
  const said = []
  prefixLines(name, child.stdout, process.stdout, (line) => said.push(line))
  prefixLines(name, child.stderr, process.stderr, (line) => said.push(line))
  const status = await new Promise((settle) => {
    child.once('error', () => settle(1))
    child.once('close', settle)
  })
  if (status === 0 || signal?.aborted) return
  if (said.some((line) => /ENOSPC|No space left/.test(line))) throw new Error('ENOSPC')
  throw new Refusal(sentence)
}
