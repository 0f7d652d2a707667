// inngest/functions/replay-postbacks.ts
import { jobContext } from '@/lib/platform/job-context'
import { runReplay } from '@/lib/postbacks/ask-replay'
import { inngest } from '../client'
import { readFact } from './read-fact'

const PAGES_A_RUN = 500

/**
 * A range of kept postbacks through today's reader, a page a step, and as many runs as it takes. A
 * page twice changes nothing.
 */
export const replayPostbacksJob = inngest.createFunction(
  { id: 'replay-postbacks', triggers: [{ event: 'replay.asked' }], retries: 4 },
  async ({ event, step, runId }) => {
    const { accountId, replayId } = readFact(event, { replayId: 'replay' })
    for (let page = 0; page < PAGES_A_RUN; page++) {
      const done = await step.run(`page ${page}`, () =>
        runReplay(jobContext('replay-postbacks', accountId), replayId),
      )
      if (done === null || !done.more) return page + 1
    }
    const more = { name: 'replay.asked', data: { accountId, replayId } }
    await step.sendEvent('continue', { id: `replay:${runId}`, ...more })
    return PAGES_A_RUN
  },
)
