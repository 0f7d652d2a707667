// lib/accounts/api-key.schema.ts
import { z } from 'zod'
import { API_KEY_MODES } from '@/db/schema/accounts'

export const CreateApiKeyInput = z.object({
  name: z.string().trim().min(1, 'required').max(60, 'too_long'),
  mode: z.enum(API_KEY_MODES),
})
export type CreateApiKeyInput = z.output<typeof CreateApiKeyInput>
