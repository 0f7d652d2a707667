// scripts/bench/support/chaos/plan.ts
import { makeChance } from '@/lib/simulator/faults'
import { inventCard } from '@/scripts/support/invented-card'

/** What a buyer and a producer do with one sale, in the order it is tried. */
export const KINDS = [
  'card',
  'twelve',
  'refused',
  'pix',
  'pix_then_card',
  'refused_then_pix',
  'boleto',
  'manual',
  'refund',
] as const
export type Kind = (typeof KINDS)[number]

const SHARE: Readonly<Record<Kind, number>> = {
  card: 40,
  twelve: 8,
  refused: 8,
  pix: 14,
  pix_then_card: 5,
  refused_then_pix: 4,
  boleto: 5,
  manual: 8,
  refund: 8,
}

export type Order = {
  readonly n: number
  readonly kind: Kind
  readonly card: string
  /** Of the card; a second card for who was refused. */
  readonly other: string
  /** Decides what is left open: paid or not, captured or left to lapse. */
  readonly luck: number
}

const APPROVED = [0, 1, 4] as const
const REFUSED = 2
const BRANDS = ['visa', 'visa', 'mastercard', 'mastercard', 'elo'] as const
/** A few people try the same card again and again. */
const SHARED_CARDS = 40
const SHARED = 0.05

/** The same seed gives the same orders, whichever process asks. */
export function planOf(count: number, seed: number): readonly Order[] {
  const chance = makeChance(seed)
  return Array.from({ length: count }, (_, n) => {
    const kind = pick(chance())
    const serial = chance() < SHARED ? Math.floor(chance() * SHARED_CARDS) : SHARED_CARDS + n
    const brand = BRANDS[Math.floor(chance() * BRANDS.length)] ?? 'visa'
    const last = APPROVED[Math.floor(chance() * APPROVED.length)] ?? 0
    const bad = kind === 'refused' || kind === 'refused_then_pix'
    return {
      n,
      kind,
      card: inventCard(brand, serial, bad ? REFUSED : last),
      other: inventCard(brand, 50_000 + n, last),
      luck: chance(),
    }
  })
}

/** Each kind as often as its share says. */
const URN = KINDS.flatMap((kind) => Array.from({ length: SHARE[kind] }, () => kind))

const pick = (luck: number): Kind => URN[Math.floor(luck * URN.length)] ?? 'card'
