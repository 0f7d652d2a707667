// inngest/functions/cron-slot.ts
import { z } from 'zod'

const Timer = z.object({ scheduledAt: z.string().optional() })
const MINUTE_MS = 60_000

/**
 * The slot a cron run was planned for, RFC 3339 in UTC; the same on every replay and on both
 * engines, and so fit for event ids: `wake:${cronSlot(event)}`. The clock is none of these.
 */
export function cronSlot(event: { readonly data?: unknown; readonly ts?: number }): string {
  const { scheduledAt } = Timer.catch({}).parse(event.data)
  if (scheduledAt !== undefined) return scheduledAt
  const minute = Math.floor((event.ts ?? 0) / MINUTE_MS) * MINUTE_MS
  return new Date(minute).toISOString().replace('.000', '')
}
