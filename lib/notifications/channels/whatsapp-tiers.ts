// lib/notifications/channels/whatsapp-tiers.ts

const TIERS: Readonly<Record<string, number | null>> = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_1K: 1_000,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  TIER_UNLIMITED: null,
}

/**
 * Strangers a day by Meta's word for it: a name, or a number where -1 is without a limit. Undefined
 * is a word that nobody knows: what was known stays.
 */
export function strangersOf(told: unknown): number | null | undefined {
  if (typeof told === 'number') return told < 0 ? null : told
  if (typeof told !== 'string') return undefined
  return told in TIERS ? TIERS[told] : undefined
}

/** How Meta rates a number, in our words; undefined is unrated. */
const QUALITIES: Readonly<Record<string, string>> = { GREEN: 'high', YELLOW: 'medium', RED: 'low' }

export const qualityOf = (told: unknown): string | undefined => QUALITIES[String(told)]

/** Only what was told, so that nothing known is forgotten. */
export function standingOf(rating: unknown, limit: unknown) {
  const quality = qualityOf(rating)
  const strangersDaily = strangersOf(limit)
  return {
    ...(quality !== undefined && { quality }),
    ...(strangersDaily !== undefined && { strangersDaily }),
  }
}
