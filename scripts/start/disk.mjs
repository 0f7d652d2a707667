// scripts/start/disk.mjs
import { mkdirSync, statfsSync } from 'node:fs'
import { Refusal } from './refusal.mjs'

const MIB = 2 ** 20

/** PostgreSQL on a full disk stops in the middle of things: it is not started on one. */
export function refuseFullDisk(folder, neededMib) {
  let free
  try {
    mkdirSync(folder, { recursive: true })
    const { bavail, bsize } = statfsSync(folder)
    free = Math.floor((bavail * bsize) / MIB)
  } catch (error) {
    if (error.code === 'ENOSPC') free = 0
    else throw new Refusal(`DATA_DIR: ${folder} cannot be written (${error.code}).`)
  }
  if (free >= neededMib) return
  throw new Refusal(
    `The disk is full: ${folder} has ${free} MiB free and ${neededMib} MiB are needed.`,
  )
}
