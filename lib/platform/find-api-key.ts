// lib/platform/find-api-key.ts
import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { apiKeys } from '@/db/schema/accounts'
import type { Ctx, Tools } from './context'
import { log } from './log'

const BEARER = /^Bearer (ck_(?:test|live)_[0-9a-z]{32})$/

/** How long a revoked key may still work in another process. */
const KEPT_MS = 5_000
const KEPT_MAX = 1_000
const NOTED_EACH_MS = 60_000

type Key = Pick<typeof apiKeys.$inferSelect, 'id' | 'accountId' | 'mode' | 'lastUsedAt'>
const kept = new Map<string, { readonly key: Key; readonly until: number }>()

/** A key is 160 random bits, so that a plain hash is enough and can be looked up by its index. */
export const hashApiKey = (key: string) => createHash('sha256').update(key).digest('hex')

/** Who an `Authorization` header is. Null without a key, or with one that is revoked or unknown. */
export async function findApiKey(
  tools: Tools,
  authorization: string | null,
): Promise<Ctx<'api'> | null> {
  const text = BEARER.exec(authorization ?? '')?.[1]
  if (text === undefined) return null
  const hash = hashApiKey(text)
  const key = remembered(tools, hash) ?? (await look(tools, hash))
  if (key === null) return null
  const { id, accountId, mode } = key
  return { ...tools, actor: { kind: 'api', accountId, apiKeyId: id, mode } }
}

/** A key that was revoked here is over at once here. */
export const forgetApiKey = (hash: string) => {
  kept.delete(hash)
}

function remembered(tools: Tools, hash: string): Key | null {
  const known = kept.get(hash)
  return known !== undefined && known.until > tools.now().getTime() ? known.key : null
}

async function look(tools: Tools, hash: string): Promise<Key | null> {
  const { id, accountId, mode, lastUsedAt } = apiKeys
  const [key] = await tools.db
    .select({ id, accountId, mode, lastUsedAt })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)))
  if (key === undefined) {
    kept.delete(hash)
    return null
  }
  if (kept.size >= KEPT_MAX) kept.clear()
  kept.set(hash, { key, until: tools.now().getTime() + KEPT_MS })
  noteUse(tools, key)
  return key
}

/** Nobody waits for this, and a minute is precise enough to find a key that is not used. */
function noteUse(tools: Tools, key: Key) {
  const at = tools.now()
  if (key.lastUsedAt !== null && at.getTime() - key.lastUsedAt.getTime() < NOTED_EACH_MS) return
  tools.db
    .update(apiKeys)
    .set({ lastUsedAt: at })
    .where(eq(apiKeys.id, key.id))
    .catch((error: unknown) => log.warn('the use of an API key was not noted', { error }))
}
