// lib/notifications/drain-queue.ts
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import type { Handover } from './channel'
import { type Claims, claimMessages } from './claim-messages'
import type { Claimed } from './claim-one'
import { handOver } from './hand-over'
import { planQueue } from './queue'
import { type Answered, type Outcome, settleMessages } from './settle-message'
import { tellQueues } from './tell-queue'

/** One step sends for so long: then it is another queue's turn. */
const FOR_MS = 2_000
/** Two wake-ups of one queue are at least so far apart: what falls due in between goes together. */
const APART_MS = 500
/** Hand-overs that are late are not waited for when others have come back. */
const LATE_MS = 50
/** Nothing could be taken though something is due: its thread is being judged, or others are on their way. */
const BUSY_MS = 2_000

type Drain = {
  readonly instanceId: Id<'instance'>
  readonly runId: string
  /** Told what became of each hand-over. */
  readonly note?: (outcome: Outcome) => void
}

/**
 * Sends what may leave now, in batches, for a bounded time, and never waits for what is due later:
 * a queue at rest takes no place among those that are worked on. Gives until when to rest, or null when
 * the queue has nothing planned or is another run's. Run again after a crash it goes on with what
 * is still queued: what was `sending` then may have left, and nobody sends it twice.
 */
export async function drainQueue(ctx: Ctx, drain: Drain): Promise<{ until: string } | null> {
  const { instanceId, runId } = drain
  const stopAt = ctx.now().getTime() + FOR_MS
  const rest = (until: Date, atLeastMs: number) => {
    const soonest = ctx.now().getTime() + atLeastMs
    return { until: new Date(Math.max(until.getTime(), soonest)).toISOString() }
  }
  const turn = await planQueue(ctx, instanceId, { runId })
  if (turn.kind === 'leave') return null
  if (turn.kind === 'rest') return rest(turn.until, APART_MS)
  const sent = await sendReady(ctx, drain, stopAt)
  if (sent === null) return null
  const isLong = ctx.now().getTime() >= stopAt
  const notBefore = sent === 0 ? new Date(ctx.now().getTime() + BUSY_MS) : null
  const next = await planQueue(ctx, instanceId, { runId, notBefore })
  if (next.kind === 'leave') return null
  return next.kind === 'rest' ? rest(next.until, APART_MS) : rest(ctx.now(), isLong ? 0 : APART_MS)
}

/** Whatever goes wrong meanwhile, what was handed over is waited for, and what became of it is kept. */
async function sendReady(ctx: Ctx, drain: Drain, stopAt: number): Promise<number | null> {
  const flight = openFlight(ctx, drain)
  try {
    return await sendIn(ctx, flight, { drain, stopAt })
  } finally {
    await flight.land()
  }
}

type Flight = ReturnType<typeof openFlight>
type Sending = { readonly drain: Drain; readonly stopAt: number }

/** How many left the queue one way or another; null when another run took it over. */
async function sendIn(ctx: Ctx, flight: Flight, { drain, stopAt }: Sending) {
  let moved = 0
  let deep = false
  for (let first = true; ; first = false) {
    const asked: Parameters<typeof claimMessages>[1] = { ...drain, inFlight: flight.size(), deep }
    const goesOn = first || ctx.now().getTime() < stopAt
    const claims: Claims | null | 'over' = goesOn ? await claimMessages(ctx, asked) : 'over'
    if (claims === null) return null
    if (claims === 'over') return moved
    const { claimed, handedOn, ended, aside } = claims
    const away = handedOn.length + ended + aside
    moved += claimed.length + away
    deep = claimed.length === 0 && aside > 0
    for (const each of claimed) flight.start(each)
    if (handedOn.length > 0) await ctx.db.transaction((tx) => tellQueues(ctx, tx, handedOn))
    const paced = claimed.some(({ instance }) => instance.intervalMs > 0)
    const dry = !claims.full && claimed.length + away === 0
    if (paced || (dry && flight.size() > 0)) await flight.land()
    else await flight.someLand()
    if (paced || dry || (claims.full && flight.size() === 0)) return moved
  }
}

/** Hand-overs on their way, at most as many as the sender takes at once. */
function openFlight(ctx: Ctx, { instanceId, note }: Drain) {
  const flying = new Set<Promise<void>>()
  const landed: Answered[] = []
  const settle = async () => {
    const answered = landed.splice(0)
    if (answered.length === 0) return
    for (const outcome of await settleSafely(ctx, instanceId, answered)) note?.(outcome)
  }
  return {
    size: () => flying.size,
    start: (claimed: Claimed) => {
      const flight = send(ctx, claimed).then((handover) => {
        landed.push({ claimed, handover })
        flying.delete(flight)
      })
      flying.add(flight)
    },
    /** Half of them are back, or the first are and the others are slow: their places are free. */
    someLand: async () => {
      const half = Math.floor(flying.size / 2)
      if (flying.size > 0) await Promise.race(flying)
      const patience = flying.size > half && ctx.wait(LATE_MS).then(() => 'late')
      while (flying.size > half) {
        if ((await Promise.race([...flying, patience])) === 'late') break
      }
      await settle()
    },
    land: async () => {
      await Promise.all(flying)
      await settle()
    },
  }
}

/** What is thrown on the way may have left all the same. */
async function send(ctx: Ctx, { instance, outgoing }: Claimed): Promise<Handover> {
  try {
    return await handOver(ctx, instance, outgoing)
  } catch (error) {
    log.error('a message was handed over and the channel failed', {
      messageId: outgoing.messageId,
      error,
    })
    return { kind: 'unknown', cause: 'failed' }
  }
}

/** Together, or one by one when something stands in the way of one of them. */
async function settleSafely(ctx: Ctx, id: Id<'instance'>, answered: readonly Answered[]) {
  try {
    return await settleMessages(ctx, id, answered)
  } catch (error) {
    log.warn('hand-overs are settled one by one', { instanceId: id, error })
  }
  const outcomes: Outcome[] = []
  for (const one of answered) {
    try {
      outcomes.push(...(await settleMessages(ctx, id, [one])))
    } catch (error) {
      // It stays `sending`, and is shown to a person as unknown.
      log.error('a hand-over was not settled', { messageId: one.claimed.outgoing.messageId, error })
    }
  }
  return outcomes
}
