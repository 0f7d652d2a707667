// inngest/functions/count-figures.ts
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { jobContext } from '@/lib/platform/job-context'
import { tools } from '@/lib/platform/tools'
import { countLeads } from '@/lib/reports/count-leads'
import { countSales, SALE_FACTS_COUNTED } from '@/lib/reports/count-sales'
import { listMiscounted, recountSales } from '@/lib/reports/recount-sales'
import { foldOrigins, forgetVisitors } from '@/lib/reports/tidy-visits'
import { inngest } from '../client'
import { readFact } from './read-fact'

/** What was paid and what went back, under the origin it came by. Told twice, it counts once. */
export const countSalesJob = inngest.createFunction(
  {
    id: 'count-sales',
    triggers: SALE_FACTS_COUNTED.map((event) => ({ event })),
    batchEvents: { maxSize: 50, timeout: '2s' },
    retries: 8,
  },
  async ({ events, step }) => {
    const facts = events.map((event) => readFact(event, { saleId: 'sale' }))
    await step.run('count', () =>
      ofEachAccount(
        facts.map(({ accountId, saleId }) => ({ accountId, id: saleId })),
        countSales,
      ),
    )
  },
)

export const countLeadsJob = inngest.createFunction(
  {
    id: 'count-leads',
    triggers: [{ event: 'lead.captured' }],
    batchEvents: { maxSize: 50, timeout: '2s' },
    retries: 8,
  },
  async ({ events, step }) => {
    const facts = events.map((event) => readFact(event, { leadId: 'lead' }))
    await step.run('count', () =>
      ofEachAccount(
        facts.map(({ accountId, leadId }) => ({ accountId, id: leadId })),
        countLeads,
      ),
    )
  },
)

type Subject<I> = { readonly accountId: Id<'account'>; readonly id: I }

async function ofEachAccount<I>(
  subjects: readonly Subject<I>[],
  count: (ctx: Ctx, ids: readonly I[]) => Promise<void>,
): Promise<void> {
  for (const accountId of new Set(subjects.map((subject) => subject.accountId))) {
    const own = subjects.filter((subject) => subject.accountId === accountId)
    await count(
      jobContext('count-figures', accountId),
      own.map(({ id }) => id),
    )
  }
}

/**
 * Every night in São Paulo: yesterday's visitors are forgotten and its origins folded, and an account
 * whose two counts of sales differ is counted again, as one from before these figures is.
 */
export const tidyFiguresJob = inngest.createFunction(
  {
    id: 'tidy-figures',
    triggers: [{ cron: '10 3,4 * * *' }],
    concurrency: { limit: 1 },
    retries: 2,
  },
  async ({ step }) => {
    await step.run('forget', () => forgetVisitors(tools))
    await step.run('fold', () => foldOrigins(tools))
    const wrong = await step.run('compare', () => listMiscounted(tools))
    for (const accountId of wrong) {
      await step.run(`recount ${accountId}`, () =>
        recountSales(jobContext('tidy-figures', accountId)),
      )
    }
  },
)
