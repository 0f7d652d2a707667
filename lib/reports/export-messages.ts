// lib/reports/export-messages.ts
import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { planned } from '@/db/planned'
import { recoveries } from '@/db/schema/conversations'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { stores } from '@/db/schema/stores'
import { firstIdAt, type Id } from '@/lib/kernel/ids'
import { maskAddress } from '@/lib/kernel/mask'
import { instantsOf } from '@/lib/kernel/period'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import type { MessageScope } from './message-scope'

/** A file takes this many, the newest first; a narrower period brings the others. */
export const MESSAGES_MAX = 250_000
const BATCH = 2000

/**
 * Every message of the scope, batch after batch by key: no more than one is ever in memory. Who may
 * only look sees no whole phone.
 */
export async function* exportMessages(ctx: Ctx<'member'>, scope: MessageScope) {
  const [since, until] = instantsOf(scope.period)
  const masked = notAllowed(ctx, 'work')
  let cursor: Id<'message'> = firstIdAt('message', until)
  for (let told = 0; told < MESSAGES_MAX; told += BATCH) {
    const rows = await planned(ctx, (tx) =>
      tx
        .select({ message: SHOWN, store: stores.name, instance: instances.name })
        .from(messages)
        .innerJoin(stores, eq(stores.id, messages.storeId))
        .leftJoin(instances, eq(instances.id, messages.instanceId))
        .where(
          and(
            eq(messages.accountId, ctx.actor.accountId),
            gte(messages.id, firstIdAt('message', since)),
            lt(messages.id, cursor),
            scope.storeId && eq(messages.storeId, scope.storeId),
            scope.instanceId && eq(messages.instanceId, scope.instanceId),
          ),
        )
        .orderBy(desc(messages.id))
        .limit(BATCH),
    )
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(({ message: { to, email, ...message }, ...names }) => {
      const address = to ?? email
      return {
        ...message,
        ...names,
        address: address !== null && masked ? maskAddress(address) : address,
      }
    })
    if (rows.length < BATCH) return
    cursor = last.message.id
  }
}

const SHOWN = {
  id: messages.id,
  rule: messages.rule,
  step: messages.step,
  variant: messages.variant,
  state: messages.state,
  reasonCode: messages.reasonCode,
  orderKey: messages.orderKey,
  customerName: messages.customerName,
  to: messages.to,
  email: messages.email,
  event: messages.event,
  occurredAt: messages.occurredAt,
  createdAt: messages.createdAt,
  sentAt: messages.sentAt,
  deliveredAt: messages.deliveredAt,
  readAt: messages.readAt,
  clickedAt: messages.clickedAt,
} as const

type Place = { readonly at: Date; readonly storeId: string; readonly orderKey: string }

/** Every order that came back, the newest first. */
export async function* exportRecoveries(ctx: Ctx<'member'>, scope: MessageScope) {
  const [since, until] = instantsOf(scope.period)
  let before: Place = { at: until, storeId: '', orderKey: '' }
  for (let told = 0; told < MESSAGES_MAX; told += BATCH) {
    const rows = await planned(ctx, (tx) =>
      tx
        .select({ recovery: recoveries, store: stores.name, instance: instances.name })
        .from(recoveries)
        .innerJoin(stores, eq(stores.id, recoveries.storeId))
        .leftJoin(instances, eq(instances.id, recoveries.instanceId))
        .where(
          and(
            eq(recoveries.accountId, ctx.actor.accountId),
            gte(recoveries.recoveredAt, since),
            scope.storeId && eq(recoveries.storeId, scope.storeId),
            scope.instanceId && eq(recoveries.instanceId, scope.instanceId),
            sql`(${recoveries.recoveredAt}, ${recoveries.storeId}, ${recoveries.orderKey})
              < (${before.at.toISOString()}::timestamptz, ${before.storeId}, ${before.orderKey})`,
          ),
        )
        .orderBy(desc(recoveries.recoveredAt), desc(recoveries.storeId), desc(recoveries.orderKey))
        .limit(BATCH),
    )
    const last = rows.at(-1)?.recovery
    if (last === undefined) return
    yield rows.map(({ recovery, ...names }) => ({ ...recovery, ...names }))
    if (rows.length < BATCH) return
    before = { at: last.recoveredAt, storeId: last.storeId, orderKey: last.orderKey }
  }
}
