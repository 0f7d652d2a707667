// scripts/bench/postbacks.ts
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import type { Bench, Figure, Stack } from './bench'
import { startBare } from './support/bare-postbacks'
import { readDemo } from './support/demo'
import { killWeb } from './support/kill-web'
import { type Loaded, load, median } from './support/load'
import { paced } from './support/paced'
import { untilQuiet } from './support/quiet'
import { type Answer, rawRequest } from './support/raw-client'

const ROUNDS = 3
const SECONDS = 5
const CONNECTIONS = 16
const KILLED_SECONDS = 8
const KILLED_AFTER = [2, 3]
const DRAIN_MS = 300_000
const FIXTURE = 'tests/fixtures/postbacks/payt/pix_generated.with-utm.json'

/**
 * Postbacks that are on disk when they are answered, beside the least that could do the same: one
 * handler of node:http and postgres.js that commits the same rows in the same database.
 */
export const bench: Bench = {
  name: 'postbacks',
  about: 'durable postbacks beside a bare handler that commits the same rows',
  run: async ({ stack: start, say }) => {
    const stack = await start()
    const post = postbacksOf(stack)
    const bare = await startBare(stack.databaseUrl)
    try {
      await post(readDemo(stack).store.postbackUrl, { requests: 500, seconds: 10 })
      await post(bare.url, { requests: 500, seconds: 10 })
      const ours: Loaded[] = []
      const least: Loaded[] = []
      for (let round = 0; round < ROUNDS; round++) {
        await untilQuiet(stack)
        ours.push(await post(readDemo(stack).store.postbackUrl))
        await untilQuiet(stack)
        least.push(await post(bare.url))
      }
      const url = readDemo(stack).store.postbackUrl
      const half = median(ours.map(({ perSecond }) => perSecond)) / 2
      await untilQuiet(stack)
      const calm = await paced({ ...post.asked(url), perSecond: half, seconds: SECONDS })
      const storm = await killedUnderLoad(stack, () =>
        paced({ ...post.asked(url), perSecond: half, seconds: KILLED_SECONDS }),
      )
      const drained = await drain(stack)
      const complaint = ours.find((each) => each.complaint !== null)?.complaint
      if (complaint) say(`postbacks: the first that was not received: ${complaint}`)
      return [
        ...figures(ours, least),
        { name: 'at half of that', value: half, unit: '/s' },
        { name: 'p99 at half of that', value: calm.p99Ms, unit: 'ms', goal: { atMost: 50 } },
        { name: 'acknowledged with kill -9', value: storm.good, unit: '' },
        { name: 'read afterwards', value: drained, unit: '/s' },
        {
          name: 'lost of all that were acknowledged',
          value: await countLost(stack.databaseUrl),
          unit: '',
          goal: { atMost: 0 },
        },
      ]
    } finally {
      await bare.stop()
    }
  },
}

function figures(ours: readonly Loaded[], least: readonly Loaded[]): Figure[] {
  const rate = median(ours.map(({ perSecond }) => perSecond))
  const bareRate = median(least.map(({ perSecond }) => perSecond))
  return [
    { name: 'durable postbacks', value: rate, unit: '/s' },
    { name: 'bare node:http handler', value: bareRate, unit: '/s' },
    { name: 'ratio', value: rate / bareRate, unit: '', goal: { atLeast: 0.3 } },
    { name: 'p99', value: median(ours.map(({ p99Ms }) => p99Ms)), unit: 'ms' },
    {
      name: 'not received',
      value: ours.reduce((sum, { bad }) => sum + bad, 0),
      unit: '',
      goal: { atMost: 0 },
    },
  ]
}

/** The web process dies twice in the middle of it; the supervisor brings it back. */
async function killedUnderLoad<T>(stack: Stack, run: () => Promise<T>): Promise<T> {
  const loaded = run()
  for (const seconds of KILLED_AFTER) {
    await wait(seconds * 1000)
    if (!killWeb(stack)) throw new Error('the web process was not found')
  }
  return loaded
}

/** How fast the worker reads what a burst left: postbacks a second, from now to the last of them. */
async function drain(stack: Stack): Promise<number> {
  const sql = postgres(stack.databaseUrl, { max: 1, onnotice: () => {} })
  try {
    const unread = async () => {
      const rows = await sql`select id from postbacks where read_at is null and state = 'accepted'`
      return rows.length
    }
    const began = performance.now()
    const before = await unread()
    while ((await unread()) > 0 && performance.now() - began < DRAIN_MS) await wait(250)
    return before / ((performance.now() - began) / 1000)
  } finally {
    await sql.end()
  }
}

/** Every one that was answered with 200 has its number in its order: what is not there is lost. */
const answered = new Set<string>()

async function countLost(databaseUrl: string): Promise<number> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    const kept = await sql<{ id: string }[]>`select id from postbacks`
    const ids = new Set(kept.map(({ id }) => id))
    return [...answered].filter((id) => !ids.has(id)).length
  } finally {
    await sql.end()
  }
}

function postbacksOf(stack: Stack) {
  const { integrationKey } = readDemo(stack).store
  const sample = JSON.parse(readFileSync(FIXTURE, 'utf8'))
  const bytes = (url: string) => {
    const order = randomUUID().replaceAll('-', '').slice(0, 12).toUpperCase()
    const transaction = { ...sample, integration_key: integrationKey, transaction_id: order }
    return rawRequest('POST', url, HEADERS, JSON.stringify({ ...transaction, cart_id: order }))
  }
  const isGood = ({ status, body }: Answer) => {
    const id = /"id":"(pbk_[^"]+)"/.exec(body)?.[1]
    const isKept = status === 200 && id !== undefined && !body.includes('quarantined')
    if (isKept && !id.startsWith('pbk_bare')) answered.add(id)
    return isKept
  }
  const asked = (url: string) => ({
    ...{ url, connections: CONNECTIONS, isGood },
    request: () => bytes(url),
  })
  const post = (url: string, size = { requests: 100_000, seconds: SECONDS }) =>
    load({ ...asked(url), ...size })
  return Object.assign(post, { asked })
}

const HEADERS = { 'content-type': 'application/json', 'user-agent': 'PayT/1.0' }
