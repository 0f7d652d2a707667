// scripts/start/main.mjs

import { refuseFullDisk } from './disk.mjs'
import { lockDataDir } from './lock.mjs'
import { onParentGone } from './parent.mjs'
import { refuseTakenPort } from './ports.mjs'
import { complain, lineOf, Refusal, say } from './refusal.mjs'
import { readSettings } from './settings.mjs'
import { startStack } from './stack.mjs'

const FIRST_START_MIB = 300
const LATER_START_MIB = 64

/** Resolves to the exit status, when everything that was started has been stopped. */
export async function main({ dev }) {
  const broken = new AbortController()
  const asked = askedToStop(broken)
  const settings = await readSettings()
  await refuseWhatCannotWork(settings)
  const unlock = lockDataDir(settings.dataDir)

  const running = []
  const push = (started) => running.push(started)
  const lost = Promise.withResolvers()
  const onGivenUp = (line) => {
    lost.resolve(line)
    broken.abort()
  }
  let status = 0
  const { signal } = broken
  const starting = startStack(settings, { dev, push, signal, onGivenUp })
  try {
    await Promise.race([starting, asked, lost.promise])
    const line = await Promise.race([asked, lost.promise])
    if (line !== undefined) throw new Refusal(line)
  } catch (error) {
    broken.abort()
    complain(lineOf(error))
    if (!(error instanceof Refusal)) process.stderr.write(`${error?.stack ?? error}\n`)
    status = 1
  }
  // A start that is broken off ends its step first: what it began is then in the list.
  await starting.catch(() => {})
  await stopAll(running)
  unlock()
  say('stopped')
  return status
}

/** SIGINT, SIGTERM, SIGHUP, or the death of whoever started us. Asking again changes nothing. */
function askedToStop(broken) {
  return new Promise((stop) => {
    const ask = () => {
      if (!broken.signal.aborted) say('stopping')
      broken.abort()
      stop()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ask)
    onParentGone(ask)
  })
}

async function refuseWhatCannotWork({ env, host, dataDir, embedded }) {
  await refuseTakenPort('PORT', env.PORT, host)
  if (env.SIMULATOR_PORT === env.PORT) {
    throw new Refusal(`SIMULATOR_PORT: ${env.PORT} is PORT already. They need a port each.`)
  }
  if (env.SIMULATOR_PORT !== 0) {
    await refuseTakenPort('SIMULATOR_PORT', env.SIMULATOR_PORT, '127.0.0.1')
  }
  const { existsSync } = await import('node:fs')
  const first = embedded && !existsSync(`${dataDir}/postgres`)
  refuseFullDisk(dataDir, first ? FIRST_START_MIB : LATER_START_MIB)
}

/** Web first, so that no sale is taken that nobody works on; the database last, when all is written. */
async function stopAll(running) {
  for (const { stop } of running.reverse()) {
    await stop().catch((error) => complain(lineOf(error)))
  }
}
