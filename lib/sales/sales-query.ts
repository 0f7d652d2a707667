// lib/sales/sales-query.ts
import { z } from 'zod'
import { PAYMENT_METHODS } from '@/db/schema/payments'
import { SALE_STATUSES } from '@/db/schema/sales'
import { instantAt, type LocalDate } from '@/lib/kernel/calendar'
import { CARD_BRANDS, type CardBrand } from '@/lib/kernel/card-brand'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'

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

const cursor = z
  .string()
  .regex(/^sale_[0-9a-z]{25}$/)
  .transform((text) => text as Id<'sale'>)

/** Centavos, as everywhere on the wire. */
const sum = z
  .string()
  .regex(/^\d{1,13}$/)
  .transform((text) => centavos(Number(text)))

const BRANDS = Object.keys(CARD_BRANDS) as [CardBrand, ...CardBrand[]]

/** The filters of a list of sales, of the API and of the panel. One that nobody knows is refused. */
export const SalesQuery = z.strictObject({
  status: statuses.optional(),
  method: z.enum(PAYMENT_METHODS).optional(),
  acquirer: word.optional(),
  brand: z.enum(BRANDS).optional(),
  offer: word.optional(),
  /** The code of the short link the buyer came by. */
  link: word.optional(),
  from: since.optional(),
  to: until.optional(),
  minAmount: sum.optional(),
  maxAmount: sum.optional(),
  /** `manual` with `status=authorized`: what waits for a person to capture it. */
  capture: z.enum(['automatic', 'manual']).optional(),
  q: z.string().trim().max(100).optional(),
  /** Older than this sale. */
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(50),
})
export type SalesQuery = z.output<typeof SalesQuery>

/** What the panel asks besides: pages both ways, and the sales made to try an acquirer out. */
export const PanelSalesQuery = SalesQuery.extend({
  /** Newer than this sale. */
  before: cursor.optional(),
  test: z.literal('1').optional(),
})
export type PanelSalesQuery = z.output<typeof PanelSalesQuery>
