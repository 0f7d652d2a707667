// inngest/functions/forget-postbacks.ts
import { tools } from '@/lib/platform/tools'
import { forgetOld } from '@/lib/postbacks/forget-old'
import { inngest } from '../client'

const BATCHES_A_RUN = 100

/** Every night in São Paulo: bytes that were kept long enough go, a thousand at a time. */
export const forgetPostbacksJob = inngest.createFunction(
  {
    id: 'forget-postbacks',
    triggers: [{ cron: '20 6 * * *' }],
    concurrency: { limit: 1 },
    retries: 2,
  },
  async ({ step }) => {
    for (let batch = 0; batch < BATCHES_A_RUN; batch++) {
      const { more } = await step.run(`forget ${batch}`, () => forgetOld(tools))
      if (!more) return
    }
  },
)
