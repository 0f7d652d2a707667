// inngest/functions/forget-tries.ts
import { forgetTries } from '@/lib/payments/forget-tries'
import { tools } from '@/lib/platform/tools'
import { inngest } from '../client'

const BATCHES_A_RUN = 100

/** Every night in São Paulo: tries of cards that count in no window any more. */
export const forgetTriesJob = inngest.createFunction(
  {
    id: 'forget-tries',
    triggers: [{ cron: '40 6 * * *' }],
    concurrency: { limit: 1 },
    retries: 2,
  },
  async ({ step }) => {
    for (let batch = 0; batch < BATCHES_A_RUN; batch++) {
      const { more } = await step.run(`forget ${batch}`, () => forgetTries(tools))
      if (!more) return
    }
  },
)
