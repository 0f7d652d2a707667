// scripts/seed/clock.ts
import { randomBytes } from 'node:crypto'
import { makeId } from '@/lib/kernel/ids'
import type { Tools } from '@/lib/platform/context'

/** A local simulator answers in 3 ms, an acquirer in some 250: history is told at the pace of the second. */
const PACE = 90

/**
 * The same tools at another time. What waits takes no time, and what takes time moves the clock, so
 * that a sale of last month has the hours and the milliseconds of a real one.
 */
export function toolsAt(tools: Tools, at: Date): Tools {
  const began = performance.now()
  let waited = 0
  const now = () => new Date(at.getTime() + (performance.now() - began) * PACE + waited)
  return {
    ...tools,
    now,
    // Ids sort by age, and so must those of the past.
    newId: (entity) => makeId(entity, now(), randomBytes(16)),
    wait: async (ms) => {
      waited += ms
    },
    within: (work) => work,
  }
}

/** The same numbers at every start (mulberry32): the demo looks alike everywhere. */
export function makeChance(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  const pick = <T>(of: readonly T[]): T => of[below(of.length)] as T
  return { next, below, pick }
}
export type Chance = ReturnType<typeof makeChance>
