// lib/notifications/instance-health.ts
import { type SQL, sql } from 'drizzle-orm'
import { contacts } from '@/db/schema/contacts'
import { messages } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

/** How a sender fared in its last messages, and how many wait for it. */
export type Health = {
  readonly instanceId: Id<'instance'>
  readonly waiting: number
  /** How many were looked at, and of these: */
  readonly of: number
  readonly failed: number
  readonly nobody: number
  readonly left: number
}

const LOOKED_AT = 100
const WAITING_MAX = 1_000

/** Each of many senders at once; each looks at its own index and no further than its last hundred. */
export async function readHealth(
  ctx: Ctx<'member' | 'api' | 'job'>,
  ids: readonly Id<'instance'>[],
): Promise<ReadonlyMap<Id<'instance'>, Health>> {
  if (ids.length === 0) return new Map()
  const asked = sql.join(
    ids.map((id) => sql`(${id}::text)`),
    sql`, `,
  )
  const { accountId } = ctx.actor
  const rows: Iterable<Row> = await ctx.db.execute<Row>(statement(asked, accountId))
  return new Map(
    [...rows].map(({ id, waiting, seen, failed, nobody, gone }) => [
      id,
      {
        instanceId: id,
        ...{ waiting: Number(waiting), of: Number(seen), failed: Number(failed) },
        ...{ nobody: Number(nobody), left: Number(gone) },
      },
    ]),
  )
}

type Row = {
  readonly id: Id<'instance'>
  readonly waiting: string
  readonly seen: string
  readonly failed: string
  readonly nobody: string
  readonly gone: string
}

const statement = (asked: SQL, accountId: Id<'account'>) => sql`
  select asked.id, waiting.n as waiting, last.*
  from (values ${asked}) asked (id)
  cross join lateral (
    select count(1) as n from (
      select 1 from ${messages}
      where ${messages.instanceId} = asked.id and ${messages.state} in ('scheduled', 'queued')
      limit ${WAITING_MAX}
    ) pending
  ) waiting
  cross join lateral (
    select count(1) as seen,
      count(1) filter (where state = 'failed') as failed,
      count(1) filter (where reason = 'not_on_whatsapp') as nobody,
      count(1) filter (where exists (
        select 1 from ${contacts}
        where ${contacts.accountId} = ${accountId} and ${contacts.phone} = recipient
          and ${contacts.optedOutAt} > sent_at
      )) as gone
    from (
      select ${messages.state} as state, ${messages.reasonCode} as reason,
        ${messages.to} as recipient, ${messages.sentAt} as sent_at
      from ${messages}
      where ${messages.instanceId} = asked.id and ${messages.accountId} = ${accountId}
        and ${messages.claimedAt} is not null
      order by ${messages.id} desc
      limit ${LOOKED_AT}
    ) hundred
  ) last`
