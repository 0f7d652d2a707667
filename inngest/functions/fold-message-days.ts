// inngest/functions/fold-message-days.ts
import { tools } from '@/lib/platform/tools'
import { foldMessageDays } from '@/lib/reports/fold-message-days'
import { inngest } from '../client'

const BATCHES_A_RUN = 100

/** Every minute: what happened to messages is added to the days of the reports. */
export const foldMessageDaysJob = inngest.createFunction(
  {
    id: 'fold-message-days',
    triggers: [{ cron: '* * * * *' }],
    concurrency: { limit: 1 },
    singleton: { mode: 'skip' },
    retries: 2,
  },
  async ({ step }) => {
    for (let batch = 0; batch < BATCHES_A_RUN; batch++) {
      const { more } = await step.run(`fold ${batch}`, () => foldMessageDays(tools))
      if (!more) return
    }
  },
)
