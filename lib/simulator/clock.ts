// lib/simulator/clock.ts
import type { Dialect } from './dialect'
import type { Happening } from './entry'
import type { WholeWorld } from './world'

const LONGEST_MS = 60_000

/**
 * What comes with time alone: a Pix that pays itself, one that nobody paid, a refund that ends. It is
 * settled before every answer, so that no answer is older than its clock, and by a timer between them.
 */
export function makeClock(world: WholeWorld, dialects: readonly Dialect[]) {
  let timer: NodeJS.Timeout | null = null

  function tell(happening: Happening) {
    const { acquirer, merchant } = happening.entry
    const dialect = dialects.find(({ counterpart }) => counterpart === acquirer)
    const notice = dialect?.notice?.(happening) ?? null
    if (notice !== null) world.notify(acquirer, merchant, notice)
  }
  function settle() {
    for (const happening of world.ledger.settleDue()) tell(happening)
    const next = world.ledger.nextDue()
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (next === null) return
    const inMs = Math.max(0, Date.parse(next) - world.now().getTime())
    timer = setTimeout(settle, Math.min(inMs + 1, LONGEST_MS)).unref()
  }
  return {
    tell,
    settle,
    stop: () => {
      if (timer !== null) clearTimeout(timer)
    },
  }
}
