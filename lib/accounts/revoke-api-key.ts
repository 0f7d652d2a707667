// lib/accounts/revoke-api-key.ts
import { and, eq, isNull } from 'drizzle-orm'
import { apiKeys } from '@/db/schema/accounts'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { forgetApiKey } from '@/lib/platform/find-api-key'
import { notAllowed } from '@/lib/platform/permissions'

/** Over at once in this process, and within seconds in the others. */
export async function revokeApiKey(
  ctx: Ctx<'member'>,
  apiKeyId: Id<'apiKey'>,
): Promise<Result<null, { code: 'not_allowed' | 'api_key_not_found' }>> {
  if (notAllowed(ctx, 'team')) return err({ code: 'not_allowed' })
  const { accountId } = ctx.actor
  const revoked = await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.now() })
      .where(
        and(eq(apiKeys.id, apiKeyId), eq(apiKeys.accountId, accountId), isNull(apiKeys.revokedAt)),
      )
      .returning({ hash: apiKeys.hash })
    if (row === undefined) return null
    await recordAudit(ctx, tx, { action: 'api_key.revoked', subject: apiKeyId })
    return row
  })
  if (revoked === null) return err({ code: 'api_key_not_found' })
  forgetApiKey(revoked.hash)
  return ok(null)
}
