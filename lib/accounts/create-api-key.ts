// lib/accounts/create-api-key.ts
import { randomBytes } from 'node:crypto'
import { apiKeys } from '@/db/schema/accounts'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { hashApiKey } from '@/lib/platform/find-api-key'
import { notAllowed } from '@/lib/platform/permissions'
import type { CreateApiKeyInput } from './api-key.schema'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const SHOWN = 'ck_test_0000'.length

export type CreatedApiKey = {
  readonly apiKeyId: Id<'apiKey'>
  /** Shown this once: only its hash is kept. */
  readonly key: string
}

export async function createApiKey(
  ctx: Ctx<'member'>,
  { name, mode }: CreateApiKeyInput,
): Promise<Result<CreatedApiKey, { code: 'not_allowed' }>> {
  if (notAllowed(ctx, 'team')) return err({ code: 'not_allowed' })
  // 32 letters of 5 bits each.
  const chance = Array.from(randomBytes(32), (byte) => ALPHABET.charAt(byte % 32)).join('')
  const key = `ck_${mode}_${chance}`
  const apiKeyId = ctx.newId('apiKey')
  const { accountId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    await tx.insert(apiKeys).values({
      id: apiKeyId,
      accountId,
      name,
      mode,
      hash: hashApiKey(key),
      hint: key.slice(0, SHOWN),
      createdAt: ctx.now(),
    })
    await recordAudit(ctx, tx, { action: 'api_key.created', subject: apiKeyId, details: { mode } })
  })
  return ok({ apiKeyId, key })
}
