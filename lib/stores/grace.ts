// lib/stores/grace.ts

/** How long what was replaced goes on working beside what replaced it. */
export const GRACES = ['none', '1h', '24h', '7d'] as const
export type Grace = (typeof GRACES)[number]

const HOUR_MS = 60 * 60 * 1000

export const GRACE_MS: Readonly<Record<Grace, number>> = {
  none: 0,
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
}
