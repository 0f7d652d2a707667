// scripts/seed/main.ts
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { makeChance, toolsAt } from './clock'
import { openCompany } from './company'
import { makeFaults } from './faults'
import { leaveContacts } from './leads'
import { askForNotices } from './notices'
import { dressOffers, publishOffers } from './offers'
import { drawAll } from './pictures/draw'
import { planSales } from './sales'
import { openStores, planOrders, runQueue } from './store'
import { runTimeline } from './timeline'
import { makeLinks, planVisits } from './visits'

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
  // Drawn while the history is told: another core has time.
  const drawing = drawAll({ ...tools, actor })
  const chance = makeChance(SEED)
  const linkOf = await makeLinks(ctx, offers.oneOff)
  const given = {
    tools,
    linkOf,
    actor,
    offers,
    chance,
    withFaults: makeFaults(controlUrl),
    controlUrl,
  }
  const made = env.SIMULATOR_PORT === 0 ? null : await openStores(given, env.APP_URL, opening.now())
  let deeds = 0
  if (made !== null) {
    const before = runQueue(given, made, opening.now())
    const now = tools.now()
    deeds = await runTimeline([...planSales(given), ...planOrders(given, made)], { now, before })
    await before(now)
    await planVisits({ tools, ctx: { ...tools, actor }, chance })
    await askForNotices({ ...tools, actor }, { appUrl: env.APP_URL, controlUrl })
  }
  await dressOffers({ ...tools, actor }, offers, await drawing)
  await leaveContacts({ tools, accountId: actor.accountId, code: offers.recurring, chance })
  writeDemo({
    baseUrl: env.APP_URL,
    producer,
    affiliate: null,
    apiKey: key,
    offers: {
      oneOff: offers.oneOff,
      recurring: offers.recurring,
      limited: offers.limited,
      manualCapture: offers.manual,
    },
    store: made?.store ?? null,
    instance: made === null ? null : { id: made.instanceId },
    simulatorUrl: env.SIMULATOR_PORT === 0 ? null : controlUrl,
  })
  log.info('the demo account is ready', { deeds, ms: Math.round(performance.now() - began) })
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
