// scripts/bench/postbacks.ts
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import type { Bench, Figure, Stack } from './bench'
import { startBare } from './support/bare-postbacks'
import { readDemo } from './support/demo'
import { type Loaded, load, median } from './support/load'
import { untilQuiet } from './support/quiet'
import { rawRequest } from './support/raw-client'

const ROUNDS = 3
const SECONDS = 5
const CONNECTIONS = 16
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
      const complaint = ours.find((each) => each.complaint !== null)?.complaint
      if (complaint) say(`postbacks: the first that was not received: ${complaint}`)
      return figures(ours, least, await countLost(stack.databaseUrl))
    } finally {
      await bare.stop()
    }
  },
}

function figures(ours: readonly Loaded[], least: readonly Loaded[], lost: number): Figure[] {
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
    { name: 'lost', value: lost, unit: '', goal: { atMost: 0 } },
  ]
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
  return (url: string, size = { requests: 50_000, seconds: SECONDS }) =>
    load({
      url,
      connections: CONNECTIONS,
      ...size,
      request: () => {
        const order = randomUUID().replaceAll('-', '').slice(0, 12).toUpperCase()
        const transaction = { ...sample, integration_key: integrationKey, transaction_id: order }
        return rawRequest('POST', url, HEADERS, JSON.stringify({ ...transaction, cart_id: order }))
      },
      isGood: ({ status, body }) => {
        const id = /"id":"(pbk_[^"]+)"/.exec(body)?.[1]
        const isKept = status === 200 && id !== undefined && !body.includes('quarantined')
        if (isKept && !id.startsWith('pbk_bare')) answered.add(id)
        return isKept
      },
    })
}

const HEADERS = { 'content-type': 'application/json', 'user-agent': 'PayT/1.0' }
