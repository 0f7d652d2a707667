// lib/alerts/dismiss-alert.ts
import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { alerts } from '@/db/schema/alerts'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { nameOfActor, recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'

export const AlertId = z
  .string()
  .regex(/^alr_[0-9a-z]{25}$/)
  .transform((text) => text as Id<'alert'>)

/** A person says that it is dealt with. What happens again opens another one. */
export async function dismissAlert(
  ctx: Ctx<'member'>,
  id: Id<'alert'>,
): Promise<Result<null, { readonly code: 'not_allowed' | 'alert_not_found' }>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const mine = and(eq(alerts.id, id), eq(alerts.accountId, ctx.actor.accountId))
  return ctx.db.transaction(async (tx) => {
    const [closed] = await tx
      .update(alerts)
      .set({ resolvedAt: ctx.now(), resolver: nameOfActor(ctx.actor) })
      .where(and(mine, isNull(alerts.resolvedAt)))
      .returning({ kind: alerts.kind })
    if (closed !== undefined) {
      const details = { kind: closed.kind }
      await recordAudit(ctx, tx, { action: 'alert.dismissed', subject: id, details })
      return ok(null)
    }
    const [known] = await tx.select({ id: alerts.id }).from(alerts).where(mine)
    return known === undefined ? err({ code: 'alert_not_found' }) : ok(null)
  })
}
