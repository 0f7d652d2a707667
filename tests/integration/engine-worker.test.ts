// tests/integration/engine-worker.test.ts
import { setTimeout as sleep } from 'node:timers/promises'
import { Inngest, type InngestFunction } from 'inngest'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connect } from '@/db/client'
import { keepListening } from '@/inngest/engine/bell'
import type { Settings } from '@/inngest/engine/engine'
import { insertEvents, toKept } from '@/inngest/engine/ingest'
import { startEngine } from '@/inngest/engine/start'
import { recordFact } from '@/lib/platform/outbox'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { quiet, SIGNING_KEY } from '../support/test-engine'

/** Whole workers on the database's own clock: loops, leases, notifications. */

// Patience for a machine that does other things too; nothing here waits for it.
vi.setConfig({ testTimeout: 60_000 })

const db = await testDb()
const { ctx } = testCtx({ db })
const stops: (() => Promise<void>)[] = []

beforeEach(async () => {
  await db.$client`truncate engine.event, engine.run, engine.throttle, engine.cron, outbox cascade`
})
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

async function startWorker(
  make: (client: Inngest.Any) => InngestFunction.Any[],
  settings: Partial<Settings> = {},
) {
  let answer: typeof fetch = async () => Response.json({}, { status: 501 })
  const { host, port, database, user, pass } = db.$client.options
  const own = connect(`postgres://${user}:${pass ?? ''}@${host[0]}:${port[0]}/${database}`, {
    max: 4,
  })
  const client = new Inngest({
    id: 'app',
    isDev: false,
    baseUrl: 'http://engine.invalid',
    eventKey: 'embedded',
    signingKey: SIGNING_KEY.reveal(),
    fetch: (input, init) => answer(input, init),
    logger: quiet,
  })
  const started = await startEngine({
    db: own,
    client,
    functions: make(client),
    signingKey: SIGNING_KEY,
    setFetch: (engine) => {
      answer = engine
    },
    settings,
  })
  if ('refused' in started) throw new Error(started.refused.join('\n'))
  let stopped = false
  const stop = async (graceMs = 1_000) => {
    if (stopped) return
    stopped = true
    await started.stop(graceMs)
    await own.$client.end()
  }
  stops.push(stop)
  return { ...started, stop }
}

const send = async (...events: { name: string; data?: Record<string, string | number> }[]) => {
  const engine = { sql: db.$client } as Parameters<typeof insertEvents>[0]
  await insertEvents(
    engine,
    db.$client,
    events.map((event) => toKept(event, Date.now())),
  )
  await db.$client.notify('engine_wake', '')
}

async function until(isDone: () => Promise<boolean>, ms = 60_000) {
  const limit = Date.now() + ms
  while (!(await isDone())) {
    if (Date.now() > limit) throw new Error('it never came to an end')
    await sleep(20)
  }
}

const endedRuns = async () =>
  (await db.$client`select 1 from engine.run where ended_at is not null`).length

describe('several workers', () => {
  test('two of them end a thousand runs, and every body is run once', async () => {
    const bodies: string[] = []
    const make = (client: Inngest.Any) => [
      client.createFunction(
        { id: 'f', retries: 0, triggers: [{ event: 't/start' }] },
        async ({ event, step }) => {
          await step.run('a', () => void bodies.push(`${event.data.n} a`))
          await step.run('b', () => void bodies.push(`${event.data.n} b`))
        },
      ),
    ]
    await startWorker(make)
    await startWorker(make)
    await send(...Array.from({ length: 1_000 }, (_, n) => ({ name: 't/start', data: { n } })))
    await until(async () => (await endedRuns()) === 1_000)
    expect(bodies).toHaveLength(2_000)
    expect(new Set(bodies).size).toBe(2_000)
    expect(await db.$client`select 1 from engine.job`).toHaveLength(0)
  }, 90_000)

  test('a key with limit 1 never has two of them at work', async () => {
    let live = 0
    let most = 0
    const make = (client: Inngest.Any) => [
      client.createFunction(
        {
          id: 'f',
          retries: 0,
          triggers: [{ event: 't/start' }],
          concurrency: { limit: 1, key: 'event.data.key' },
        },
        async ({ step }) =>
          step.run('a', async () => {
            live++
            most = Math.max(most, live)
            await sleep(3)
            live--
          }),
      ),
    ]
    await startWorker(make)
    await startWorker(make)
    await send(...Array.from({ length: 60 }, () => ({ name: 't/start', data: { key: 'same' } })))
    await until(async () => (await endedRuns()) === 60)
    expect(most).toBe(1)
  }, 90_000)
})

describe('one worker', () => {
  const noting = (bodies: string[]) => (client: Inngest.Any) => [
    client.createFunction(
      { id: 'f', retries: 0, triggers: [{ event: 'sale.paid' }] },
      async ({ event, step }) => step.run('a', () => void bodies.push(event.data.saleId)),
    ),
  ]

  test('hears of a fact by the nudge after its commit, well within the second of its look', async () => {
    const bodies: string[] = []
    await startWorker(noting(bodies))
    await sleep(100)
    await db.transaction((tx) =>
      recordFact(ctx, tx, { name: 'sale.paid', payload: { saleId: 'sale_1' } }),
    )
    await db.$client.notify('engine_wake', '')
    await until(async () => bodies.length === 1, 900)
  })

  test('finds a fact nobody told it of when it looks', async () => {
    const bodies: string[] = []
    await startWorker(noting(bodies))
    await db.transaction((tx) =>
      recordFact(ctx, tx, { name: 'sale.paid', payload: { saleId: 'sale_1' } }),
    )
    await until(async () => bodies.length === 1, 5_000)
  })

  test('sends on the facts that a step wrote, without waiting for its next look', async () => {
    const heard: number[] = []
    const make = (client: Inngest.Any) => [
      client.createFunction(
        { id: 'first', retries: 0, triggers: [{ event: 't/start' }] },
        async ({ step }) =>
          step.run('a', async () => {
            await db.transaction((tx) =>
              recordFact(ctx, tx, { name: 'sale.paid', payload: { saleId: 'sale_1' } }),
            )
          }),
      ),
      ...noting([])(client),
      client.createFunction(
        { id: 'second', retries: 0, triggers: [{ event: 'sale.*' }] },
        async () => {
          heard.push(Date.now())
        },
      ),
    ]
    await startWorker(make)
    await sleep(100)
    await send({ name: 't/start' })
    await until(async () => heard.length === 1, 900)
  })

  test('lets the call in flight end when it is stopped, and takes nothing more', async () => {
    let began = false
    let ended = false
    const make = (client: Inngest.Any) => [
      client.createFunction(
        { id: 'f', retries: 0, triggers: [{ event: 't/start' }] },
        async ({ step }) => {
          await step.run('slow', async () => {
            began = true
            await sleep(300)
            ended = true
          })
        },
      ),
    ]
    const worker = await startWorker(make, { checkpointing: false })
    await send({ name: 't/start' })
    await until(async () => began)
    await worker.stop(5_000)
    expect(ended).toBe(true)
    const [job] = await db.$client<
      { key: string; lease: string | null }[]
    >`select key, lease from engine.job`
    expect(job).toMatchObject({ key: expect.stringMatching(/:next$/), lease: null })
  })

  test('gives back what does not end in time, so that the next start need not wait for its lease', async () => {
    let began = false
    let open: () => void = () => {}
    const opened = new Promise<void>((resolve) => {
      open = resolve
    })
    const make = (client: Inngest.Any) => [
      client.createFunction(
        { id: 'f', retries: 0, triggers: [{ event: 't/start' }] },
        async ({ step }) => {
          await step.run('stuck', async () => {
            began = true
            await opened
          })
        },
      ),
    ]
    const worker = await startWorker(make)
    await send({ name: 't/start' })
    await until(async () => began)
    await worker.stop(100)
    const [job] = await db.$client<{ lease: string | null }[]>`select lease from engine.job`
    expect(job?.lease).toBeNull()
    open()
  })

  test('keeps its lease for as long as a step takes', async () => {
    let bodies = 0
    const make = (client: Inngest.Any) => [
      client.createFunction(
        { id: 'f', retries: 0, triggers: [{ event: 't/start' }] },
        async ({ step }) => {
          await step.run('long', async () => {
            bodies++
            await sleep(1_500)
          })
        },
      ),
    ]
    await startWorker(make, { leaseMs: 600 })
    await startWorker(make, { leaseMs: 600 })
    await send({ name: 't/start' })
    await until(async () => (await endedRuns()) === 1)
    expect(bodies).toBe(1)
  })

  test('listens again when its connection was cut', async () => {
    let rings = 0
    const ears = await keepListening(db.$client, 'some_channel', () => rings++, 100)
    await db.$client`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and query ilike 'listen%'`
    await until(async () => {
      const before = rings
      await db.$client.notify('some_channel', '').catch(() => {})
      await sleep(50)
      return rings > before
    }, 10_000)
    await ears.stop()
  })
})
