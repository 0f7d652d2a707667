// lib/stores/mapping.schema.ts
import { z } from 'zod'
import { PURCHASE_EVENTS } from '@/db/schema/purchases'
import type { BodyPath, Mapping } from '@/db/schema/stores'
import { ZONE } from '@/lib/kernel/calendar'
import { isZone } from '@/lib/kernel/zoned'

/** What a value of a received body can be, in the order in which a person looks for it. */
export const MAPPED_FIELDS = [
  'orderKey',
  'cartKey',
  'occurredAt',
  'customer.name',
  'customer.lastName',
  'customer.phone',
  'customer.email',
  'customer.document',
  'product.name',
  'order.amount',
  'order.method',
  'order.installments',
  'order.refusalReason',
  'checkout.url',
  'pix.code',
  'pix.url',
  'pix.expiresAt',
  'boleto.line',
  'boleto.url',
  'boleto.dueAt',
  'delivery.code',
  'delivery.url',
  'subscription.code',
  'subscription.plan',
  'tracking.utm_source',
  'tracking.utm_medium',
  'tracking.utm_campaign',
  'tracking.utm_content',
  'tracking.utm_term',
  'tracking.src',
  'tracking.sck',
  'test',
  'parentOrderKey',
  'eventId',
] as const
export type MappedField = (typeof MAPPED_FIELDS)[number]

/** What one word of theirs means; two of them depend on how the order is paid. */
export const MAPPED_EVENTS = [
  'asked_by_method',
  'expired_by_method',
  ...PURCHASE_EVENTS.filter((event) => event !== 'unknown'),
] as const
export type MappedEvent = (typeof MAPPED_EVENTS)[number]

const MONEY_UNITS = ['cents', 'decimal_dot', 'decimal_comma'] as const
const DATE_FORMS = ['iso', 'ymd_hms', 'dmy_hms', 'epoch_s', 'epoch_ms'] as const

/** A path that begins with this names a parameter of the address instead of a place in the body. */
export const IN_QUERY = '$query'

const MAX_WORDS = 200
export const BodyPathInput = z
  .array(z.string().max(200))
  .max(16)
  .transform((path): BodyPath => path)
const Name = z
  .string()
  .trim()
  .min(1, 'secret_name')
  .max(100, 'secret_name')
  .regex(/^[\w.-]+$/, 'secret_name')

const Secret = z.discriminatedUnion('in', [
  z.object({ in: z.literal('none') }),
  z.object({ in: z.enum(['header', 'query']), name: Name }),
  z.object({
    in: z.literal('body'),
    path: BodyPathInput.refine((path) => path.length > 0, 'path'),
  }),
])

const Reader = z.object({
  fields: z.partialRecord(z.enum(MAPPED_FIELDS), BodyPathInput),
  event: BodyPathInput,
  events: z.record(z.string().max(200), z.enum(MAPPED_EVENTS)),
  money: z.enum(MONEY_UNITS),
  dates: z.enum(DATE_FORMS),
  zone: z.string().max(60).refine(isZone, 'zone').default(ZONE),
})

/** While it is being made: anything may still be missing, and nothing is believed by it. */
export const MappingDraft = Reader.transform(
  (mapping): Mapping => ({
    ...mapping,
    fields: withoutEmpty(mapping.fields),
    secret: { in: 'none' },
  }),
)

export const MappingInput = Reader.extend({ secret: Secret })
  .superRefine(({ fields, event, events }, refused) => {
    const wrong = (path: string[], message: string) =>
      refused.addIssue({ code: 'custom', path, message })
    if ((fields.orderKey ?? []).length === 0 && (fields.cartKey ?? []).length === 0) {
      wrong(['fields', 'orderKey'], 'order_needed')
    }
    const reachable = [fields['customer.phone'], fields['customer.email']]
    if (!reachable.some((path) => path !== undefined && path.length > 0)) {
      wrong(['fields', 'customer.phone'], 'phone_needed')
    }
    if (event.length === 0) wrong(['event'], 'event_needed')
    if (Object.keys(events).length === 0) wrong(['events'], 'events_needed')
    if (Object.keys(events).length > MAX_WORDS) wrong(['events'], 'too_many')
  })
  .transform((mapping): Mapping => ({ ...mapping, fields: withoutEmpty(mapping.fields) }))

function withoutEmpty(fields: Partial<Record<MappedField, BodyPath>>) {
  return Object.fromEntries(Object.entries(fields).filter(([, path]) => path.length > 0))
}
