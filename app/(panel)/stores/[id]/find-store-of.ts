// app/(panel)/stores/[id]/find-store-of.ts
import { cache } from 'react'
import type { Ctx } from '@/lib/platform/context'
import { StoreId } from '@/lib/stores/store.schema'
import { findStore } from '@/lib/stores/views'

/** The store of the address, once a request; null also for what is no id at all. */
export const findStoreOf = cache(async (ctx: Ctx<'member'>, text: string) => {
  const id = StoreId.safeParse(text)
  return id.success ? findStore(ctx, id.data) : null
})
