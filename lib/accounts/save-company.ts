// lib/accounts/save-company.ts
import { eq } from 'drizzle-orm'
import { accounts } from '@/db/schema/accounts'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import type { SaveCompanyInput } from './company.schema'

/** Who sells: on receipts, on the offer page's footer, and in what is sent to the acquirers. */
export async function saveCompany(
  ctx: Ctx<'member'>,
  company: SaveCompanyInput,
): Promise<Result<null, { code: 'not_allowed' }>> {
  if (notAllowed(ctx, 'settings')) return err({ code: 'not_allowed' })
  const { accountId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    await tx.update(accounts).set(company).where(eq(accounts.id, accountId))
    await recordAudit(ctx, tx, { action: 'company.saved', subject: accountId })
  })
  return ok(null)
}
