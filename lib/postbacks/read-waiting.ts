// lib/postbacks/read-waiting.ts
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { askReplay } from './ask-replay'
import { type ReplayedRange, replayPostbacks } from './replay-postbacks'

/**
 * What waited in quarantine for a key or for its fields: as much as a request has time for, oldest
 * first, and when there is more, all of it by the durable replay.
 */
export async function readWaiting(
  ctx: Ctx<'member'>,
  storeId: Id<'store'>,
): Promise<Pick<ReplayedRange, 'read' | 'stillQuarantined'> | null> {
  const replayed = await replayPostbacks(ctx, { storeId, state: 'quarantined' })
  if (!replayed.ok) return null
  if (replayed.value.next !== null) {
    // One that is under way goes through the same rows: nothing is lost by being refused.
    await askReplay(ctx, { storeId, state: 'quarantined', tellOld: false })
  }
  return replayed.value
}
