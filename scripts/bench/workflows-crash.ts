// scripts/bench/workflows-crash.ts
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { connect } from '@/db/client'
import type { Bench, Lab } from './bench'
import { complaintsAbout, EFFECTS, readEffects, runKilled, sendFlows } from './support/flows'

const ROUNDS = 50
const DEATHS = 4
/** A worker needs about a second to start; the flows take three or four in all. */
const KILL_MIN_MS = 900
const KILL_SPREAD_MS = 2_500
const RESTART_EVERY = 5
const RESTART_AFTER_MS = 1_500

type Round = {
  readonly complaints: readonly string[]
  readonly repeated: number
  readonly deaths: number
}

/** Killed from outside at moments nobody chose; every fifth round PostgreSQL goes down in between. */
async function playRound(lab: Lab, folder: string, round: number): Promise<Round> {
  const { database, restart } = await lab.postgres()
  const { url } = await database()
  const script = join(process.cwd(), '.build/bench/killed-worker.mjs')
  const effects = join(folder, `effects-${round}`)
  const checkpointing = round % 2 === 0
  const before = connect(url, { max: 1 })
  await sendFlows(before.$client)
  await before.$client.end()

  let deaths = 0
  for (let death = 0; death < DEATHS; death++) {
    const killAfterMs = KILL_MIN_MS + Math.random() * KILL_SPREAD_MS
    const dying = runKilled(script, { url, effects, call: 0, checkpointing, killAfterMs })
    if (round % RESTART_EVERY === 0 && death === 1) {
      await wait(RESTART_AFTER_MS)
      await restart()
    }
    if ((await dying).signal === 'SIGKILL') deaths++
  }
  const last = await runKilled(script, { url, effects, call: 0, checkpointing })
  const after = connect(url, { max: 1 })
  const complaints = await complaintsAbout(after.$client, effects)
  await after.$client.end()
  if (last.code !== 0) complaints.push(`the last worker ended with ${last.code ?? last.signal}`)
  const { lines, distinct } = readEffects(effects)
  return { complaints, repeated: lines - distinct, deaths }
}

export const bench: Bench = {
  name: 'workflows-crash',
  about: `${ROUNDS} rounds of workers killed at random, PostgreSQL restarted in between`,
  run: async (lab) => {
    const folder = mkdtempSync(join(process.cwd(), '.test/crash-'))
    const rounds: Round[] = []
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const played = await playRound(lab, folder, round)
        for (const complaint of played.complaints) lab.say(`round ${round}: ${complaint}`)
        rounds.push(played)
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    const sum = (of: (round: Round) => number) => rounds.reduce((all, round) => all + of(round), 0)
    const broken = rounds.filter(({ complaints }) => complaints.length > 0).length
    return [
      { name: 'rounds', value: ROUNDS, unit: '' },
      { name: 'rounds with a run lost or doubled', value: broken, unit: '', goal: { atMost: 0 } },
      { name: 'workers killed', value: sum(({ deaths }) => deaths), unit: '' },
      { name: 'step bodies in all', value: ROUNDS * EFFECTS, unit: '' },
      { name: 'step bodies that ran again', value: sum(({ repeated }) => repeated), unit: '' },
    ]
  },
}
