// tests/integration/engine-kill.test.ts
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { bundleKilled, FLOWS, readEffects, runKilled, sendFlows } from '../support/killed-worker'
import { testDb } from '../support/test-db'

const db = await testDb()
const folder = mkdtempSync(join(tmpdir(), 'killed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** After the answer and before the commit of the k-th call: the worst moment there is. */
const KILLED_AT = [3, 9, 17, 2, 25, 11]

test.each([false, true])(
  'a worker killed six times loses no run and doubles none (checkpointing: %s)',
  async (checkpointing) => {
    await db.$client`truncate engine.event, engine.run, engine.throttle, engine.cron cascade`
    const script = await bundleKilled(folder)
    const url = await urlOf()
    const effects = join(folder, `effects-${checkpointing}`)
    await sendFlows(db)

    let killed = 0
    for (const call of KILLED_AT) {
      const exit = await runKilled(script, { url, effects, call, checkpointing })
      if (exit.signal === 'SIGKILL') killed++
    }
    expect((await runKilled(script, { url, effects, call: 0, checkpointing })).code).toBe(0)

    const runs = await db.$client<
      { fn: string; status: string }[]
    >`select fn, status from engine.run`
    expect(runs).toHaveLength(FLOWS * 2)
    expect(runs.filter(({ status }) => status !== 'completed')).toEqual([])
    expect(await db.$client`select 1 from engine.job`).toHaveLength(0)
    expect(await db.$client`select 1 from engine.wait`).toHaveLength(0)

    const { lines, distinct } = readEffects(effects)
    expect(distinct).toBe(FLOWS * 4)
    // A body may run again only when its commit was killed: at most what one death can hold open.
    expect(killed).toBe(KILLED_AT.length)
    expect(lines - distinct).toBeLessThanOrEqual(killed * 16)
  },
  90_000,
)

async function urlOf() {
  const { host, port, database, user, pass } = db.$client.options
  return `postgres://${user}:${pass ?? ''}@${host[0]}:${port[0]}/${database}`
}
