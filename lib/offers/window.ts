// lib/offers/window.ts

type Window = { readonly startsAt: Date | null; readonly endsAt: Date | null }

export type WindowIssue = {
  /** Not yet, or not any more. */
  readonly code: 'offer_not_open' | 'offer_over'
  /** When it opens, or when it ended. */
  readonly at: Date
}

/** Who was paying when it ended has so long to try another card. */
const GRACE_MS = 10 * 60_000

/** Why nothing is sold at an instant; null while it is. The first instant is inside, the last is not. */
export function windowIssue({ startsAt, endsAt }: Window, now: Date): WindowIssue | null {
  if (startsAt !== null && now < startsAt) return { code: 'offer_not_open', at: startsAt }
  if (endsAt !== null && now >= endsAt) return { code: 'offer_over', at: endsAt }
  return null
}

/** A payment begun before the end may be finished shortly after it. */
export function mayFinish({ endsAt }: Window, begunAt: Date, now: Date): boolean {
  if (endsAt === null || begunAt >= endsAt) return false
  return now.getTime() < endsAt.getTime() + GRACE_MS
}
