// lib/sales/operate-sale.schema.ts
import { z } from 'zod'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'

/** Without an amount it is all there is; so a name that is misspelt is refused, not passed over. */
export const OperateSaleBody = z
  .strictObject({
    amount: z.number().int().positive().max(Number.MAX_SAFE_INTEGER).transform(centavos).optional(),
    /** Why, for whoever reads the sale later. Nobody outside the team sees it. */
    note: z.string().trim().max(300).optional(),
  })
  .default({})

export const SaleId = z
  .string()
  .regex(/^sale_[0-9a-z]{25}$/)
  .transform((text) => text as Id<'sale'>)

export const OperateSaleInput = OperateSaleBody.unwrap().extend({ saleId: SaleId })
export type OperateSaleInput = z.output<typeof OperateSaleInput>
