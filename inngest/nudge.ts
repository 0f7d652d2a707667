// inngest/nudge.ts
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'

/** PostgreSQL commits one notifying transaction at a time, so a burst of requests pays for one. */
const GATHERED_MS = 5

let gathering = false

/**
 * Called after a commit, `after(() => nudge())`: the worker looks at the outbox now and not within
 * its second. A nudge that is lost costs that second and nothing else.
 */
export async function nudge(): Promise<void> {
  if (gathering) return
  gathering = true
  await tools.wait(GATHERED_MS)
  gathering = false
  try {
    await tools.db.$client.notify('engine_wake', '')
  } catch (error) {
    log.warn('the worker could not be woken', { error })
  }
}
