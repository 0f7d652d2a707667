// tests/integration/engine.test.ts
import type { Inngest, InngestFunction } from 'inngest'
import { describe, expect, test, vi } from 'vitest'
import { claim, giveBack } from '@/inngest/engine/claim'
import type { Dispatch } from '@/inngest/engine/engine'
import { pumpFacts } from '@/inngest/engine/pump'
import { findWedged, sweepOld } from '@/inngest/engine/retention'
import { perform } from '@/inngest/engine/worker'
import { recordFact } from '@/lib/platform/outbox'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testEngine } from '../support/test-engine'

// Patience for a machine that does other things too; nothing here waits for it.
vi.setConfig({ testTimeout: 60_000 })

const db = await testDb()
const { ctx } = testCtx({ db })

type Make = (client: Inngest.Any) => InngestFunction.Any[]

async function given(make: Make, options: { between?: (dispatch: Dispatch) => Dispatch } = {}) {
  const driver = await testEngine(db, { make, ...options })
  await driver.reset()
  return driver
}

const statuses = (runs: readonly { status: string }[]) => {
  const counted: Record<string, number> = {}
  for (const { status } of runs) counted[status] = (counted[status] ?? 0) + 1
  return counted
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i)
const MINUTE_MS = 60_000

describe('events and waits', () => {
  test('200 runs that wait for one event name are woken by 200 events at once', async () => {
    const engine = await given((client) => [
      client.createFunction(
        { id: 'waiter', retries: 0, triggers: [{ event: 't/start' }] },
        async ({ step }) => {
          const heard = await step.waitForEvent('w', {
            event: 't/answer',
            match: 'data.id',
            timeout: '1h',
          })
          return heard?.data.id ?? null
        },
      ),
    ])
    await engine.send(...range(200).map((id) => ({ name: 't/start', data: { id } })))
    await engine.settle()
    await engine.send(...range(200).map((id) => ({ name: 't/answer', data: { id } })))
    await Promise.all([engine.settle(), engine.settle()])
    const runs = await engine.runs()
    expect(statuses(runs)).toEqual({ completed: 200 })
    expect(new Set(runs.map(({ output }) => output)).size).toBe(200)
    expect(await engine.violations()).toEqual([])
  })

  test('a storm of cancellations ends every run once, and nobody is caught in a deadlock', async () => {
    const engine = await given((client) => [
      client.createFunction(
        {
          id: 'flow',
          retries: 3,
          triggers: [{ event: 't/start' }],
          concurrency: [{ limit: 3, key: 'event.data.group' }],
          cancelOn: [{ event: 't/stop', if: 'async.data.group == event.data.group' }],
        },
        async ({ step }) => {
          await Promise.all([step.run('a', () => 1), step.run('b', () => 2), step.sleep('c', '1s')])
          await step.run('d', () => 3)
        },
      ),
    ])
    await engine.send(...range(120).map((n) => ({ name: 't/start', data: { group: n % 10 } })))
    const stops = range(10).flatMap((group) => [{ group }, { group }])
    await Promise.all([
      engine.settle(),
      engine.send(...stops.map((data) => ({ name: 't/stop', data }))).then(() => engine.settle()),
      engine.settle(),
    ])
    await engine.drain()
    const counted = statuses(await engine.runs())
    expect((counted.cancelled ?? 0) + (counted.completed ?? 0)).toBe(120)
    expect(counted.cancelled).toBeGreaterThan(0)
    expect(await engine.violations()).toEqual([])
  })

  test('a fact written early and committed late still wakes the run that waits for it', async () => {
    const engine = await given((client) => [
      client.createFunction(
        { id: 'waiter', retries: 0, triggers: [{ event: 'sale.created' }] },
        async ({ step }) =>
          step.waitForEvent('paid', { event: 'sale.paid', match: 'data.saleId', timeout: '1h' }),
      ),
    ])
    await db.transaction(async (tx) => {
      await recordFact(ctx, tx, { name: 'sale.paid', payload: { saleId: 'sale_1' } })
      await engine.send({ name: 'sale.created', data: { saleId: 'sale_1' } })
      await engine.settle()
      expect(await pumpFacts(engine.engine)).toBe(0)
    })
    expect(await pumpFacts(engine.engine)).toBe(1)
    await engine.settle()
    const [run] = await engine.runs()
    expect(run).toMatchObject({
      status: 'completed',
      output: { name: 'sale.paid', data: { saleId: 'sale_1' } },
    })
  })

  test('a fact that was rolled back is nobody’s event', async () => {
    const engine = await given(() => [])
    const failing = db.transaction(async (tx) => {
      await recordFact(ctx, tx, { name: 'sale.paid', payload: { saleId: 'sale_2' } })
      throw new Error('the disk is full')
    })
    await expect(failing).rejects.toThrow()
    expect(await pumpFacts(engine.engine)).toBe(0)
    expect(await db.$client`select 1 from engine.event`).toHaveLength(0)
  })

  test('two pumps at once move each fact once, under its own id', async () => {
    const engine = await given((client) => [
      client.createFunction(
        { id: 'hears', retries: 0, triggers: [{ event: 'sale.*' }] },
        async () => null,
      ),
    ])
    await db.transaction(async (tx) => {
      for (const n of range(50)) {
        await recordFact(ctx, tx, { name: 'sale.paid', payload: { saleId: `sale_${n}` } })
      }
    })
    const moved = await Promise.all([pumpFacts(engine.engine), pumpFacts(engine.engine)])
    expect((moved[0] ?? 0) + (moved[1] ?? 0)).toBe(50)
    const runs = await db.$client<
      { id: string; events: string }[]
    >`select idem_key as id, events from engine.run`
    expect(new Set(runs.map(({ id }) => id)).size).toBe(50)
    expect(JSON.parse(runs[0]?.events ?? '')).toMatchObject([
      { id: runs[0]?.id, name: 'sale.paid', user: {}, data: { accountId: ctx.actor.accountId } },
    ])
    await engine.settle()
    expect(statuses(await engine.runs())).toEqual({ completed: 50 })
    expect(await engine.violations()).toEqual([])
  })

  const batching: Make = (client) => [
    client.createFunction(
      {
        id: 'batch',
        retries: 1,
        triggers: [{ event: 'sale.*' }],
        batchEvents: { maxSize: 3, timeout: '2s' },
      },
      async ({ events, step }) =>
        step.run('ids', () =>
          events.map((event: { data?: { saleId?: string } }) => event.data?.saleId),
        ),
    ),
  ]
  const tell = (n: number) =>
    db.transaction(async (tx) => {
      for (const at of range(n)) {
        await recordFact(ctx, tx, { name: 'sale.paid', payload: { saleId: `sale_${at}` } })
      }
    })

  test('a function that takes batches has one run for those that are there, up to its size', async () => {
    const engine = await given(batching)
    await tell(7)
    expect(await pumpFacts(engine.engine)).toBe(7)
    await engine.settle()
    const runs = await engine.runs()
    const told = runs.map(({ output }) => output as unknown as string[])
    expect(told.toSorted((a, b) => (a.join() < b.join() ? -1 : 1))).toEqual([
      ['sale_0', 'sale_1', 'sale_2'],
      ['sale_3', 'sale_4', 'sale_5'],
      ['sale_6'],
    ])
    expect(await engine.violations()).toEqual([])
  })

  test('runs of batches that begin in this process are called with the events they have', async () => {
    const engine = await given(batching)
    await tell(4)
    const begun: string[] = []
    const begin = ({ run }: { run: { events: string } }) => begun.push(run.events)
    await pumpFacts(engine.engine, { free: () => 1, begin })
    expect(begun.map((events) => JSON.parse(events).length)).toEqual([3])
    const rows = await db.$client<{ events: string }[]>`
      select run.events from engine.run join engine.job on job.run = run.id and lease is not null`
    expect(rows.map(({ events }) => events)).toEqual(begun)
  })

  test('two pumps at once put each fact into one batch', async () => {
    const engine = await given(batching)
    await tell(50)
    await Promise.all(range(4).map(() => pumpFacts(engine.engine)))
    await engine.settle()
    const told = (await engine.runs()).flatMap(({ output }) => output as unknown as string[])
    expect(told.toSorted()).toEqual(
      range(50)
        .map((n) => `sale_${n}`)
        .toSorted(),
    )
    expect(await engine.violations()).toEqual([])
  })

  test('a fact that no function listens to is marked as told and leaves nothing to do', async () => {
    const engine = await given((client) => [
      client.createFunction(
        {
          id: 'picky',
          retries: 0,
          triggers: [{ event: 'sale.*', if: 'event.data.bell == "yes"' }],
        },
        async () => null,
      ),
    ])
    await db.transaction(async (tx) => {
      await recordFact(ctx, tx, { name: 'attempt.captured', payload: { attemptId: 'att_1' } })
      await recordFact(ctx, tx, { name: 'sale.paid', payload: { saleId: 'sale_1', bell: 'no' } })
      await recordFact(ctx, tx, { name: 'sale.paid', payload: { saleId: 'sale_2', bell: 'yes' } })
    })
    expect(await pumpFacts(engine.engine)).toBe(3)
    expect(await pumpFacts(engine.engine)).toBe(0)
    await engine.settle()
    expect(statuses(await engine.runs())).toEqual({ completed: 1 })
    expect(await db.$client`select 1 from engine.event`).toHaveLength(0)
  })

  test('nobody outside the engine may say that a run failed', async () => {
    const engine = await given(() => [])
    await expect(engine.send({ name: 'inngest/function.failed', data: {} })).rejects.toThrow(
      /reserved/,
    )
  })
})

describe('steps', () => {
  test('the step behind two sleeps runs once, in a hundred runs', async () => {
    const bodies: string[] = []
    const engine = await given((client) => [
      client.createFunction(
        { id: 'sleeper', retries: 0, triggers: [{ event: 't/start' }] },
        async ({ step, runId }) => {
          await Promise.all([step.sleep('a', '1s'), step.sleep('b', '1s')])
          await step.run('after', () => void bodies.push(runId))
        },
      ),
    ])
    await engine.send(...range(100).map(() => ({ name: 't/start' })))
    await engine.drain()
    expect(statuses(await engine.runs())).toEqual({ completed: 100 })
    expect(bodies).toHaveLength(100)
    expect(new Set(bodies).size).toBe(100)
  })

  test('what a step returned comes back as it was: order of keys, and the character zero', async () => {
    let seen = ''
    const value = { z: 1, a: { '10': 'x', b: '\u0000 \ud800' }, m: [null, 1.5, 1e21] }
    const engine = await given((client) => [
      client.createFunction(
        { id: 'echo', retries: 0, triggers: [{ event: 't/start' }] },
        async ({ step }) => {
          const back = await step.run('a', () => value)
          await step.run('b', () => {
            seen = JSON.stringify(back)
          })
        },
      ),
    ])
    await engine.send({ name: 't/start' })
    await engine.drain()
    expect(statuses(await engine.runs())).toEqual({ completed: 1 })
    expect(seen).toBe(JSON.stringify(value))
  })

  test('a result over 4 MiB ends the run, with a name that says so', async () => {
    const engine = await given((client) => [
      client.createFunction(
        { id: 'big', retries: 0, triggers: [{ event: 't/start' }] },
        async ({ step }) => step.run('a', () => 'x'.repeat(4 * 1024 * 1024 + 1)),
      ),
    ])
    await engine.send({ name: 't/start' })
    await engine.drain()
    expect(await engine.runs()).toMatchObject([
      { status: 'failed', output: { name: 'StepOutputTooLarge' } },
    ])
    expect(await engine.violations()).toEqual([])
  })

  test('a step that is reported again after it ended is not run again', async () => {
    const asked: string[] = []
    const sdk = { 'x-inngest-sdk': 'inngest-js:v4.24.0', 'x-inngest-req-version': '2' }
    const step = (id: string, op: string) => ({
      id,
      op,
      name: id,
      opts: {},
      data: 1,
      userland: { id },
    })
    const engine = await given(
      (client) => [
        client.createFunction(
          { id: 'f', retries: 0, triggers: [{ event: 't/start' }] },
          async () => 1,
        ),
      ],
      {
        between:
          () =>
          async (url, { body }) => {
            const stepId = new URL(url).searchParams.get('stepId') ?? ''
            asked.push(stepId)
            const { stack } = JSON.parse(body).ctx.stack
            if (stack.length === 0)
              return Response.json([step('a', 'StepRun')], { status: 206, headers: sdk })
            if (stepId === 'b')
              return Response.json([step('b', 'StepRun')], { status: 206, headers: sdk })
            if (stack.length === 1) {
              return Response.json([step('a', 'StepPlanned'), step('b', 'StepPlanned')], {
                status: 206,
                headers: sdk,
              })
            }
            return Response.json('done', { headers: sdk })
          },
      },
    )
    await engine.send({ name: 't/start' })
    await engine.drain()
    expect(asked).toEqual(['step', 'step', 'b', 'step'])
    expect(statuses(await engine.runs())).toEqual({ completed: 1 })
  })

  test('a wait without an equality between the two events is refused', async () => {
    const engine = await given((client) => [
      client.createFunction(
        { id: 'f', retries: 0, triggers: [{ event: 't/start' }] },
        async ({ step }) =>
          step.waitForEvent('w', { event: 't/x', if: 'async.data.n > 2', timeout: '1m' }),
      ),
    ])
    await engine.send({ name: 't/start' })
    await engine.drain()
    expect(await engine.runs()).toMatchObject([
      { status: 'failed', output: { name: 'UnsupportedExpression' } },
    ])
  })
})

describe('leases', () => {
  /** The first call does not answer before the test says so. */
  function gate() {
    let open: () => void = () => {}
    let arrived: () => void = () => {}
    const opened = new Promise<void>((resolve) => {
      open = resolve
    })
    const here = new Promise<void>((resolve) => {
      arrived = resolve
    })
    let first = true
    const between =
      (dispatch: Dispatch): Dispatch =>
      async (url, call) => {
        const answer = await dispatch(url, call)
        if (call.method !== 'POST' || !first) return answer
        first = false
        arrived()
        await opened
        return answer
      }
    return { between, open, here }
  }

  const counting =
    (bodies: string[]): Make =>
    (client) => [
      client.createFunction(
        {
          id: 'f',
          retries: 2,
          triggers: [{ event: 't/start' }],
          cancelOn: [{ event: 't/stop', match: 'data.id' }],
        },
        async ({ step }) => {
          await step.run('a', () => void bodies.push('a'))
          await step.run('b', () => void bodies.push('b'))
        },
      ),
    ]

  test('an answer whose lease was lost is dropped, and the run goes on with the other worker', async () => {
    const bodies: string[] = []
    const { between, open, here } = gate()
    const engine = await given(counting(bodies), { between })
    await engine.send({ name: 't/start', data: { id: 1 } })
    const slow = engine.settle()
    await here
    engine.advance(31_000)
    await engine.settle()
    open()
    await slow
    expect(statuses(await engine.runs())).toEqual({ completed: 1 })
    expect(bodies).toEqual(['a', 'a', 'b'])
    expect(await engine.violations()).toEqual([])
  })

  test('a run cancelled during a step stays cancelled: the step’s result is dropped', async () => {
    const bodies: string[] = []
    const { between, open, here } = gate()
    const engine = await given(counting(bodies), { between })
    await engine.send({ name: 't/start', data: { id: 1 } })
    const slow = engine.settle()
    await here
    await engine.send({ name: 't/stop', data: { id: 1 } })
    await engine.settle()
    open()
    await slow
    await engine.drain()
    expect(statuses(await engine.runs())).toEqual({ cancelled: 1 })
    expect(bodies).toEqual(['a'])
    expect(await engine.violations()).toEqual([])
  })

  test('a job given back at the stop of a worker is claimed by the next one at once', async () => {
    const engine = await given(counting([]))
    await engine.send({ name: 't/start', data: { id: 1 } })
    const { jobs } = await claim(engine.engine, 16)
    expect(jobs).toHaveLength(1)
    expect((await claim(engine.engine, 16)).jobs).toHaveLength(0)
    await giveBack(engine.engine, jobs)
    expect((await claim(engine.engine, 16)).jobs).toHaveLength(1)
  })
})

describe('how many at once', () => {
  test('never more than the limit of a key execute, and no other key waits for them', async () => {
    const live = new Map<string, number>()
    let most = 0
    let together = 0
    const engine = await given((client) => [
      client.createFunction(
        {
          id: 'f',
          retries: 0,
          triggers: [{ event: 't/start' }],
          concurrency: [{ limit: 2, key: 'event.data.key' }, { limit: 5 }],
        },
        async ({ event, step }) => {
          await step.run('work', async () => {
            const key = String(event.data.key)
            live.set(key, (live.get(key) ?? 0) + 1)
            most = Math.max(most, live.get(key) ?? 0)
            together = Math.max(
              together,
              [...live.values()].reduce((sum, n) => sum + n, 0),
            )
            await new Promise((resolve) => setTimeout(resolve, 5))
            live.set(key, (live.get(key) ?? 0) - 1)
          })
        },
      ),
    ])
    await engine.send(...range(40).map((n) => ({ name: 't/start', data: { key: n % 4 } })))
    await Promise.all([engine.settle(), engine.settle()])
    expect(statuses(await engine.runs())).toEqual({ completed: 40 })
    expect(most).toBeLessThanOrEqual(2)
    expect(together).toBeLessThanOrEqual(5)
    expect(together).toBeGreaterThan(2)
  })

  test('a throttle with a burst delays starts and drops none', async () => {
    const engine = await given((client) => [
      client.createFunction(
        {
          id: 'f',
          retries: 0,
          triggers: [{ event: 't/start' }],
          throttle: { limit: 6, period: '1m', burst: 3 },
        },
        async () => 1,
      ),
    ])
    await engine.send(...range(6).map(() => ({ name: 't/start' })))
    await engine.settle()
    expect(statuses(await engine.runs())).toEqual({ completed: 3, queued: 3 })
    engine.advance(11_000)
    await engine.settle()
    expect(statuses(await engine.runs())).toEqual({ completed: 4, queued: 2 })
    await engine.drain()
    expect(statuses(await engine.runs())).toEqual({ completed: 6 })
  })
})

describe('crons', () => {
  const cron =
    (id: string, ran: string[], more: object = {}): Make =>
    (client) => [
      client.createFunction(
        { id, retries: 0, triggers: [{ cron: '*/5 * * * *' }], ...more },
        async ({ event, step }) => {
          await step.run('note', () => void ran.push(String(event.data.cron)))
          await step.sleep('long', '12m')
        },
      ),
    ]

  test('a slot is passed over while the run before it is still at work', async () => {
    const ran: string[] = []
    const engine = await given(cron('single', ran, { singleton: { mode: 'skip' } }))
    await engine.plan()
    for (const _ of range(4)) {
      engine.advance(5 * MINUTE_MS)
      await engine.settle()
      await Promise.all([engine.fire(), engine.fire()])
      await engine.settle()
    }
    expect(ran.length).toBe(2)
  })

  test('after a downtime only the newest missed slot fires', async () => {
    const engine = await given(cron('late', []))
    await engine.plan()
    engine.advance(7 * 24 * 60 * MINUTE_MS)
    await engine.fire()
    await engine.fire()
    expect(await engine.runs()).toHaveLength(1)
  })

  test('a cron that nobody registers any more is forgotten', async () => {
    const engine = await given(cron('old', []))
    await engine.plan()
    const next = await testEngine(db, { make: cron('new', []) })
    await next.plan()
    const rows = await db.$client<{ fn: string }[]>`select fn from engine.cron`
    expect(rows.map(({ fn }) => fn)).toEqual(['contract-new'])
  })
})

describe('housekeeping', () => {
  const make: Make = (client) => [
    client.createFunction(
      { id: 'f', retries: 0, triggers: [{ event: 't/start' }] },
      async ({ step }) => {
        await step.run('a', () => 1)
      },
    ),
  ]

  test('what ended a week ago goes, and nothing else', async () => {
    const engine = await given(make)
    await engine.send({ name: 't/start' })
    await engine.drain()
    engine.advance(6 * 24 * 60 * MINUTE_MS)
    await engine.send({ name: 't/start' })
    await engine.drain()
    expect(await sweepOld(engine.engine)).toEqual({ runs: 0, events: 0 })
    engine.advance(2 * 24 * 60 * MINUTE_MS)
    expect(await sweepOld(engine.engine)).toEqual({ runs: 1, events: 1 })
    expect(await engine.runs()).toHaveLength(1)
  })

  test('a run of a function that is not deployed waits for it', async () => {
    const engine = await given(make)
    await engine.send({ name: 't/start' })
    const { jobs } = await claim(engine.engine, 16)
    await Promise.all(jobs.map((job) => perform(engine.engine, job)))
    const without = await testEngine(db, { make: () => [] })
    await without.settle()
    expect(statuses(await engine.runs())).toEqual({ queued: 1 })
    engine.advance(61_000)
    await engine.settle()
    expect(statuses(await engine.runs())).toEqual({ completed: 1 })
  })

  test('a live run without a job is reported', async () => {
    const engine = await given(make)
    await engine.send({ name: 't/start' })
    const { jobs } = await claim(engine.engine, 16)
    await Promise.all(jobs.map((job) => perform(engine.engine, job)))
    expect(await findWedged(engine.engine)).toEqual([])
    await db.$client`delete from engine.job`
    expect(await findWedged(engine.engine)).toHaveLength(1)
  })
})
