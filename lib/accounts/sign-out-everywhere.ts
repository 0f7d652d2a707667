// lib/accounts/sign-out-everywhere.ts
import { eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'

/** Every cookie that was ever given to this person is over at its next request, this one too. */
export async function signOutEverywhere(ctx: Ctx<'member'>): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(users)
      .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
      .where(eq(users.id, ctx.actor.userId))
    await recordAudit(ctx, tx, { action: 'sessions.ended', subject: ctx.actor.userId })
  })
}
