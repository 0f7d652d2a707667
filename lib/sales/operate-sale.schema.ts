// lib/sales/operate-sale.schema.ts
import { z } from 'zod'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'

/** Without an amount it is all there is. */
export const OperateSaleInput = z.object({
  saleId: z.string().transform((text) => text as Id<'sale'>),
  amount: z.number().int().positive().max(Number.MAX_SAFE_INTEGER).transform(centavos).optional(),
})
export type OperateSaleInput = z.output<typeof OperateSaleInput>
