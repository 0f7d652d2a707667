// lib/stores/edit-store.ts
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { instances } from '@/db/schema/instances'
import { type StoreSettings, stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'

export type StoreChanges = {
  readonly storeId: Id<'store'>
  readonly name?: string
  /** Through which sender its messages leave; null for none. */
  readonly instanceId?: Id<'instance'> | null
  /** Takes over what is due while the first cannot send; never the first itself. */
  readonly fallbackInstanceId?: Id<'instance'> | null
  readonly supportPhone?: string | null
  readonly supportEmail?: string | null
  readonly keptDays?: number
  readonly messagesForUpsells?: boolean
}

export type EditStoreError = {
  code: 'not_allowed' | 'store_not_found' | 'instance_not_found' | 'fallback_is_first'
}

export async function editStore(
  ctx: Ctx<'member'>,
  { storeId, keptDays, messagesForUpsells, ...columns }: StoreChanges,
): Promise<Result<null, EditStoreError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const senders = [columns.instanceId, columns.fallbackInstanceId].filter((id) => id != null)
  if (!(await areMine(ctx, senders))) return err({ code: 'instance_not_found' })
  return ctx.db.transaction(async (tx): Promise<Result<null, EditStoreError>> => {
    const mine = and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId))
    const [before] = await tx.select().from(stores).where(mine).for('update')
    if (before === undefined) return err({ code: 'store_not_found' })
    const after = { ...before, ...columns }
    if (after.instanceId !== null && after.instanceId === after.fallbackInstanceId) {
      return err({ code: 'fallback_is_first' })
    }
    const settings: StoreSettings = {
      ...before.settings,
      ...(keptDays !== undefined && { keptDays }),
      ...(messagesForUpsells !== undefined && { messagesForUpsells }),
    }
    const fields = changed(before, { ...columns, settings })
    if (fields.length === 0) return ok(null)
    await tx
      .update(stores)
      .set({ ...columns, settings })
      .where(mine)
    const details = { fields: fields.join(',') }
    await recordAudit(ctx, tx, { action: 'store.edited', subject: storeId, details })
    await recordFact(ctx, tx, { name: 'store.edited', payload: { storeId } })
    return ok(null)
  })
}

type Words = Readonly<Record<string, unknown>>

/** The names of what is another value now; settings are told one by one. */
const changed = (before: Words, after: Words): string[] =>
  Object.entries(after).flatMap(([name, value]) => {
    if (name === 'settings') return changed(before.settings as Words, value as Words)
    return JSON.stringify(before[name]) === JSON.stringify(value) ? [] : [name]
  })

async function areMine(ctx: Ctx<'member'>, ids: readonly Id<'instance'>[]): Promise<boolean> {
  const asked = [...new Set(ids)]
  if (asked.length === 0) return true
  const found = await ctx.db
    .select({ id: instances.id })
    .from(instances)
    .where(
      and(
        inArray(instances.id, asked),
        eq(instances.accountId, ctx.actor.accountId),
        isNull(instances.removedAt),
      ),
    )
  return found.length === asked.length
}
