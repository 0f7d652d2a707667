// lib/sales/ask-about-finding.ts
import { and, eq } from 'drizzle-orm'
import { findings } from '@/db/schema/findings'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { type Limit, takePlace } from '@/lib/platform/rate-limit'
import { followAttempt } from './follow-attempt'

export type AskError =
  | { readonly code: 'not_allowed' | 'finding_not_found' | 'nothing_to_ask' }
  | { readonly code: 'asked_too_often'; readonly retryAfterSeconds: number }

/** `moved`: it stands elsewhere now. The rest is what both sides said when they were compared. */
export type AskedAgain = 'moved' | 'same' | 'differed' | 'unanswered'

const OFTEN: Limit = { name: 'ask_about_finding', burst: 10, everyMs: 6_000 }

/** A person wants to know now. It is the same question the sweeper asks in its time. */
export async function askAboutFinding(
  ctx: Ctx<'member'>,
  findingId: Id<'finding'>,
): Promise<Result<AskedAgain, AskError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const { accountId } = ctx.actor
  const [finding] = await ctx.db
    .select({ attemptId: findings.attemptId })
    .from(findings)
    .where(and(eq(findings.id, findingId), eq(findings.accountId, accountId)))
  if (finding === undefined) return err({ code: 'finding_not_found' })
  if (finding.attemptId === null) return err({ code: 'nothing_to_ask' })
  const retryAfterSeconds = await takePlace(ctx, OFTEN, accountId)
  if (retryAfterSeconds > 0) return err({ code: 'asked_too_often', retryAfterSeconds })
  const followed = await followAttempt(ctx, finding.attemptId)
  if (followed === null) return err({ code: 'finding_not_found' })
  return ok(followed.moved ? 'moved' : followed.compared)
}
