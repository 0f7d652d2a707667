// lib/notifications/senders-of-day.ts
import { asc, eq } from 'drizzle-orm'
import { type InstanceState, instances } from '@/db/schema/instances'
import { localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

/** How many messages left today, and which numbers cannot send until a person reconnects them. */
export type SendersOfDay = {
  readonly sent: number
  readonly disconnected: readonly {
    readonly id: Id<'instance'>
    readonly name: string
    readonly since: string
  }[]
}

const DOWN: readonly InstanceState[] = ['disconnected', 'logged_out', 'blocked']
const AT_MOST = 200

export async function sendersOfDay(ctx: Ctx<'member'>): Promise<SendersOfDay> {
  const { id, name, state, changedAt, sentOn, sentToday } = instances
  const rows = await ctx.db
    .select({ id, name, state, changedAt, sentOn, sentToday })
    .from(instances)
    .where(eq(instances.accountId, ctx.actor.accountId))
    .orderBy(asc(id))
    .limit(AT_MOST)
  const today = localDateOf(ctx.now())
  return {
    sent: rows.reduce((sum, row) => sum + (row.sentOn === today ? row.sentToday : 0), 0),
    disconnected: rows
      .filter((row) => DOWN.includes(row.state))
      .map((row) => ({ id: row.id, name: row.name, since: row.changedAt.toISOString() })),
  }
}
