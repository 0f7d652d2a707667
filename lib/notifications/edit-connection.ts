// lib/notifications/edit-connection.ts
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { instances } from '@/db/schema/instances'
import { rules } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import { type ChannelTrouble, troubleOf } from './create-instance'
import { findRow } from './instance-views'
import { InstanceId } from './messages-query'
import { openSender, plainSettings, sealSettings } from './open-sender'
import { whereOf } from './registry'
import { turnInstance } from './turn-instance'

export const EditConnectionInput = z.object({
  instanceId: InstanceId,
  /** A secret that is left empty stays as it is. */
  settings: z.record(z.string(), z.string().max(500)),
})

export type ConnectionError =
  | { readonly code: 'instance_not_found' | 'not_allowed' | 'embedded' }
  | { readonly code: 'settings_invalid'; readonly fields: readonly string[] }
  | ChannelTrouble

/** New keys or another server, believed only after a real call with them; the old ones stay until then. */
export async function editConnection(
  ctx: Ctx<'member'>,
  { instanceId, settings: given }: z.output<typeof EditConnectionInput>,
): Promise<Result<null, ConnectionError>> {
  if (notAllowed(ctx, 'settings')) return err({ code: 'not_allowed' })
  const row = await findRow(ctx, instanceId)
  if (row === null) return err({ code: 'instance_not_found' })
  const { channel } = openSender(ctx, row)
  if (channel.embedded) return err({ code: 'embedded' })
  const before = plainSettings(ctx, row)
  const typed = channel.fields.flatMap(({ name, secret, generated }) => {
    const text = given[name]
    const stays = text === undefined || (text === '' && (secret || generated === true))
    return stays ? [] : [[name, text] as const]
  })
  const parsed = channel.settings.safeParse({ ...before, ...Object.fromEntries(typed) })
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.'))
    return err({ code: 'settings_invalid', fields })
  }
  const sender = channel.open(whereOf(ctx, channel, row.environment), parsed.data)
  const asking = await sender.check(ctx)
  const trouble = troubleOf(asking)
  if (trouble !== null) return err(trouble)
  const changed = typed.map(([name]) => name).filter((name) => given[name] !== before[name])
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(instances)
      .set({ sealedSettings: sealSettings(ctx, parsed.data) })
      .where(eq(instances.id, instanceId))
    if (asking.kind === 'connected') {
      await turnInstance(ctx, tx, instanceId, {
        ...asking,
        state: 'connected',
        cause: null,
        number: null,
      })
    }
    const details = { fields: changed.join(' ') }
    await recordAudit(ctx, tx, { action: 'instance.edited', subject: instanceId, details })
  })
  const callback = `${ctx.appUrl.replace(/\/$/, '')}/api/webhooks/${channel.code}/${row.webhookToken}`
  if (sender.pairing !== undefined) await sender.pairing.open(ctx, callback, null)
  else await sender.subscribe?.(ctx, callback)
  return ok(null)
}

type Asked = { readonly instanceId: Id<'instance'>; readonly typed: string }
export type RemoveError = {
  readonly code: 'instance_not_found' | 'not_allowed' | 'name_differs'
}

/** Logs the telephone out over there: from then on only a new code brings it back. */
export async function unlinkInstance(
  ctx: Ctx<'member'>,
  { instanceId, typed }: Asked,
): Promise<Result<null, RemoveError>> {
  if (notAllowed(ctx, 'settings')) return err({ code: 'not_allowed' })
  const row = await findRow(ctx, instanceId)
  if (row === null) return err({ code: 'instance_not_found' })
  if (typed.trim() !== row.name) return err({ code: 'name_differs' })
  await openSender(ctx, row).sender.pairing?.logout(ctx)
  await ctx.db.transaction(async (tx) => {
    const turn = { state: 'logged_out', cause: null, tells: false } as const
    await turnInstance(ctx, tx, instanceId, turn)
    await recordAudit(ctx, tx, { action: 'instance.unlinked', subject: instanceId })
  })
  return ok(null)
}

/** Gone from the list and from its stores, with its keys; what it sent stays in the reports. */
export async function removeInstance(
  ctx: Ctx<'member'>,
  { instanceId, typed }: Asked,
): Promise<Result<null, RemoveError>> {
  if (notAllowed(ctx, 'settings')) return err({ code: 'not_allowed' })
  const row = await findRow(ctx, instanceId)
  if (row === null) return err({ code: 'instance_not_found' })
  if (typed.trim() !== row.name) return err({ code: 'name_differs' })
  await openSender(ctx, row).sender.pairing?.remove(ctx)
  const { accountId } = ctx.actor
  const of = (column: typeof stores.instanceId | typeof stores.fallbackInstanceId) =>
    and(eq(stores.accountId, accountId), eq(column, instanceId))
  await ctx.db.transaction(async (tx) => {
    await tx.update(stores).set({ instanceId: null }).where(of(stores.instanceId))
    await tx.update(stores).set({ fallbackInstanceId: null }).where(of(stores.fallbackInstanceId))
    await tx
      .update(rules)
      .set({ instanceId: null })
      .where(and(eq(rules.accountId, accountId), eq(rules.instanceId, instanceId)))
    await turnInstance(ctx, tx, instanceId, { state: 'logged_out', cause: 'removed', tells: false })
    await tx
      .update(instances)
      .set({ removedAt: ctx.now(), webhookToken: `removed.${instanceId}` })
      .where(eq(instances.id, instanceId))
    await recordAudit(ctx, tx, {
      action: 'instance.removed',
      subject: instanceId,
      details: { name: row.name },
    })
    await recordFact(ctx, tx, { name: 'instance.removed', payload: { instanceId } })
  })
  return ok(null)
}
