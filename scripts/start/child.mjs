// scripts/start/child.mjs
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setPriority } from 'node:os'
import { prefixLines } from './prefix.mjs'
import { complain } from './refusal.mjs'
import { inRoot, root } from './root.mjs'

const RESTARTS = 5
const LIVED_LONG_MS = 60_000
const FIRST_PAUSE_MS = 500
const LEASH = inRoot('scripts/start/leash.mjs')

/**
 * One process under the supervisor. When it dies it is started again, each time after a longer
 * pause; one that keeps dying is given up, and with it the whole start. Surviving for a minute
 * wins all the chances back.
 */
export function supervise({ name, args, env, nice = 0, graceMs = 15_000, onGivenUp }) {
  let child = null
  let stopping = false
  let crashes = 0
  let pause = null

  function begin() {
    const began = Date.now()
    // A process group of its own: Ctrl-C reaches the supervisor alone, which stops them in order.
    child = spawn(process.execPath, ['--enable-source-maps', '--import', LEASH, ...args], {
      cwd: root,
      env: { ...env, SUPERVISOR_PID: `${process.pid}` },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    if (nice > 0) stepBack(child, nice)
    prefixLines(name, child.stdout, process.stdout)
    prefixLines(name, child.stderr, process.stderr)
    child.once('exit', (status, signal) => ended(Date.now() - began, signal ?? `status ${status}`))
  }

  function ended(livedMs, how) {
    child = null
    if (stopping) return
    crashes = livedMs > LIVED_LONG_MS ? 1 : crashes + 1
    if (crashes > RESTARTS) return onGivenUp(`${name} stopped ${crashes} times in a row (${how}).`)
    const pauseMs = FIRST_PAUSE_MS * 2 ** (crashes - 1)
    complain(`${name} stopped (${how}); starting it again in ${pauseMs / 1000} s`)
    pause = setTimeout(begin, pauseMs)
  }

  /** Asked first, and killed when it is not gone in time. */
  async function stop() {
    stopping = true
    clearTimeout(pause)
    await end()
  }

  async function end() {
    if (child === null) return
    const leaving = child
    const gone = once(leaving, 'exit')
    leaving.kill('SIGTERM')
    const forced = setTimeout(() => {
      complain(`${name} did not stop in ${graceMs / 1000} s and is killed`)
      leaving.kill('SIGKILL')
    }, graceMs)
    await gone
    clearTimeout(forced)
  }

  /** For a change of sources: neither a crash nor an end. */
  async function restart() {
    stopping = true
    await end()
    stopping = false
    begin()
  }

  begin()
  return { name, stop, restart }
}

/** Nothing is lost when it is gone already, or the system knows no priorities. */
function stepBack({ pid }, nice) {
  try {
    setPriority(pid, nice)
  } catch {}
}
