// lib/reports/add-up.ts
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { planned } from '@/db/planned'
import type { Ctx } from '@/lib/platform/context'

/** A read that adds up many rows: with room to do so in memory, where it would sort them on disk. */
export const addUp = <T>(ctx: Ctx<'member'>, read: (tx: Tx) => Promise<T>) =>
  planned(ctx, async (tx) => {
    await tx.execute(sql`set local work_mem = '48MB'`)
    return read(tx)
  })
