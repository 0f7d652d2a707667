// scripts/bench/notifications.ts
import { setTimeout as wait } from 'node:timers/promises'
import { connect, type Database } from '@/db/client'
import { tellQueues } from '@/lib/notifications/tell-queue'
import { listStuck, unstickMessage } from '@/lib/notifications/unstick'
import type { Ctx } from '@/lib/platform/context'
import { startSimulator } from '@/lib/simulator/server'
import type { Bench, Figure } from './bench'
import {
  type BenchSender,
  benchCtx,
  type Lot,
  openSender,
  writeMessages,
} from './support/queue-lots'
import { type QueueWorker, startQueueWorker } from './support/queue-worker'

const SCHEDULED = 100_000
const SENDERS = 20
/** Of those scheduled, so many fall due while we watch: five a second and sender. */
const DUE = 3_000
const WATCHED_MS = 30_000
/** Scheduled one by one while the others leave, each due a second later. */
const LIVE = 150
const BURST = 4_000
const CLOUD_BURST = 2_000
const KILLS = 20
/** Long enough to come to work again behind the lease of who died before. */
const KILL_AFTER_MS = 1_200
const KILL_SPREAD_MS = 1_000
const KILLED_SENDERS = 8
const KILLED_EACH = 600
const PATIENCE_MS = 60_000
const DAY_MS = 86_400_000
const MB = 1024 * 1024

export const bench: Bench = {
  name: 'notifications',
  about: `the send queue: ${SCHEDULED.toLocaleString('en')} messages scheduled, bursts, ${KILLS} workers killed`,
  run: async ({ postgres, say }) => {
    const { url } = await (await postgres()).database()
    const simulator = await startSimulator({ port: 0 })
    const db = connect(url, { max: 6 })
    const ctx = benchCtx(db, simulator.addresses)
    const start = (leaseMs: number) =>
      startQueueWorker({ url, leaseMs, addresses: simulator.addresses })
    try {
      const worker = await start(30_000)
      const late = await punctuality(ctx, worker)
      say('notifications: how late messages leave is measured')
      const before = await worker.memory()
      const embedded = await burst(ctx, await openSender(ctx, 'sandbox', 900), 900, BURST)
      const cloud = await burst(ctx, await openSender(ctx, 'whatsapp', 901), 901, CLOUD_BURST)
      const after = await worker.memory()
      await worker.stop()
      say(`notifications: ${KILLS} workers are killed while they send`)
      simulator.messages.clear()
      const killed = await killing(ctx, () => start(1_500), simulator.messages.messages)
      return [
        { name: 'messages scheduled', value: SCHEDULED, unit: '' },
        ...late,
        { name: 'sends, embedded channel', value: embedded, unit: '/s', goal: { atLeast: 300 } },
        { name: 'sends, simulated Cloud API', value: cloud, unit: '/s' },
        { name: 'worker memory at first', value: before / MB, unit: 'MB' },
        {
          name: 'worker memory growth',
          value: (after - before) / MB,
          unit: 'MB',
          goal: { atMost: 50 },
        },
        ...killed,
      ]
    } finally {
      await db.$client.end()
      await simulator.stop()
    }
  },
}

/** As `schedule` does it after its own writing: only who is needed earlier is woken. */
const tell = (ctx: Ctx, { instanceId }: BenchSender, at: number) =>
  ctx.db.transaction((tx) => tellQueues(ctx, tx, [{ instanceId, at: new Date(at) }]))

async function write(ctx: Ctx<'job'>, lot: Lot) {
  await writeMessages(ctx, lot)
  await tell(ctx, lot, lot.fromMs)
}

async function punctuality(ctx: Ctx<'job'>, worker: QueueWorker): Promise<Figure[]> {
  const senders: BenchSender[] = []
  for (let n = 0; n < SENDERS; n++) senders.push(await openSender(ctx, 'sandbox', n))
  const ahead = (SCHEDULED - DUE - LIVE) / SENDERS
  for (const [n, sender] of senders.entries()) {
    const fromMs = Date.now() + DAY_MS
    await write(ctx, { ...sender, lot: n, count: ahead, fromMs, overMs: DAY_MS })
  }
  await ctx.db.$client.unsafe('analyze')
  const fromMs = Date.now() + 5_000
  for (const [n, sender] of senders.entries()) {
    const some = { count: DUE / SENDERS, fromMs: fromMs + n * 7, overMs: WATCHED_MS }
    await write(ctx, { ...sender, lot: 100 + n, ...some })
  }
  await wait(Math.max(0, fromMs - Date.now()))
  for (let n = 0; n < LIVE; n++) {
    const sender = senders[n % SENDERS]
    if (sender === undefined) break
    const soon = { count: 1, fromMs: Date.now() + 1_000, overMs: 0 }
    await write(ctx, { ...sender, lot: 1_000 + n, ...soon })
    await wait(WATCHED_MS / LIVE)
  }
  const left = await untilLeft(ctx.db, DUE + LIVE)
  const rows = await ctx.db.$client<{ late: number }[]>`
    select extract(epoch from claimed_at - send_after)::float8 * 1000 as late
    from messages where claimed_at is not null`
  const late = rows.map((row) => row.late)
  await worker.memory()
  return [
    { name: 'due while watched', value: left, unit: '', goal: { atLeast: DUE + LIVE } },
    { name: 'late p50', value: quantile(late, 0.5), unit: 'ms' },
    { name: 'late p99', value: quantile(late, 0.99), unit: 'ms', goal: { atMost: 2_000 } },
  ]
}

const quantile = (values: readonly number[], q: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0

/** Until so many were handed over, or patience ends. */
async function untilLeft({ $client: sql }: Database, count: number, of = '%'): Promise<number> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from messages
      where instance_id like ${of} and claimed_at is not null and state not in ('queued', 'sending')`
    const left = row?.n ?? 0
    if (left >= count || Date.now() > until) return left
    await wait(100)
  }
}

/** From the first hand-over to the last answer. */
async function burst(ctx: Ctx<'job'>, sender: BenchSender, lot: number, count: number) {
  const { instanceId } = sender
  await write(ctx, { ...sender, lot, count, fromMs: Date.now() - 1_000, overMs: 0 })
  await untilLeft(ctx.db, count, instanceId)
  const [told] = await ctx.db.$client<{ seconds: number; n: number }[]>`
    select extract(epoch from max(sent_at) - min(claimed_at))::float8 as seconds, count(sent_at)::int as n
    from messages where instance_id = ${instanceId}`
  return (told?.n ?? 0) / Math.max(0.001, told?.seconds ?? 0)
}

type Taken = { readonly to: string }

async function killing(
  ctx: Ctx<'job'>,
  start: () => Promise<QueueWorker>,
  taken: readonly Taken[],
): Promise<Figure[]> {
  const senders: BenchSender[] = []
  for (let n = 0; n < KILLED_SENDERS; n++) senders.push(await openSender(ctx, 'whatsapp', n))
  const count = KILLED_SENDERS * KILLED_EACH
  const fromMs = Date.now()
  for (const [n, sender] of senders.entries()) {
    // They fall due while workers come and go, so that each kill meets somebody at work.
    await write(ctx, {
      ...sender,
      lot: 500 + n,
      count: KILLED_EACH,
      fromMs,
      overMs: KILLS * (KILL_AFTER_MS + KILL_SPREAD_MS),
    })
  }
  for (let kill = 0; kill < KILLS; kill++) {
    const worker = await start()
    await wait(KILL_AFTER_MS + Math.random() * KILL_SPREAD_MS)
    await worker.kill()
  }
  const last = await start()
  const ids = senders.map(({ instanceId }) => instanceId)
  await untilNoneWaits(ctx.db, ids)
  await last.stop()
  // What was on its way is given up after two minutes: they pass.
  const { $client: sql } = ctx.db
  await sql`update messages set claimed_at = claimed_at - interval '3 minutes' where state = 'sending'`
  for (const { id } of await listStuck(ctx)) await unstickMessage(ctx, id)
  const rows = await sql<{ to: string; state: string }[]>`
    select recipient as to, state from messages where instance_id in ${sql(ids)}`
  const times = new Map<string, number>()
  for (const { to } of taken) times.set(to, (times.get(to) ?? 0) + 1)
  const settled = rows.filter(({ state }) => ['sent', 'delivered', 'read'].includes(state))
  const unknown = rows.filter(({ state }) => state === 'unknown').length
  const lost = count - settled.length - unknown + settled.filter(({ to }) => !times.has(to)).length
  return [
    { name: 'workers killed', value: KILLS, unit: '' },
    { name: 'sent meanwhile', value: settled.length, unit: '' },
    {
      name: 'sent twice',
      value: [...times.values()].filter((n) => n > 1).length,
      unit: '',
      goal: { atMost: 0 },
    },
    { name: 'lost', value: lost, unit: '', goal: { atMost: 0 } },
    { name: 'left for a person to judge', value: unknown, unit: '' },
  ]
}

async function untilNoneWaits({ $client: sql }: Database, ids: readonly string[]) {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from messages
      where instance_id in ${sql(ids)} and state in ('scheduled', 'queued')`
    if (row?.n === 0 || Date.now() > until) return
    await wait(200)
  }
}
