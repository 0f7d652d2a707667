// lib/stores/stores-query.ts
import { z } from 'zod'
import { StoreId } from './store.schema'

export const StoresQuery = z.strictObject({
  cursor: StoreId.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
