// scripts/seed/sales-plan.ts
import { instantAt, localDateOf } from '@/lib/kernel/calendar'
import { inventCard } from '../support/invented-card'
import type { Chance } from './clock'
import type { SeedFault } from './faults'

/** What becomes of a sale, and how the simulator is made to bring it about. */
export type Fate =
  | 'approved'
  | 'rescued_refusal'
  | 'rescued_silence'
  | 'found_after_silence'
  | 'no_limit'
  | 'card_blocked'
  | 'stubborn'
  | 'odd_code'
  | 'failed'
  | 'unanswered'

type Story = { readonly share: number; readonly faults: readonly SeedFault[] }

const at = (acquirer: string, mode: string, more: object = {}): SeedFault => ({
  acquirer,
  operation: 'authorize',
  mode,
  ...more,
})

export const STORIES: Readonly<Record<Fate, Story>> = {
  approved: { share: 74, faults: [] },
  rescued_refusal: { share: 8, faults: [at('cielo', 'return_code', { code: '91' })] },
  rescued_silence: { share: 3, faults: [at('cielo', 'refuse_connection', { operation: 'any' })] },
  found_after_silence: { share: 2, faults: [at('cielo', 'drop_response')] },
  no_limit: { share: 8, faults: [at('cielo', 'return_code', { code: '51' })] },
  card_blocked: { share: 3, faults: [at('cielo', 'return_code', { code: '78' })] },
  // Tried again with the same card, which the brand would fine: the second time nothing is sent.
  stubborn: { share: 3, faults: [at('cielo', 'return_code', { code: '14' })] },
  // In nobody's list: refused, and a person is told.
  odd_code: { share: 0, faults: [at('cielo', 'return_code', { code: 'ZX' })] },
  failed: {
    share: 2,
    faults: [
      at('cielo', 'refuse_connection', { operation: 'any' }),
      at('rede', 'refuse_connection', { operation: 'any' }),
    ],
  },
  // Made once, minutes ago: the sweeper of the running system then finds out.
  unanswered: {
    share: 0,
    faults: [
      at('cielo', 'drop_request', { operation: 'any', count: 9 }),
      at('rede', 'drop_request', { count: 9 }),
      at('rede', 'drop_request', { operation: 'query', count: 9 }),
    ],
  },
}

export function drawFate(chance: Chance): Fate {
  const fates = Object.keys(STORIES) as Fate[]
  let left = chance.next() * fates.reduce((sum, fate) => sum + STORIES[fate].share, 0)
  for (const fate of fates) {
    left -= STORIES[fate].share
    if (left < 0) return fate
  }
  return 'approved'
}

/** Everybody has a card of their own; Cielo's sandbox approves what ends in 0, 1 or 4. */
export const cardOf = (chance: Chance) =>
  inventCard(chance.pick(BRANDS), chance.below(100_000), chance.pick([0, 1, 4]))

const BRANDS = ['visa', 'visa', 'visa', 'mastercard', 'mastercard', 'mastercard', 'elo'] as const

const HOURS = [9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 19, 20, 20, 20, 21, 21, 22] as const
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Sales of the days of a launch, by how long ago: one two weeks back, and one that is on today. */
const LAUNCH: Readonly<Record<number, number>> = {
  14: 16,
  13: 12,
  12: 14,
  7: 14,
  2: 8,
  1: 12,
  0: 34,
}

/** São Paulo is three hours behind UTC; the weekends are quieter. */
export function momentsOf(now: Date, days: number, chance: Chance): readonly Date[] {
  const moments: Date[] = []
  for (let ago = days; ago >= 0; ago--) {
    const midnight = midnightOf(now, ago)
    const weekend = [0, 6].includes(midnight.getUTCDay())
    const many = (LAUNCH[ago] ?? (weekend ? 2 : 4)) + chance.below(3)
    for (let i = 0; i < many; i++) {
      const hour = chance.pick(HOURS) + chance.next()
      moments.push(new Date(midnight.getTime() + hour * HOUR_MS))
    }
  }
  const newest = now.getTime() - 10 * 60_000
  return moments.filter((moment) => moment.getTime() < newest)
}

/** When the day began in São Paulo, `ago` days back. */
export const midnightOf = (now: Date, ago: number) =>
  instantAt(localDateOf(new Date(now.getTime() - ago * DAY_MS)), '00:00')
