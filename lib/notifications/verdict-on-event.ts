// lib/notifications/verdict-on-event.ts
import { and, eq } from 'drizzle-orm'
import type { purchaseEvents } from '@/db/schema/purchases'
import { ruleSteps, rules } from '@/db/schema/rules'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { SAYS_NOTHING } from './decide'

/** What one event came to: its messages, or exactly why it has none. */
export type EventVerdict =
  | { readonly code: 'made'; readonly count: number }
  | { readonly code: 'test' | 'says_nothing' | 'not_judged' | 'no_rule' | 'nothing_to_say' | 'old' }

export type EventSteps = ReadonlyMap<string, readonly boolean[]>

/** Which notifications a store has, by the event they are about, and whether each step is on. */
export async function listEventSteps(ctx: Ctx, storeId: Id<'store'>): Promise<EventSteps> {
  const rows = await ctx.db
    .select({ code: rules.code, enabled: ruleSteps.enabled })
    .from(rules)
    .innerJoin(ruleSteps, eq(ruleSteps.ruleId, rules.id))
    .where(and(eq(rules.storeId, storeId), eq(rules.accountId, ctx.actor.accountId)))
  const steps = new Map<string, boolean[]>()
  for (const { code, enabled } of rows) steps.set(code, [...(steps.get(code) ?? []), enabled])
  return steps
}

type Asked = {
  readonly purchase: Pick<
    typeof purchaseEvents.$inferSelect,
    'event' | 'test' | 'receivedAt' | 'createdAt'
  >
  readonly judged: boolean
  readonly made: readonly unknown[]
  readonly steps: EventSteps
}

const OLD_MS = 24 * 60 * 60 * 1000

/** Pure: from the rows of the event, its thread and its store's rules. */
export function verdictOnEvent({ purchase, judged, made, steps }: Asked): EventVerdict {
  if (made.length > 0) return { code: 'made', count: made.length }
  if (purchase.test) return { code: 'test' }
  if (SAYS_NOTHING.has(purchase.event)) return { code: 'says_nothing' }
  const late = purchase.createdAt.getTime() - purchase.receivedAt.getTime() > OLD_MS
  if (late) return { code: 'old' } // Read from quarantine when it was old news.
  if (!judged) return { code: 'not_judged' }
  return { code: steps.has(purchase.event) ? 'nothing_to_say' : 'no_rule' }
}
