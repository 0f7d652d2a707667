// scripts/seed/main.ts
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { makeChance, toolsAt } from './clock'
import { openCompany } from './company'
import { makeFaults } from './faults'
import { publishOffers } from './offers'
import { makeSales } from './sales'
import { makeStore } from './store'

const DAY_MS = 86_400_000
const FIRST_DAY = 61
const SEED = 1_042

/** The demo account: nothing is inserted, everything is done by the use cases that the panel calls. */
async function seed() {
  const began = performance.now()
  const controlUrl = `http://127.0.0.1:${env.SIMULATOR_PORT}`
  const opening = toolsAt(tools, new Date(tools.now().getTime() - FIRST_DAY * DAY_MS))
  const { ctx, actor, key, producer } = await openCompany(opening)
  const offers = await publishOffers(ctx)
  const chance = makeChance(SEED)
  const sales =
    env.SIMULATOR_PORT === 0
      ? 0
      : await makeSales({ tools, actor, offers, chance, withFaults: makeFaults(controlUrl) })
  const made =
    env.SIMULATOR_PORT === 0 ? null : await makeStore({ tools, actor, chance }, env.APP_URL)
  writeDemo({
    baseUrl: env.APP_URL,
    producer,
    affiliate: null,
    apiKey: key,
    offers: { oneOff: offers.oneOff, recurring: null, limited: null, manualCapture: offers.manual },
    store: made?.store ?? null,
    instance: made?.instance ?? null,
    simulatorUrl: env.SIMULATOR_PORT === 0 ? null : controlUrl,
  })
  log.info('the demo account is ready', {
    sales,
    events: made?.events ?? 0,
    ms: Math.round(performance.now() - began),
  })
}

/** Whole or not at all: a start that was broken off makes the account again, in a new database. */
function writeDemo(demo: object) {
  mkdirSync(env.DATA_DIR, { recursive: true })
  const path = join(env.DATA_DIR, 'demo.json')
  writeFileSync(`${path}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

await seed()
await tools.db.$client.end()
