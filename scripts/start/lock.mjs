// scripts/start/lock.mjs
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from './refusal.mjs'

const pathOf = (dataDir) => join(dataDir, 'supervisor.lock')

export const isHeld = (dataDir) => isAlive(readHolder(pathOf(dataDir)))

/**
 * Two supervisors on one DATA_DIR would start two databases on the same files. The holder is
 * named by process id and start time, because ids come again, at the latest in a new container.
 */
export function lockDataDir(dataDir) {
  const path = pathOf(dataDir)
  mkdirSync(dataDir, { recursive: true })
  const own = JSON.stringify({ pid: process.pid, since: startOf(process.pid) })
  for (const last of [false, true]) {
    try {
      writeFileSync(path, own, { flag: 'wx', mode: 0o600 })
      return () => rmSync(path, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const holder = readHolder(path)
    if (last || isAlive(holder)) {
      throw new Refusal(
        `DATA_DIR: ${dataDir} is in use by another start (process ${holder?.pid ?? 'unknown'}). Stop it, or set DATA_DIR to another folder.`,
      )
    }
    rmSync(path, { force: true })
  }
}

function readHolder(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

function isAlive(holder) {
  if (!Number.isInteger(holder?.pid)) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (error.code === 'ESRCH') return false
  }
  return holder.since === null || startOf(holder.pid) === holder.since
}

/** Boot and clock ticks at which the process began; null where the system does not say. */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return null
  }
}
