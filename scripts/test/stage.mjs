// scripts/test/stage.mjs
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { say } from '../start/refusal.mjs'
import { inRoot, root } from '../start/root.mjs'

export const bin = (name) => inRoot('node_modules/.bin', name)

/** Runs a command with its output on ours; resolves to its status. */
export function runCommand(command, words, { env = {}, quiet = false } = {}) {
  const child = spawn(command, words, {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = []
  for (const [stream, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    stream.on('data', (part) => {
      said.push(part)
      if (!quiet) to.write(part)
    })
  }
  return new Promise((settle) => {
    child.once('error', (error) => settle({ status: 1, said: String(error) }))
    child.once('close', (status) =>
      settle({ status: status ?? 1, said: Buffer.concat(said).toString() }),
    )
  })
}

/** One yes or no: lint, types, dead code. Says nothing as long as all is well. */
export async function judge(name, command, words, options = {}) {
  const { status, said } = await runCommand(command, words, { ...options, quiet: true })
  if (status !== 0) process.stdout.write(said)
  return { name, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: [] }
}

/** A runner that writes a report; no report, or a bad status without a failed test, is a failure. */
export async function runReported(name, { command, words, env, report, read }) {
  rmSync(report, { force: true })
  const { status } = await runCommand(command, words, { env })
  const counted = existsSync(report)
    ? read(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: [] }
  const isWrong = status !== 0 || counted.passed === 0
  return { name, ...counted, failed: Math.max(counted.failed, isWrong ? 1 : 0) }
}

/** The result of `work`, with its time said as soon as it is over. */
export async function timed(work) {
  const began = performance.now()
  const result = await work()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const { name, passed, failed, skipped } = result
  const left = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
  say(`${name}: ${passed} passed, ${failed} failed${left} (${seconds} s)`)
  return result
}
