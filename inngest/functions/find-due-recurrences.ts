// inngest/functions/find-due-recurrences.ts
import { tools } from '@/lib/platform/tools'
import { openDueCharges, tellDueCharges } from '@/lib/recurrences/find-due'
import { inngest } from '../client'

/** Each hour: the periods that are due get their row, and what there is to charge is told. */
export const findDueRecurrencesJob = inngest.createFunction(
  {
    id: 'find-due-recurrences',
    triggers: [{ cron: '5 * * * *' }],
    concurrency: { limit: 1 },
    retries: 2,
  },
  async ({ step }) => {
    const opened = await step.run('open', () => openDueCharges(tools))
    const told = await step.run('tell', () => tellDueCharges(tools))
    return { opened, told }
  },
)
