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
  /** The same card again after each refusal, and many people with it. */
  'insists',
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
  insists: 8,
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
/** Code 57, which Visa never wants to see again. */
const FORBIDDEN = 3
/** Code 78: nothing but the brand's own count holds it. */
const LOCKED = 5
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
    const card = kind === 'insists' ? stubborn(n) : inventCard(brand, serial, bad ? REFUSED : last)
    return {
      n,
      kind,
      card,
      other: inventCard(brand, 50_000 + n, last),
      luck: chance(),
    }
  })
}

/**
 * A card whose repetition is forbidden is its buyer's alone, because two at one moment cannot know of
 * each other; one that may be tried seven times a day is tried by all of them, at one moment too.
 */
const stubborn = (n: number) =>
  n % 2 === 0
    ? inventCard('visa', 80_000 + (n % 20_000), FORBIDDEN)
    : inventCard('mastercard', 99_999, LOCKED)

/** Each kind as often as its share says. */
const URN = KINDS.flatMap((kind) => Array.from({ length: SHARE[kind] }, () => kind))

const pick = (luck: number): Kind => URN[Math.floor(luck * URN.length)] ?? 'card'
