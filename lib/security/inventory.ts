// lib/security/inventory.ts
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type InventoryScript, SCRIPT_PURPOSES } from '@/db/schema/security'
import type { Integrities } from './page-scripts'

const FILE = 'campainha-scripts.json'

const Inventory = z.object({
  build: z.string(),
  release: z.string(),
  builtAt: z.iso.datetime(),
  scripts: z.array(
    z.object({
      path: z.string().startsWith('/'),
      integrity: z.string().startsWith('sha384-'),
      bytes: z.int(),
      purpose: z.enum(SCRIPT_PURPOSES),
    }),
  ),
})

/** Every script of one build that runs, or may run, on a payment page. */
export type Inventory = z.infer<typeof Inventory> & {
  readonly scripts: readonly InventoryScript[]
}

/** As the build wrote it down; null where nothing was built, as in development. */
export async function readInventory(dist: string): Promise<Inventory | null> {
  const text = await readFile(join(dist, FILE), 'utf8').catch(() => null)
  return text === null ? null : (Inventory.safeParse(JSON.parse(text)).data ?? null)
}

export const integritiesOf = (scripts: readonly InventoryScript[]): Integrities =>
  new Map(scripts.map(({ path, integrity }) => [path, integrity]))
