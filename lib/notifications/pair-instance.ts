// lib/notifications/pair-instance.ts
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { instances } from '@/db/schema/instances'
import type { Id } from '@/lib/kernel/ids'
import { normalizePhone } from '@/lib/kernel/phone'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import type { Pairing, PairingCode, PairingStep } from './channel'
import { findRow } from './instance-views'
import { openSender } from './open-sender'
import type { Instance } from './pace'
import { turnInstance } from './turn-instance'

/** WhatsApp replaces a code after 20 seconds, and the first one after a minute. */
const CODE_MS = 20_000
/** After so many it wants somebody to begin again. */
export const CODES_MAX = 30

export type PairingView = {
  readonly state: 'waiting_qr' | 'connecting' | 'connected' | 'over' | 'off'
  readonly code: string | null
  readonly pairingCode: string | null
  readonly count: number
  /** When the next code is due. */
  readonly until: Date | null
  readonly cause: string | null
}

export type PairError = {
  readonly code: 'instance_not_found' | 'not_allowed' | 'no_pairing' | 'number_invalid'
}
type Asked = { readonly instanceId: Id<'instance'>; readonly number?: string }

/** Null says that the channel gave up showing codes. */
export async function keepCode(ctx: Ctx, tx: Tx, id: Id<'instance'>, code: PairingCode | null) {
  await tx
    .update(instances)
    .set({
      qrCode: code?.code ?? null,
      pairingCode: code?.pairingCode ?? null,
      qrAt: ctx.now(),
      qrCount: code?.count ?? CODES_MAX,
      ...(code !== null && { state: 'waiting_qr' as const, stateCause: null }),
    })
    .where(and(eq(instances.id, id), eq(instances.accountId, ctx.actor.accountId)))
}

/** Asks the channel for a code, for the first time or because the last one was not renewed. */
export async function askForCode(
  ctx: Ctx<'member'>,
  { instanceId, number = '' }: Asked,
): Promise<Result<PairingView, PairError>> {
  if (notAllowed(ctx, 'settings')) return err({ code: 'not_allowed' })
  const row = await findRow(ctx, instanceId)
  if (row === null) return err({ code: 'instance_not_found' })
  const { pairing } = openSender(ctx, row).sender
  if (pairing === undefined) return err({ code: 'no_pairing' })
  const phone = number.trim() === '' ? null : normalizePhone(number).phone
  if (number.trim() !== '' && phone === null) return err({ code: 'number_invalid' })
  const step = await codeOf(ctx, row, { pairing, phone })
  if (step.kind === 'failed') {
    return ok({ ...NOTHING, state: 'off', cause: step.cause })
  }
  await ctx.db.transaction(async (tx) => {
    if (step.kind === 'linked') {
      await turnInstance(ctx, tx, instanceId, { state: 'connected', cause: null })
      await recordAudit(ctx, tx, { action: 'instance.paired', subject: instanceId })
    } else if (step.kind === 'code') await keepCode(ctx, tx, instanceId, step)
  })
  return ok(await readPairing(ctx, instanceId))
}

type From = { readonly pairing: Pairing; readonly phone: string | null }

/** A line that its server lost is opened there anew, with our address, and asked once more. */
async function codeOf(ctx: Ctx, row: Instance, { pairing, phone }: From): Promise<PairingStep> {
  const step = await pairing.code(ctx, phone)
  if (step.kind !== 'failed') return step
  const path = `/api/webhooks/${row.channel}/${row.webhookToken}`
  const opened = await pairing.open(ctx, `${ctx.appUrl.replace(/\/$/, '')}${path}`, phone)
  return opened.kind === 'unpaired' ? pairing.code(ctx, phone) : step
}

const NOTHING = { code: null, pairingCode: null, count: 0, until: null, cause: null } as const

/**
 * How far the pairing is, as it was last told; nobody is asked. Whoever scans a code becomes the
 * sender: it is shown only to those who may ask for one.
 */
export async function readPairing(ctx: Ctx<'member'>, id: Id<'instance'>): Promise<PairingView> {
  const row = await findRow(ctx, id)
  if (row === null) return { ...NOTHING, state: 'off' }
  const { state, stateCause: cause, qrCode: code, pairingCode, qrAt, qrCount: count } = row
  if (state === 'connected') return { ...NOTHING, state: 'connected' }
  if (notAllowed(ctx, 'settings')) return { ...NOTHING, cause, state: 'off' }
  if (code === null) return { ...NOTHING, count, cause, state: count >= CODES_MAX ? 'over' : 'off' }
  const until = qrAt === null ? null : new Date(qrAt.getTime() + CODE_MS)
  return { state: 'waiting_qr', code, pairingCode, count, until, cause: null }
}
