// lib/security/keep-inventory.ts
import { eq } from 'drizzle-orm'
import { scriptInventories } from '@/db/schema/security'
import type { Tools } from '@/lib/platform/context'
import type { Inventory } from './inventory'

export type KeptInventory = typeof scriptInventories.$inferSelect

/**
 * The list of a release as it was when it was first started. What lies on the disk may be changed
 * by whoever gets at the server; what was kept of it then says so.
 */
export async function keepInventory(
  { db, now }: Pick<Tools, 'db' | 'now'>,
  { build, release, builtAt, scripts }: Inventory,
): Promise<KeptInventory> {
  const row = { build, release, scripts, builtAt: new Date(builtAt), keptAt: now() }
  const [made] = await db.insert(scriptInventories).values(row).onConflictDoNothing().returning()
  if (made !== undefined) return made
  const [kept] = await db.select().from(scriptInventories).where(eq(scriptInventories.build, build))
  return kept ?? row
}
