// lib/notifications/turn-instance.ts
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { type InstanceState, instances } from '@/db/schema/instances'
import { raiseAlert, resolveAlert } from '@/lib/alerts/raise-alert'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import type { Standing } from './channel'
import { cut } from './clean'
import type { Instance } from './pace'

/** Off for longer than this and a person looks at the queue before it goes on. */
export const LOOK_FIRST_MS = 30 * 60_000

export type Turn = Standing & {
  readonly state: InstanceState
  readonly cause: string | null
  readonly number?: string | null
  readonly profile?: string | null
  /** False while it may be back in a moment: whoever checks it later tells. */
  readonly tells?: boolean
}

const GONE: readonly InstanceState[] = ['logged_out', 'blocked']

/**
 * The only place where a sender changes its state: since when it is on or off, who is told, and
 * whether its queue waits for a person. Gives whether it changed.
 */
export async function turnInstance(ctx: Ctx, tx: Tx, id: Id<'instance'>, turn: Turn) {
  const [row] = await tx
    .select()
    .from(instances)
    .where(and(eq(instances.id, id), eq(instances.accountId, ctx.actor.accountId)))
    .for('update')
  // A check that was under way when it was removed brings nobody back.
  if (row === undefined || row.removedAt !== null) return false
  const changed = row.state !== turn.state
  const on = turn.state === 'connected'
  await tx
    .update(instances)
    .set({
      checkedAt: ctx.now(),
      ...knownOf(turn),
      ...(changed && changesOf(row, turn, ctx.now())),
    })
    .where(eq(instances.id, id))
  if (on && changed) await comeBack(ctx, tx, row)
  if (!on && (turn.tells ?? true)) await tellOff(ctx, tx, row, turn)
  return changed
}

/** What was not told stays as it was. */
function knownOf({ number, profile, quality, strangersDaily }: Turn): Partial<Instance> {
  return {
    ...(number != null && { number }),
    ...(profile != null && { profile }),
    ...(quality !== undefined && { quality }),
    ...(strangersDaily !== undefined && { strangersDaily }),
  }
}

function changesOf(row: Instance, { state, cause }: Turn, now: Date): Partial<Instance> {
  const common = { state, stateCause: cause, changedAt: now }
  if (state !== 'connected') {
    return { ...common, offSince: row.offSince ?? now, ...(cause !== null && { lastError: cause }) }
  }
  const fresh = { connectedAt: now, offSince: null, lastError: null, failuresInRow: 0 }
  const code = { qrCode: null, pairingCode: null, qrAt: null, qrCount: 0, heldUntil: null }
  const began = { warmUpFrom: row.warmUpFrom ?? now }
  return {
    ...common,
    ...fresh,
    ...code,
    ...began,
    ...(wasLongOff(row, now) && { reviewSince: now }),
  }
}

const wasLongOff = ({ offSince, connectedAt }: Instance, now: Date) =>
  connectedAt !== null && offSince !== null && now.getTime() - offSince.getTime() > LOOK_FIRST_MS

async function comeBack(ctx: Ctx, tx: Tx, row: Instance) {
  const { id } = row
  const resolver = ctx.actor.kind === 'member' ? ctx.actor.userId : 'channel'
  await resolveAlert(ctx, tx, { kind: 'instance_off', key: id, resolver })
  await resolveAlert(ctx, tx, { kind: 'instance_blocked', key: id, resolver })
  if (wasLongOff(row, ctx.now())) {
    const detail = { name: row.name }
    await raiseAlert(ctx, tx, { kind: 'review_waiting', key: id, instanceId: id, detail })
  }
  await recordFact(ctx, tx, { name: 'instance.waiting', payload: { instanceId: id } })
}

async function tellOff(ctx: Ctx, tx: Tx, row: Instance, { state, cause }: Turn) {
  const { id, name } = row
  const gone = GONE.includes(state)
  if (!gone && state !== 'disconnected') return
  // Somebody who never linked it, or who unlinked it by hand, knows.
  if (row.connectedAt === null && !gone) return
  const kind = gone ? 'instance_blocked' : 'instance_off'
  const detail = { name, state, ...(cause !== null && { cause: cut(cause, 120) }) }
  const told = await raiseAlert(ctx, tx, { kind, key: id, instanceId: id, detail })
  if (told === 'counted') return
  await recordFact(ctx, tx, { name: 'instance.disconnected', payload: { instanceId: id } })
}
