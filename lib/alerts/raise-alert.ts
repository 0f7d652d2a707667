// lib/alerts/raise-alert.ts
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { type AlertKind, alerts } from '@/db/schema/alerts'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'

export type Raised = {
  readonly kind: AlertKind
  /** Names the subject within its kind. */
  readonly key: string
  readonly storeId?: Id<'store'>
  readonly instanceId?: Id<'instance'>
  /** The words of its sentence; no personal data. */
  readonly detail?: Readonly<Record<string, string>>
}

/**
 * Inside the caller's transaction. The first of its kind and subject opens a row and tells the fact
 * `alert.raised`; while it is open every other one only counts.
 */
export async function raiseAlert(ctx: Ctx, tx: Tx, raised: Raised): Promise<'opened' | 'counted'> {
  const { kind, key, storeId, instanceId, detail = {} } = raised
  const at = ctx.now()
  const id = ctx.newId('alert')
  const [row] = await tx
    .insert(alerts)
    .values({
      ...{ id, accountId: ctx.actor.accountId, kind, key, detail, firstAt: at, lastAt: at },
      ...(storeId && { storeId }),
      ...(instanceId && { instanceId }),
    })
    .onConflictDoUpdate({
      target: [alerts.accountId, alerts.kind, alerts.key],
      targetWhere: sql`${alerts.resolvedAt} is null`,
      set: { times: sql`${alerts.times} + 1`, lastAt: at, detail },
    })
    .returning({ id: alerts.id })
  if (row?.id !== id) return 'counted'
  await recordFact(ctx, tx, { name: 'alert.raised', payload: { alertId: id } })
  return 'opened'
}

type Resolved = { readonly kind: AlertKind; readonly key: string; readonly resolver: string }

/** It went away: by itself (`resolver` names the job) or because somebody dealt with it. */
export async function resolveAlert(ctx: Ctx, tx: Tx, { kind, key, resolver }: Resolved) {
  await tx
    .update(alerts)
    .set({ resolvedAt: ctx.now(), resolver })
    .where(
      and(
        eq(alerts.accountId, ctx.actor.accountId),
        eq(alerts.kind, kind),
        eq(alerts.key, key),
        isNull(alerts.resolvedAt),
      ),
    )
}
