// lib/postbacks/postbacks-query.ts
import { z } from 'zod'
import { POSTBACK_STATES } from '@/db/schema/postbacks'
import { PURCHASE_EVENTS } from '@/db/schema/purchases'
import { instantAt, type LocalDate } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'

const DAY_MS = 24 * 60 * 60 * 1000
const LIMIT_MAX = 100

const Instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const Midnight = z.iso.date().transform((day) => instantAt(day as LocalDate, '00:00'))
/** A day means the whole of it in São Paulo; an instant means itself. */
const Since = z.union([Midnight, Instant])
const Until = z.union([Midnight.transform((day) => new Date(day.getTime() + DAY_MS)), Instant])

export const PostbackId = z
  .string()
  .regex(/^pbk_[0-9a-z]{25}$/)
  .transform((text) => text as Id<'postback'>)

/** The filters of a store's inbox, for the API and the panel. One that nobody knows is refused. */
export const PostbacksQuery = z.strictObject({
  state: z.enum(POSTBACK_STATES).optional(),
  event: z.enum(PURCHASE_EVENTS).optional(),
  order: z.string().trim().min(1).max(120).optional(),
  from: Since.optional(),
  to: Until.optional(),
  cursor: PostbackId.optional(),
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(50),
})
export type PostbacksQuery = z.output<typeof PostbacksQuery>
