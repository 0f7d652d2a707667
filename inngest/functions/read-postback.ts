// inngest/functions/read-postback.ts
import type { Id } from '@/lib/kernel/ids'
import { jobContext } from '@/lib/platform/job-context'
import { readPostbacks } from '@/lib/postbacks/read-postbacks'
import { tellOfQuarantine } from '@/lib/postbacks/settle-quarantine'
import { inngest } from '../client'
import { readFact } from './read-fact'

/**
 * The gateway has had its answer; from here on nobody waits. What came in one moment is read
 * together, so that a launch's thousands are read in seconds. Reading twice changes nothing.
 */
export const readPostbackJob = inngest.createFunction(
  {
    id: 'read-postback',
    triggers: [{ event: 'postback.kept' }, { event: 'postback.changed' }],
    batchEvents: { maxSize: 50, timeout: '1s' },
    retries: 4,
  },
  async ({ events, step }) => {
    const facts = events.map((event) => readFact(event, { postbackId: 'postback' }))
    const { counts, strange } = await step.run('read', () => read(facts))
    if (strange.length > 0) {
      await step.run('tell of quarantine', async () => {
        for (const { accountId, postbackId } of strange) {
          await tellOfQuarantine(jobContext('read-postback', accountId), postbackId)
        }
      })
    }
    return counts
  },
)

type Fact = { readonly accountId: Id<'account'>; readonly postbackId: Id<'postback'> }

/** Each account's by itself; what failed is tried again when the others have been read. */
async function read(facts: readonly Fact[]) {
  const counts: Record<string, number> = {}
  const strange: Fact[] = []
  const failures: unknown[] = []
  for (const accountId of new Set(facts.map((fact) => fact.accountId))) {
    const ids = facts.filter((fact) => fact.accountId === accountId).map((fact) => fact.postbackId)
    try {
      for (const [postbackId, outcome] of await readPostbacks(
        jobContext('read-postback', accountId),
        ids,
      )) {
        counts[outcome] = (counts[outcome] ?? 0) + 1
        if (outcome === 'quarantined') strange.push({ accountId, postbackId })
      }
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some postbacks were not read')
  return { counts, strange }
}
