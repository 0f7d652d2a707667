// lib/payments/resolve-finding.ts
import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { findings } from '@/db/schema/findings'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'

export const FindingId = z
  .string()
  .regex(/^fnd_[0-9a-z]{25}$/)
  .transform((text) => text as Id<'finding'>)

export const ResolveFindingInput = z.object({
  findingId: FindingId,
  /** What was found out and done: whoever meets the same thing later reads it. */
  note: z.string().trim().min(3, 'note_short').max(1000, 'too_long'),
})
export type ResolveFindingInput = z.output<typeof ResolveFindingInput>

export type ResolveFindingError = {
  readonly code: 'not_allowed' | 'finding_not_found' | 'already_resolved'
}

/** A person looked at it and says what came of it. Nothing of the sale changes by that. */
export async function resolveFinding(
  ctx: Ctx<'member'>,
  { findingId, note }: ResolveFindingInput,
): Promise<Result<null, ResolveFindingError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const mine = and(eq(findings.id, findingId), eq(findings.accountId, ctx.actor.accountId))
  return ctx.db.transaction(async (tx) => {
    const resolved = await tx
      .update(findings)
      .set({ resolvedAt: ctx.now(), resolver: ctx.actor.userId, resolution: note })
      .where(and(mine, isNull(findings.resolvedAt)))
      .returning({ kind: findings.kind })
    const [done] = resolved
    if (done === undefined) {
      const [known] = await tx.select({ id: findings.id }).from(findings).where(mine)
      return err({ code: known === undefined ? 'finding_not_found' : 'already_resolved' })
    }
    const details = { kind: done.kind }
    await recordAudit(ctx, tx, { action: 'finding.resolved', subject: findingId, details })
    return ok(null)
  })
}
