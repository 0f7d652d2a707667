// scripts/bench/chaos.ts
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from './bench'
import { runStorm } from './support/chaos/run'

const SALES = 10_000
const KILLS = 50
const SEED = 20_261_122
/** Now and then it is PostgreSQL that goes down, with a till in the middle of its work. */
const RESTART_EVERY = 10
const COMPLAINTS_SHOWN = 20

export const bench: Bench = {
  name: 'chaos',
  about: `${SALES} sales of every kind in bad weather, ${KILLS} processes killed, then swept and judged`,
  run: async (lab) => {
    const folder = mkdtempSync(join(process.cwd(), '.test/chaos-'))
    try {
      const { database, restart } = await lab.postgres()
      const { url } = await database()
      const storm = await runStorm({
        database: url,
        script: join(process.cwd(), '.build/bench/till.mjs'),
        folder,
        sales: SALES,
        kills: KILLS,
        seed: SEED,
        between: async (kill) => {
          if (kill % RESTART_EVERY === RESTART_EVERY - 1) await restart()
        },
      })
      for (const complaint of [...storm.complaints, ...storm.fines].slice(0, COMPLAINTS_SHOWN))
        lab.say(complaint)
      lab.say(`sales say ${JSON.stringify(storm.said)}`)
      const zero = { unit: '', goal: { atMost: 0 } }
      return [
        { name: 'sales', value: SALES, unit: '' },
        { name: 'processes killed', value: storm.killed, unit: '' },
        { name: 'sales with money taken', value: storm.charged, unit: '' },
        { name: 'broken promises', value: storm.complaints.length, ...zero },
        { name: 'fines of the brands', value: storm.fines.length, ...zero },
        { name: 'selling, killed and all', value: storm.soldSeconds, unit: 's' },
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
