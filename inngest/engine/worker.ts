// inngest/engine/worker.ts
import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '@/lib/platform/log'
import { type Bell, repeat } from './bell'
import type { RunView } from './call'
import { claim, giveBack, nextDueMs, renew, unparkOldest } from './claim'
import { runCall } from './commit'
import { fireCrons } from './cron'
import type { Engine, Job } from './engine'
import type { Begun, Places } from './pump'
import { findWedged, sweepOld } from './retention'
import { runEvent, runTimer } from './waits'

const POLL_MS = 1_000
const AGAIN_MS = 10
/** Places that become free together are filled together. */
const GATHER_MS = 5
const AFTER_FAILURE_MS = 1_000
const UNPARK_EVERY_MS = 5_000
const RETENTION_EVERY_MS = 3_600_000

export const perform = (engine: Engine, job: Job, fresh?: RunView): Promise<void> =>
  job.kind === 'event'
    ? runEvent(engine, job)
    : job.kind === 'call'
      ? runCall(engine, job, fresh)
      : runTimer(engine, job)

export type Worker = {
  readonly inFlight: () => number
  /** Free slots for runs that begin here; they count as taken until `work` is over. */
  readonly lend: (work: (places: Places) => Promise<unknown>) => Promise<void>
  /** Stops claiming, lets the calls in flight end, and gives back what did not. */
  readonly stop: (graceMs: number) => Promise<void>
}

type Options = {
  readonly bell: Bell
  readonly slots: number
  /** A function was called: it may have written facts that nobody was notified of. */
  readonly onCalled: () => void
}

/** `bell` is what `engine.wake` and the notifications of PostgreSQL ring. */
export function startWorker(engine: Engine, { bell, slots, onCalled }: Options): Worker {
  const busy = new Map<string, Job>()
  const stopping = new AbortController()

  let lent = 0
  const slotsLeft = { free: () => slots - busy.size - lent, wanted: false }

  const take = (job: Job, fresh?: RunView) => {
    busy.set(job.lease, job)
    const done = attempt(engine, job, fresh).finally(() => {
      busy.delete(job.lease)
      // Jobs that are due ring for themselves; a place that is free only for who waits for one.
      if (job.kind !== 'call' || slotsLeft.wanted || stopping.signal.aborted) bell.ring()
      if (job.kind === 'call') onCalled()
    })
    done.catch((error: unknown) => log.error('a job was not finished', { job: job.key, error }))
  }

  const loop = claiming(engine, bell, { stopping: stopping.signal, slotsLeft, take })
  const chores = [
    repeat(() => busy.size > 0 && renew(engine, [...busy.values()]), {
      everyMs: engine.settings.leaseMs / 3,
    }),
    repeat(() => fireCrons(engine), { everyMs: POLL_MS }),
    repeat(() => unparkOldest(engine), { everyMs: UNPARK_EVERY_MS }),
    repeat(() => sweepOld(engine).then(() => findWedged(engine)), { everyMs: RETENTION_EVERY_MS }),
  ]

  return {
    inFlight: () => busy.size,
    lend: async (work) => {
      lent = stopping.signal.aborted ? 0 : slotsLeft.free()
      const begin = ({ job, run }: Begun) => {
        lent--
        take(job, run)
      }
      try {
        await work({ free: () => lent, begin })
      } finally {
        lent = 0
        if (slotsLeft.wanted) bell.ring()
      }
    },
    stop: async (graceMs) => {
      stopping.abort()
      bell.ring()
      await loop
      const until = Date.now() + graceMs
      while (busy.size > 0 && Date.now() < until) await bell.wait(until - Date.now())
      if (busy.size > 0) await giveBack(engine, [...busy.values()])
      await Promise.all(chores.map((chore) => chore.stop()))
    },
  }
}

type Claiming = {
  readonly stopping: AbortSignal
  readonly slotsLeft: { readonly free: () => number; wanted: boolean }
  readonly take: (job: Job) => void
}

async function claiming(engine: Engine, bell: Bell, { stopping, slotsLeft, take }: Claiming) {
  while (!stopping.aborted) {
    try {
      const places = slotsLeft.free()
      slotsLeft.wanted = true
      const { jobs, again } = places > 0 ? await claim(engine, places) : { jobs: [], again: false }
      for (const job of jobs) take(job)
      slotsLeft.wanted = jobs.length >= places
      const full = slotsLeft.wanted
      await bell.wait(again ? AGAIN_MS : await idleMs(engine, places, jobs.length))
      if (full && !stopping.aborted) await sleep(GATHER_MS)
    } catch (error) {
      log.error('no job could be claimed', { error })
      await sleep(AFTER_FAILURE_MS, undefined, { signal: stopping }).catch(() => {})
    }
  }
}

/** Until the next job is due, at most a second: other processes do not ring this bell. */
async function idleMs(engine: Engine, free: number, claimed: number): Promise<number> {
  if (claimed > 0 || free === 0) return claimed < free ? AGAIN_MS : POLL_MS
  const next = await nextDueMs(engine)
  return next === null ? POLL_MS : Math.min(POLL_MS, Math.max(1, next))
}

/** What fails here is a bug or a database that went away: somebody tries again, from the lease on. */
async function attempt(engine: Engine, job: Job, fresh?: RunView): Promise<void> {
  try {
    await perform(engine, job, fresh)
  } catch (error) {
    log.error('a job failed and is given back', { job: job.key, error })
    await giveBack(engine, [job], AFTER_FAILURE_MS)
  }
}
