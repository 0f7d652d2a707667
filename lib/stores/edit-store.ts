// lib/stores/edit-store.ts
import { and, eq } from 'drizzle-orm'
import { instances } from '@/db/schema/instances'
import { stores } from '@/db/schema/stores'
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
  readonly supportPhone?: string | null
  readonly supportEmail?: string | null
}

export type EditStoreError = { code: 'not_allowed' | 'store_not_found' | 'instance_not_found' }

export async function editStore(
  ctx: Ctx<'member'>,
  { storeId, ...changes }: StoreChanges,
): Promise<Result<null, EditStoreError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  if (changes.instanceId != null && !(await isMine(ctx, changes.instanceId))) {
    return err({ code: 'instance_not_found' })
  }
  const edited = await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(stores)
      .set(changes)
      .where(and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId)))
      .returning({ id: stores.id })
    if (row === undefined) return false
    const details = { fields: Object.keys(changes).join(',') }
    await recordAudit(ctx, tx, { action: 'store.edited', subject: storeId, details })
    await recordFact(ctx, tx, { name: 'store.edited', payload: { storeId } })
    return true
  })
  return edited ? ok(null) : err({ code: 'store_not_found' })
}

async function isMine(ctx: Ctx<'member'>, id: Id<'instance'>): Promise<boolean> {
  const [row] = await ctx.db
    .select({ id: instances.id })
    .from(instances)
    .where(and(eq(instances.id, id), eq(instances.accountId, ctx.actor.accountId)))
  return row !== undefined
}
