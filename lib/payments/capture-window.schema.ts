// lib/payments/capture-window.schema.ts
import { z } from 'zod'
import { CAPTURE_RULES } from '@/db/schema/acquirers'
import { CARD_BRANDS, type CardBrand } from '@/lib/kernel/card-brand'

const BRANDS = ['*', ...(Object.keys(CARD_BRANDS) as CardBrand[])] as const
const LENGTH_MAX = { days: 30, hours: 720, same_day: 0 } as const

const Row = z
  .object({
    brand: z.enum(BRANDS),
    rule: z.enum(CAPTURE_RULES),
    length: z.coerce.number({ error: 'whole_number' }).int('whole_number').min(0, 'too_short'),
  })
  .transform((row) => (row.rule === 'same_day' ? { ...row, length: 0 } : row))
  .superRefine(({ rule, length }, issue) => {
    if (length > LENGTH_MAX[rule])
      issue.addIssue({ code: 'custom', path: ['length'], message: 'too_long' })
    if (rule !== 'same_day' && length === 0) {
      issue.addIssue({ code: 'custom', path: ['length'], message: 'too_short' })
    }
  })

/** All rows of one acquirer at once; none is its usual deadline. */
export const CaptureWindowsInput = z.object({
  acquirer: z.string().max(40),
  windows: z
    .array(Row)
    .max(BRANDS.length)
    .superRefine((rows, issue) => {
      rows.forEach(({ brand }, i) => {
        if (rows.findIndex((row) => row.brand === brand) < i) {
          issue.addIssue({ code: 'custom', path: [i, 'brand'], message: 'brand_twice' })
        }
      })
    }),
})
export type CaptureWindowsInput = z.output<typeof CaptureWindowsInput>
