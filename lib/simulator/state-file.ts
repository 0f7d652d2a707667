// lib/simulator/state-file.ts
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Memory, WholeWorld } from './world'

/** At least this long between two writes, and so long that writing takes a twentieth of the time. */
const PAUSE_MS = 500
const SHARE = 20

/**
 * Keeps the books in a file, so that a restart still knows its transactions. Written a moment
 * after the last call and at the end, through a second name: a crash leaves the older file whole.
 */
export function keepState(world: WholeWorld, path: string) {
  const kept = read(path)
  if (kept !== null) world.restore(kept)
  let timer: NodeJS.Timeout | null = null
  let pauseMs = PAUSE_MS

  function save() {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const began = performance.now()
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.next`, JSON.stringify(world.remember()), { mode: 0o600 })
    renameSync(`${path}.next`, path)
    pauseMs = Math.max(PAUSE_MS, SHARE * (performance.now() - began))
  }
  return {
    save,
    touch() {
      timer ??= setTimeout(save, pauseMs)
    },
  }
}

function read(path: string): Memory | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Memory
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new Error(`SIMULATOR_STATE: ${path} cannot be read`, { cause: error })
  }
}
