// inngest/engine/bell.ts
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { log } from '@/lib/platform/log'

/** A bell for one waiter: ringing while nobody waits is remembered. */
export function makeBell() {
  let rung = false
  let answer: (() => void) | null = null
  return {
    ring: () => {
      rung = true
      answer?.()
    },
    wait: async (ms: number) => {
      if (!rung) {
        const timeout = new AbortController()
        const heard = new Promise<void>((resolve) => {
          answer = resolve
        })
        const { signal } = timeout
        await Promise.race([heard, sleep(ms, undefined, { signal }).catch(() => {})])
        timeout.abort()
        answer = null
      }
      rung = false
    },
  }
}

export type Bell = ReturnType<typeof makeBell>

export type Repeated = { readonly stop: () => Promise<void> }

/**
 * Repeats a chore without overlapping itself: each time the bell rings, and at the latest after
 * `everyMs`. Rings within `gatherMs` are one. Stopping waits for the last time.
 */
export function repeat(
  chore: () => unknown,
  { everyMs, bell = makeBell(), gatherMs = 0 }: { everyMs: number; bell?: Bell; gatherMs?: number },
): Repeated {
  let stopping = false
  const running = (async () => {
    while (!stopping) {
      try {
        await chore()
      } catch (error) {
        log.error('a chore of the worker failed', { error })
      }
      if (!stopping) await bell.wait(everyMs)
      if (!stopping && gatherMs > 0) await sleep(gatherMs)
    }
  })()
  return {
    stop: () => {
      stopping = true
      bell.ring()
      return running
    },
  }
}

const PROBE_MS = 15_000

/**
 * Listens to a channel for as long as the process lives. A connection may die without a word, and
 * a server that restarts forgets its listeners: whoever does not hear his own call listens anew.
 */
export async function keepListening(
  sql: Sql,
  channel: string,
  ring: () => void,
  probeMs = PROBE_MS,
): Promise<Repeated> {
  let hears = false
  const listen = () =>
    sql.listen(channel, () => {
      hears = true
      ring()
    })
  let ear = await listen()
  const bell = makeBell()
  const probe = repeat(
    async () => {
      hears = false
      await sql.notify(channel, '')
      await bell.wait(probeMs)
      if (hears) return
      await ear.unlisten().catch(() => {})
      ear = await listen()
    },
    { everyMs: Math.min(probeMs, 1_000) },
  )
  return {
    stop: async () => {
      const stopped = probe.stop()
      bell.ring()
      await stopped
      await ear.unlisten().catch(() => {})
    },
  }
}
