// lib/webhooks/retry-plan.ts
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Pauses between the calls of one bell: some three days in all, and most troubles end in the first. */
export const RETRY_AFTER_MS = [
  30_000,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  14 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
] as const

export const CALL_MS = 15_000
