// inngest/engine/duration.ts
const UNITS: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
}

/** `1d2h`, as the SDK writes durations; null when it is none. */
export function durationMs(text: string): number | null {
  if (!/^(\d+[wdhms])+$/.test(text)) return null
  return [...text.matchAll(/(\d+)([wdhms])/g)].reduce(
    (total, [, count, unit = '']) => total + Number(count) * (UNITS[unit] ?? 0),
    0,
  )
}

/** A point in time that the database works out: so many ms from its now, or a date. */
export type When = { readonly inMs: number } | { readonly at: string }

export const LONGEST_MS = 366 * 86_400_000

/** What `step.sleep`, `step.sleepUntil` and time-outs say; null when unreadable. */
export function readWhen(text: string): When | null {
  const inMs = durationMs(text)
  if (inMs !== null) return inMs <= LONGEST_MS ? { inMs } : null
  return Number.isNaN(Date.parse(text)) ? null : { at: new Date(text).toISOString() }
}
