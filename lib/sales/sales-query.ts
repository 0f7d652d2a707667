// lib/sales/sales-query.ts
import { z } from 'zod'
import { SALE_STATUSES } from '@/db/schema/sales'
import { instantAt, type LocalDate } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'

const DAY_MS = 86_400_000
const LIMIT_MAX = 100

/** A day means the whole of it in São Paulo; an instant means itself. */
const since = z.union([
  z.iso.date().transform((day) => instantAt(day as LocalDate, '00:00')),
  z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
])
const until = z.union([
  z.iso
    .date()
    .transform((day) => new Date(instantAt(day as LocalDate, '00:00').getTime() + DAY_MS)),
  z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
])

/** `paid` or `paid,authorized`. */
const statuses = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(SALE_STATUSES)).max(SALE_STATUSES.length))

const word = z.string().regex(/^[\w-]{1,40}$/)

/** The filters of a list of sales, of the API and of the panel. One that nobody knows is refused. */
export const SalesQuery = z.strictObject({
  status: statuses.optional(),
  acquirer: word.optional(),
  offer: word.optional(),
  from: since.optional(),
  to: until.optional(),
  q: z.string().trim().max(100).optional(),
  cursor: z
    .string()
    .regex(/^sale_[0-9a-z]{25}$/)
    .transform((text) => text as Id<'sale'>)
    .optional(),
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(50),
})
export type SalesQuery = z.output<typeof SalesQuery>
