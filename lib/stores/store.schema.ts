// lib/stores/store.schema.ts
import { z } from 'zod'
import type { Id } from '@/lib/kernel/ids'
import { normalizePhone } from '@/lib/kernel/phone'
import { Secret } from '@/lib/kernel/secret'
import { GRACES } from './grace'

const blank = (value: unknown) => (value === '' || value === undefined ? null : value)

export const StoreId = z
  .string()
  .regex(/^sto_[0-9a-z]{25}$/)
  .transform((text) => text as Id<'store'>)

const InstanceId = z
  .string()
  .regex(/^ins_[0-9a-z]{25}$/)
  .transform((text) => text as Id<'instance'>)

export const StoreName = z.string().trim().min(2, 'name').max(80, 'too_long')

const KeptDays = z.coerce
  .number('kept_days')
  .int('kept_days')
  .min(7, 'kept_days')
  .max(365, 'kept_days')

const Phone = z.string().transform((text, refused) => {
  const { phone } = normalizePhone(text)
  if (phone !== null) return phone
  refused.addIssue({ code: 'custom', message: 'phone' })
  return z.NEVER
})

export const EditStoreInput = z.object({
  storeId: StoreId,
  name: StoreName,
  instanceId: z.preprocess(blank, InstanceId.nullable()),
  fallbackInstanceId: z.preprocess(blank, InstanceId.nullable()),
  keptDays: KeptDays,
  messagesForUpsells: z.boolean(),
  supportPhone: z.preprocess(blank, Phone.nullable()),
  supportEmail: z.preprocess(blank, z.email('email').max(254, 'email').nullable()),
})
export type EditStoreInput = z.output<typeof EditStoreInput>

/** Of a new key of ours, or of a new address. */
export const NewKeyInput = z.object({ storeId: StoreId, grace: z.enum(GRACES) })

/** Pasted by a person: spaces around it are no part of it. */
export const SaveStoreKeyInput = z.object({
  storeId: StoreId,
  grace: z.enum(GRACES).default('none'),
  key: z
    .string()
    .trim()
    .min(8, 'key_short')
    .max(200, 'too_long')
    .regex(/^\S+$/, 'key_spaces')
    .transform((text) => new Secret(text)),
})
export type SaveStoreKeyInput = z.output<typeof SaveStoreKeyInput>
