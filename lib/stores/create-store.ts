// lib/stores/create-store.ts
import { randomBytes } from 'node:crypto'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** 32 letters of 5 bits each: the address is the store's secret until its key is saved. */
export const makeStoreToken = () =>
  Array.from(randomBytes(32), (byte) => ALPHABET.charAt(byte % 32)).join('')

export type CreatedStore = { readonly storeId: Id<'store'>; readonly token: string }

/** It has its address at once, so that the wizard can show it; it waits for its first event. */
export async function createStore(
  ctx: Ctx<'member'>,
  { name, platform }: { readonly name: string; readonly platform: string },
): Promise<Result<CreatedStore, { code: 'not_allowed' }>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const storeId = ctx.newId('store')
  const token = makeStoreToken()
  await ctx.db.transaction(async (tx) => {
    await tx.insert(stores).values({
      id: storeId,
      accountId: ctx.actor.accountId,
      name,
      platform,
      state: 'waiting',
      token,
      settings: {},
      createdAt: ctx.now(),
    })
    await recordAudit(ctx, tx, {
      action: 'store.created',
      subject: storeId,
      details: { platform },
    })
    await recordFact(ctx, tx, { name: 'store.created', payload: { storeId } })
  })
  return ok({ storeId, token })
}
