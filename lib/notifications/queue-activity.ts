// lib/notifications/queue-activity.ts
import { and, eq, gte, isNotNull, lte, notInArray, sql } from 'drizzle-orm'
import { activityOf, messages } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { COUNTED, findRow } from './instance-views'
import { lastDaysOf } from './pace'

const LATELY_MS = 5 * 60_000
const DAYS = 7

/** What moved in a queue: the last five minutes, and how many left on each of the last days. */
export type Activity = {
  readonly entered: number
  readonly left: number
  readonly days: readonly { readonly date: string; readonly sent: number }[]
}

export async function findActivity(
  ctx: Ctx<'member' | 'api' | 'job'>,
  id: Id<'instance'>,
): Promise<Activity | null> {
  const row = await findRow(ctx, id)
  if (row === null) return null
  const now = ctx.now()
  const since = new Date(now.getTime() - LATELY_MS)
  const lately = (...where: readonly Parameters<typeof and>[number][]) =>
    ctx.db
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.accountId, row.accountId), eq(messages.instanceId, id), ...where))
      .limit(COUNTED)
  const happened = sql`${activityOf(messages)} >= ${since.toISOString()}`
  const due = and(gte(messages.sendAfter, since), lte(messages.sendAfter, now))
  const [entered, waiting, left] = await Promise.all([
    lately(happened, due, notInArray(messages.state, ['scheduled', 'queued', 'suppressed'])),
    lately(due, sql`${messages.state} in ('scheduled', 'queued')`),
    lately(happened, isNotNull(messages.sentAt), gte(messages.sentAt, since)),
  ])
  return {
    entered: entered.length + waiting.length,
    left: left.length,
    days: lastDaysOf(row, now, DAYS),
  }
}
