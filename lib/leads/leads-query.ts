// lib/leads/leads-query.ts
import { z } from 'zod'
import { LEAD_KINDS } from '@/db/schema/leads'
import { instantAt, type LocalDate } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'

const LeadId = z
  .string()
  .regex(/^led_[0-9a-z]{25}$/)
  .transform((text) => text as Id<'lead'>)

const Code = z
  .string()
  .regex(/^[A-Za-z0-9]{4,12}$/)
  .transform((text) => text.toUpperCase())

/** `GET /api/v1/leads`; an unknown filter is refused. */
export const LeadsQuery = z.strictObject({
  offer: Code.optional(),
  kind: z.enum(LEAD_KINDS).optional(),
  from: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
  to: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
  q: z.string().trim().min(1).max(200).optional(),
  cursor: LeadId.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type LeadsQuery = z.output<typeof LeadsQuery>

const DAY_MS = 86_400_000
const Day = z.iso.date().transform((text) => text as LocalDate)
const start = (day: LocalDate) => instantAt(day, '00:00')
const nothing = (text: unknown) => (text === '' ? undefined : text)

/** The page's address: days of São Paulo, the last one whole; what cannot be read is left out. */
export const PanelLeadsQuery = z.object({
  offer: z.preprocess(nothing, Code.optional()).catch(undefined),
  kind: z.preprocess(nothing, z.enum(LEAD_KINDS).optional()).catch(undefined),
  from: z.preprocess(nothing, Day.transform(start).optional()).catch(undefined),
  to: z
    .preprocess(nothing, Day.transform((day) => new Date(start(day).getTime() + DAY_MS)).optional())
    .catch(undefined),
  q: z.preprocess(nothing, z.string().trim().max(200).optional()).catch(undefined),
  cursor: z.preprocess(nothing, LeadId.optional()).catch(undefined),
  limit: z.literal(50).default(50).catch(50),
})
