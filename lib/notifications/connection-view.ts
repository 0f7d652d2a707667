// lib/notifications/connection-view.ts
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import type { SettingsField } from './channel'
import { findInstance, findRow, type InstanceView } from './instance-views'
import { openSender, plainSettings } from './open-sender'

export type ConnectionView = {
  readonly instance: InstanceView
  readonly fields: readonly SettingsField[]
  /** What was typed in and is no secret. */
  readonly known: Readonly<Record<string, string>>
}

/** A sender's settings for their form; what is secret never leaves its seal for a page. */
export async function findConnection(
  ctx: Ctx<'member'>,
  id: Id<'instance'>,
): Promise<ConnectionView | null> {
  const row = await findRow(ctx, id)
  const instance = row && (await findInstance(ctx, id))
  if (row === null || instance === null) return null
  const { fields } = openSender(ctx, row).channel
  const plain = plainSettings(ctx, row)
  const open = fields.filter(({ secret }) => !secret)
  const known = open.map(({ name }) => [name, String(plain[name] ?? '')] as const)
  return { instance, fields, known: Object.fromEntries(known) }
}
