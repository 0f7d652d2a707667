// inngest/functions/replay-postbacks.ts
import { jobContext } from '@/lib/platform/job-context'
import { runReplay } from '@/lib/postbacks/ask-replay'
import { inngest } from '../client'
import { readFact } from './read-fact'

const MOST_PAGES = 500

/** A range of kept postbacks through today's reader, a page a step. A page twice changes nothing. */
export const replayPostbacksJob = inngest.createFunction(
  { id: 'replay-postbacks', triggers: [{ event: 'replay.asked' }], retries: 4 },
  async ({ event, step }) => {
    const { accountId, replayId } = readFact(event, { replayId: 'replay' })
    for (let page = 0; page < MOST_PAGES; page++) {
      const done = await step.run(`page ${page}`, () =>
        runReplay(jobContext('replay-postbacks', accountId), replayId),
      )
      if (done === null || !done.more) return page + 1
    }
    return MOST_PAGES
  },
)
