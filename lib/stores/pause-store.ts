// lib/stores/pause-store.ts
import { and, eq, ne, sql } from 'drizzle-orm'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import { forgetAddresses } from './find-store'

type Input = { readonly storeId: Id<'store'>; readonly paused: boolean }
type PauseError = { code: 'not_allowed' | 'store_not_found' }

/** A paused store keeps and reads everything that comes, and sends nothing. */
export async function pauseStore(
  ctx: Ctx<'member'>,
  { storeId, paused }: Input,
): Promise<Result<null, PauseError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const mine = and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId))
  const moved = await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(stores)
      .set(paused ? { state: 'paused', pausedAt: ctx.now() } : { state: AWAKE, pausedAt: null })
      .where(and(mine, paused ? ne(stores.state, 'paused') : eq(stores.state, 'paused')))
      .returning({ token: stores.token, previousToken: stores.previousToken })
    if (row === undefined) return null
    const name = paused ? 'store.paused' : 'store.resumed'
    await recordAudit(ctx, tx, { action: name, subject: storeId })
    await recordFact(ctx, tx, { name, payload: { storeId } })
    return row
  })
  if (moved !== null) forgetAddresses(ctx, moved)
  const [known] = await ctx.db.select({ id: stores.id }).from(stores).where(mine)
  return known === undefined ? err({ code: 'store_not_found' }) : ok(null)
}

/** As it was: active once an event had come, waiting for the first one otherwise. */
const AWAKE = sql<
  'active' | 'waiting'
>`case when ${stores.firstEventAt} is null then 'waiting' else 'active' end`
