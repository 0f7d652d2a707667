// lib/reports/times-report.ts
import { and, desc, eq, gte, isNotNull, lt, sql } from 'drizzle-orm'
import { messages } from '@/db/schema/notifications'
import { threadEvents } from '@/db/schema/threads'
import { firstIdAt } from '@/lib/kernel/ids'
import { instantsOf } from '@/lib/kernel/period'
import type { Ctx } from '@/lib/platform/context'
import { addUp } from './add-up'
import type { MessageScope } from './message-scope'

/** Half were faster than the first, and 95 of 100 than the second; null when nothing was measured. */
export type Took = { readonly p50: number | null; readonly p95: number | null }

/** In seconds. A message's own delay is no waiting: `queue` begins when its rule wanted it gone. */
export type TimesReport = {
  readonly measured: number
  readonly arrival: Took
  readonly scheduling: Took
  readonly queue: Took
  readonly delivery: Took
}

/** The newest are enough for a percentile, and their number has a limit. */
const SAMPLE = 5000

/** From the moment something happened at the platform to the message in the buyer's hand. */
export async function timesReport(ctx: Ctx<'member'>, scope: MessageScope): Promise<TimesReport> {
  const [since, until] = instantsOf(scope.period)
  const [row] = await addUp(ctx, (tx) => {
    const sample = tx
      .select({
        arrival: seconds(messages.occurredAt, threadEvents.receivedAt).as('arrival'),
        scheduling: seconds(threadEvents.receivedAt, messages.createdAt).as('scheduling'),
        queue: seconds(
          sql`greatest(${messages.sendAfter}, ${messages.createdAt})`,
          messages.sentAt,
        ).as('queue'),
        delivery: seconds(messages.sentAt, messages.deliveredAt).as('delivery'),
      })
      .from(messages)
      .innerJoin(threadEvents, eq(threadEvents.purchaseId, messages.purchaseId))
      .where(
        and(
          eq(messages.accountId, ctx.actor.accountId),
          gte(messages.id, firstIdAt('message', since)),
          lt(messages.id, firstIdAt('message', until)),
          isNotNull(messages.sentAt),
          scope.storeId && eq(messages.storeId, scope.storeId),
          scope.instanceId && eq(messages.instanceId, scope.instanceId),
        ),
      )
      .orderBy(desc(messages.id)) // ids sort by age
      .limit(SAMPLE)
      .as('sample')
    return tx
      .select({
        measured: sql<number>`count(${sample.queue})::int`,
        ...{ arrival: took(sample.arrival), scheduling: took(sample.scheduling) },
        ...{ queue: took(sample.queue), delivery: took(sample.delivery) },
      })
      .from(sample)
  })
  const nothing = { p50: null, p95: null }
  return {
    measured: row?.measured ?? 0,
    arrival: row?.arrival ?? nothing,
    scheduling: row?.scheduling ?? nothing,
    queue: row?.queue ?? nothing,
    delivery: row?.delivery ?? nothing,
  }
}

/** Clocks of two houses differ: what seems to come before it happened took no time. */
const seconds = (from: unknown, to: unknown) =>
  sql<number>`greatest(0, extract(epoch from ${to} - ${from}))::float8`

const took = (column: unknown) =>
  sql<Took>`json_build_object('p50', percentile_cont(0.5) within group (order by ${column}),
    'p95', percentile_cont(0.95) within group (order by ${column}))`
