// lib/accounts/choose-acquirers.ts
import { and, eq, isNull } from 'drizzle-orm'
import { accounts, acquirerCredentials } from '@/db/schema/accounts'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import type { ChooseAcquirersInput } from './credentials.schema'

export type ChooseAcquirersError = {
  code: 'not_allowed' | 'acquirer_without_credentials' | 'same_acquirer'
}

/** From the next sale on. Sales under way stay where they were sent. */
export async function chooseAcquirers(
  ctx: Ctx<'member'>,
  { main, backup }: ChooseAcquirersInput,
): Promise<Result<null, ChooseAcquirersError>> {
  if (notAllowed(ctx, 'settings')) return err({ code: 'not_allowed' })
  if (main === backup) return err({ code: 'same_acquirer' })
  const { accountId } = ctx.actor
  const ready = await ctx.db
    .select({ acquirer: acquirerCredentials.acquirer })
    .from(acquirerCredentials)
    .where(
      and(
        eq(acquirerCredentials.accountId, accountId),
        eq(acquirerCredentials.purpose, 'sales'),
        isNull(acquirerCredentials.replacedAt),
      ),
    )
  const has = (code: string) => ready.some(({ acquirer }) => acquirer === code)
  if (!has(main) || (backup !== null && !has(backup))) {
    return err({ code: 'acquirer_without_credentials' })
  }
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(accounts)
      // A person's choice rests like a swap: nothing is moved back a minute later.
      .set({ defaultAcquirer: main, backupAcquirer: backup, swappedAt: ctx.now() })
      .where(eq(accounts.id, accountId))
    const details = { main, ...(backup !== null && { backup }) }
    await recordAudit(ctx, tx, { action: 'acquirers.chosen', subject: accountId, details })
    await recordFact(ctx, tx, { name: 'acquirers.changed', payload: {} })
  })
  return ok(null)
}
