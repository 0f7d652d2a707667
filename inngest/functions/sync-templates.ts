// inngest/functions/sync-templates.ts
import { listWithTemplates, syncTemplates } from '@/lib/notifications/sync-templates'
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { tools } from '@/lib/platform/tools'
import { inngest } from '../client'
import { readFact } from './read-fact'

/** Every six hours: approvals come by webhook, and this is for the one that got lost. */
export const syncTemplatesJob = inngest.createFunction(
  {
    id: 'sync-templates',
    triggers: [{ cron: '17 */6 * * *' }],
    concurrency: { limit: 1 },
    retries: 1,
  },
  async ({ step }) => {
    await step.run('sync', async () => {
      const senders = await listWithTemplates(tools)
      for (const { id, accountId } of senders) {
        const synced = await syncTemplates(jobContext('sync-templates', accountId), id).catch(
          (error: unknown) => log.warn('templates could not be listed', { instanceId: id, error }),
        )
        if (synced?.ok === false) log.info('no templates', { instanceId: id, ...synced.error })
      }
      return senders.length
    })
  },
)

/** A new number of Meta's shows its templates from its first minute on. */
export const syncNewTemplatesJob = inngest.createFunction(
  { id: 'sync-new-templates', triggers: [{ event: 'instance.created' }], retries: 2 },
  async ({ event, step }) => {
    const { instanceId, accountId } = readFact(event, { instanceId: 'instance' })
    await step.run('sync', async () => {
      const synced = await syncTemplates(jobContext('sync-templates', accountId), instanceId)
      return synced.ok ? synced.value : synced.error.code
    })
  },
)
