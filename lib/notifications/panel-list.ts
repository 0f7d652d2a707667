// lib/notifications/panel-list.ts
import { and, asc, desc, inArray, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { activityOf, messages } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { HAPPENED, type MessagesQuery, STATE_GROUPS, type StateGroup } from './messages-query'
import { conditionsOf, type MessageView, select, toViews } from './views'

/** The moment and the message at which a page ended. */
export const PanelCursor = z
  .string()
  .regex(/^\d{1,15}\.msg_[0-9a-z]{25}$/)
  .transform((text) => {
    const [ms = '', id = ''] = text.split('.')
    return { text, at: new Date(Number(ms)), id: id as Id<'message'> }
  })
export type PanelCursor = z.output<typeof PanelCursor>

type Query = Omit<MessagesQuery, 'state' | 'cursor'> & {
  readonly group?: StateGroup | 'happened'
  readonly cursor?: PanelCursor
}
export type PanelPage = { readonly rows: readonly MessageView[]; readonly next: string | null }

/**
 * As a person reads them: what waits in the order in which it is due, everything else by when it
 * left or was decided, newest first.
 */
export async function listForPanel(ctx: Ctx<'member'>, query: Query): Promise<PanelPage> {
  const { group, cursor, limit, ...filters } = query
  const order = group === 'waiting' ? BY_TURN : BY_ACTIVITY
  const found = await select(
    ctx,
    and(
      ...conditionsOf({ ...filters, limit }),
      group && inArray(messages.state, statesOf(group)),
      cursor && order.after(cursor),
    ),
  )
    .orderBy(...order.by)
    .limit(limit + 1)
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1)?.message : undefined
  return {
    rows: await toViews(ctx, page),
    next: last === undefined ? null : `${order.momentOf(last).getTime()}.${last.id}`,
  }
}

const statesOf = (group: StateGroup | 'happened') => [
  ...(group === 'happened' ? HAPPENED : STATE_GROUPS[group]),
]

type Row = typeof messages.$inferSelect
type Order = {
  readonly by: readonly SQL[]
  readonly after: (cursor: PanelCursor) => SQL
  readonly momentOf: (row: Row) => Date
}

const ACTIVITY = activityOf(messages)

const BY_ACTIVITY: Order = {
  by: [desc(ACTIVITY), desc(messages.id)],
  after: ({ at, id }) => sql`(${ACTIVITY}, ${messages.id}) < (${at.toISOString()}, ${id})`,
  momentOf: ({ createdAt, decidedAt, claimedAt, sentAt }) => {
    const moments = [createdAt, decidedAt, claimedAt].map((at) => at?.getTime() ?? 0)
    return sentAt ?? new Date(Math.max(...moments))
  },
}

const BY_TURN: Order = {
  by: [asc(messages.sendAfter), asc(messages.id)],
  after: ({ at, id }) =>
    sql`(${messages.sendAfter}, ${messages.id}) > (${at.toISOString()}, ${id})`,
  momentOf: ({ sendAfter }) => sendAfter,
}
