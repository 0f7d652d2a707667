// lib/payments/notice-key.schema.ts
import { z } from 'zod'

/** An empty key is none. Visible characters, as a header may carry. */
export const NoticeKeyInput = z.object({
  acquirer: z.string().min(1).max(40),
  key: z
    .string()
    .trim()
    .max(300, 'too_long')
    .regex(/^[\x20-\x7e]*$/, 'not_a_header'),
})
export type NoticeKeyInput = z.output<typeof NoticeKeyInput>
