// lib/accounts/credentials.schema.ts
import { z } from 'zod'
import { CREDENTIAL_PURPOSES } from '@/db/schema/accounts'
import { ENVIRONMENTS } from '@/db/schema/payments'

/** The values are judged by the connector's own schema; here they are only bounded. */
export const SaveCredentialsInput = z.object({
  acquirer: z.string().max(40),
  environment: z.enum(ENVIRONMENTS),
  purpose: z.enum(CREDENTIAL_PURPOSES).optional(),
  values: z.record(z.string().max(60), z.string().trim().max(400)),
})
export type SaveCredentialsInput = z.output<typeof SaveCredentialsInput>

export const ChooseAcquirersInput = z.object({
  main: z.string().min(1, 'required').max(40),
  backup: z
    .string()
    .max(40)
    .transform((code) => (code === '' ? null : code))
    .nullable(),
})
export type ChooseAcquirersInput = z.output<typeof ChooseAcquirersInput>

/** What the backup takes over, and whether the two change places by themselves. */
export const SavePolicyInput = z.object({
  failoverOnSilence: z.boolean(),
  failoverOnFunds: z.boolean(),
  autoSwap: z.boolean(),
})
export type SavePolicyInput = z.output<typeof SavePolicyInput>
