// lib/sales/submit-test-sale.schema.ts
import { z } from 'zod'
import { PAYMENT_METHODS } from '@/db/schema/payments'
import { INSTALLMENTS_MAX } from '@/lib/kernel/installments'
import { centavos } from '@/lib/kernel/money'
import { webAddressIssue } from '@/lib/kernel/web-address'
import { TRIAL_NAMES } from '@/lib/payments/trial-card'

const AMOUNT_MAX = 10_000_00

/** A sale to try an acquirer with. Its card is chosen by name, so that nobody types a real one. */
export const SubmitTestSaleInput = z.object({
  acquirer: z.string().max(40),
  method: z.enum(PAYMENT_METHODS),
  card: z.enum(TRIAL_NAMES).default('approved'),
  amount: z
    .number('required')
    .int()
    .min(1_00, 'test_amount')
    .max(AMOUNT_MAX, 'test_amount')
    .transform(centavos),
  installments: z.coerce.number().int().min(1).max(INSTALLMENTS_MAX).default(1),
  /** Told of it like of any sale; empty for nobody. */
  bellUrl: z
    .string()
    .trim()
    .max(500)
    .refine((text) => text === '' || webAddressIssue(text) === null, 'web_address')
    .default(''),
})
export type SubmitTestSaleInput = z.output<typeof SubmitTestSaleInput>
