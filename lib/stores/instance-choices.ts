// lib/stores/instance-choices.ts
import { desc, eq } from 'drizzle-orm'
import { instances } from '@/db/schema/instances'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

export type InstanceChoice = {
  readonly id: Id<'instance'>
  readonly name: string
  readonly channel: string
  readonly number: string | null
  readonly connected: boolean
}

/** The senders a store may choose from. */
export async function listInstanceChoices(ctx: Ctx<'member'>): Promise<InstanceChoice[]> {
  const rows = await ctx.db
    .select({
      id: instances.id,
      name: instances.name,
      channel: instances.channel,
      number: instances.number,
      state: instances.state,
    })
    .from(instances)
    .where(eq(instances.accountId, ctx.actor.accountId))
    .orderBy(desc(instances.id))
    .limit(100)
  return rows.map(({ state, ...row }) => ({ ...row, connected: state === 'connected' }))
}
