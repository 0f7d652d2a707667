// inngest/functions/forget-images.ts
import { forgetImages, listImageOwners } from '@/lib/images/forget-images'
import { tools } from '@/lib/platform/tools'
import { inngest } from '../client'

const BATCHES_A_RUN = 100

/** Every night in São Paulo: pictures that no draft, page or version showed for a month go. */
export const forgetImagesJob = inngest.createFunction(
  {
    id: 'forget-images',
    triggers: [{ cron: '50 6 * * *' }],
    concurrency: { limit: 1 },
    retries: 2,
  },
  async ({ step }) => {
    let after = ''
    for (let batch = 0; batch < BATCHES_A_RUN; batch++) {
      const last = await step.run(`forget ${batch}`, async () => {
        const owners = await listImageOwners(tools, after)
        for (const accountId of owners) await forgetImages(tools, accountId)
        return owners.at(-1) ?? null
      })
      if (last === null) return
      after = last
    }
  },
)
