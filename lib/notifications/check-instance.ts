// lib/notifications/check-instance.ts
import { and, asc, inArray, isNull, lt, ne, or } from 'drizzle-orm'
import { instances } from '@/db/schema/instances'
import { resolveAlert } from '@/lib/alerts/raise-alert'
import type { Id } from '@/lib/kernel/ids'
import { normalizePhone } from '@/lib/kernel/phone'
import type { Ctx, Tools } from '@/lib/platform/context'
import type { Connection } from './channel'
import { findRow } from './instance-views'
import { openSender } from './open-sender'
import { lockInstance } from './queue'
import { turnInstance } from './turn-instance'

/** Everybody once a minute; who was asked a moment ago, by whoever it was, is not asked again. */
const EVERY_MS = 50_000
/** A line that drops comes back by itself within this long; nobody is called for less. */
const MAY_COME_BACK_MS = 2 * 60_000
const AT_ONCE = 500

export type Checked = { readonly id: Id<'instance'>; readonly accountId: Id<'account'> }

/** Senders to be asked how they stand. Who was logged out or blocked waits for a person. */
export const listToCheck = ({ db, now }: Tools): Promise<readonly Checked[]> =>
  db
    .select({ id: instances.id, accountId: instances.accountId })
    .from(instances)
    .where(
      and(
        isNull(instances.removedAt),
        ne(instances.channel, EMBEDDED),
        inArray(instances.state, ['connected', 'disconnected', 'waiting_qr', 'connecting']),
        or(
          isNull(instances.checkedAt),
          lt(instances.checkedAt, new Date(now().getTime() - EVERY_MS)),
        ),
      ),
    )
    .orderBy(asc(instances.checkedAt))
    .limit(AT_ONCE)

/** It calls nobody, and is always there. */
const EMBEDDED = 'sandbox'

/** Asks the channel, and writes what it says: on, off since when, and who has to know. */
export async function checkInstance(ctx: Ctx<'job' | 'member'>, id: Id<'instance'>) {
  const row = await findRow(ctx, id)
  if (row === null) return 'gone'
  const asked = await openSender(ctx, row).sender.check(ctx)
  return ctx.db.transaction(async (tx) => {
    const now = await lockInstance(ctx, tx, id)
    // Somebody knew better while the channel was asked.
    if (now === null || now.changedAt.getTime() !== row.changedAt.getTime()) return 'overtaken'
    if (asked.kind === 'connected') {
      const told = normalizePhone(asked.number ?? '').phone
      const number = row.number === null ? told : null
      await turnInstance(ctx, tx, id, { ...asked, state: 'connected', cause: null, number })
      if (asked.quality === 'high' && now.pausedAt === null) {
        await resolveAlert(ctx, tx, { kind: 'instance_limited', key: id, resolver: 'channel' })
      }
      return 'connected'
    }
    if (row.connectedAt === null && asked.kind === 'unpaired') {
      // Nobody ever linked it: its page waits for the telephone.
      await turnInstance(ctx, tx, id, { state: row.state, cause: null, tells: false })
      return 'unpaired'
    }
    const cause = causeOf(asked)
    const since = row.offSince ?? ctx.now()
    const tells = ctx.now().getTime() - since.getTime() >= MAY_COME_BACK_MS
    // Who does not answer once is not off: its server may only be slow.
    if (asked.kind === 'unknown' && row.state === 'connected' && row.failuresInRow === 0) {
      return 'unknown'
    }
    await turnInstance(ctx, tx, id, {
      state: 'disconnected',
      cause,
      tells: tells || asked.kind === 'refused',
    })
    return 'disconnected'
  })
}

const causeOf = (asked: Exclude<Connection, { kind: 'connected' }>) => {
  if (asked.kind === 'unknown') return asked.cause
  if (asked.kind === 'unpaired') return 'close'
  return [asked.code, asked.explanation].filter((word) => word !== '').join(' – ')
}
