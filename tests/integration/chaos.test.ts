// tests/integration/chaos.test.ts
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runStorm } from '@/scripts/bench/support/chaos/run'
import { bundleChild } from '../support/bundle-child'
import { testDb } from '../support/test-db'

const SALES = 500
const KILLS = 12

const db = await testDb()
const folder = mkdtempSync(join(tmpdir(), 'storm-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const script = await bundleChild('scripts/bench/support/chaos/till.ts', join(folder, 'till.mjs'))

test(`${SALES} sales of every kind, ${KILLS} processes killed: no one pays twice, nothing stays held, no brand fines us`, async () => {
  const { host, port, database, user, pass } = db.$client.options
  const storm = await runStorm({
    database: `postgres://${user}:${pass ?? ''}@${host[0]}:${port[0]}/${database}`,
    script,
    folder,
    sales: SALES,
    kills: KILLS,
    seed: 20_261_122,
  })
  expect(storm.complaints).toEqual([])
  expect(storm.fines).toEqual([])
  expect(storm.killed).toBeGreaterThanOrEqual(KILLS / 2)
  // The weather is bad, and yet most people get what they came for.
  expect(storm.charged).toBeGreaterThan(SALES * 0.5)
  const statuses = ['paid', 'partially_refunded', 'refused', 'expired', 'canceled', 'refunded']
  expect(Object.keys(storm.said)).toEqual(expect.arrayContaining(statuses))
}, 240_000)
