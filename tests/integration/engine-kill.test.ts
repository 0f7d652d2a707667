// tests/integration/engine-kill.test.ts
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { complaintsAbout, readEffects, runKilled, sendFlows } from '@/scripts/bench/support/flows'
import { bundleChild } from '../support/bundle-child'
import { testDb } from '../support/test-db'

const db = await testDb()
const folder = mkdtempSync(join(tmpdir(), 'killed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const script = await bundleChild(
  'scripts/bench/support/killed-worker.ts',
  join(folder, 'worker.mjs'),
)

/** After the answer and before the commit of the k-th call: the worst moment there is. */
const KILLED_AT = [3, 9, 17, 2, 25, 11]
const SLOTS = 16

test.each([false, true])(
  'a worker killed six times loses no run and doubles none (checkpointing: %s)',
  async (checkpointing) => {
    await db.$client`truncate engine.event, engine.run, engine.throttle, engine.cron cascade`
    const effects = join(folder, `effects-${checkpointing}`)
    const { host, port, database, user, pass } = db.$client.options
    const url = `postgres://${user}:${pass ?? ''}@${host[0]}:${port[0]}/${database}`
    await sendFlows(db.$client)

    for (const call of KILLED_AT) {
      const { signal } = await runKilled(script, { url, effects, call, checkpointing })
      expect(signal).toBe('SIGKILL')
    }
    expect((await runKilled(script, { url, effects, call: 0, checkpointing })).code).toBe(0)

    expect(await complaintsAbout(db.$client, effects)).toEqual([])
    // A body runs again only when a death came before its commit.
    const { lines, distinct } = readEffects(effects)
    expect(lines - distinct).toBeLessThanOrEqual(KILLED_AT.length * SLOTS)
  },
  240_000,
)
