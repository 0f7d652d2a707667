// lib/stores/finish-set-up.ts
import { and, eq, isNull } from 'drizzle-orm'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'

/** The wizard was walked to its end: nobody is asked to continue it any more. */
export async function finishSetUp(
  ctx: Ctx<'member'>,
  storeId: Id<'store'>,
): Promise<Result<null, { code: 'not_allowed' }>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  await ctx.db.transaction(async (tx) => {
    const [first] = await tx
      .update(stores)
      .set({ setUpAt: ctx.now() })
      .where(
        and(
          eq(stores.id, storeId),
          eq(stores.accountId, ctx.actor.accountId),
          isNull(stores.setUpAt),
        ),
      )
      .returning({ id: stores.id })
    if (first === undefined) return
    await recordAudit(ctx, tx, { action: 'store.set_up', subject: storeId })
  })
  return ok(null)
}
