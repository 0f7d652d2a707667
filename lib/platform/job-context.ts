// lib/platform/job-context.ts
import 'server-only'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from './context'
import { tools } from './tools'

/** What a durable function acts as: itself, for one account. */
export const jobContext = (name: string, accountId: Id<'account'>): Ctx<'job'> => ({
  ...tools,
  actor: { kind: 'job', accountId, name },
})

/** What a visitor of an offer page, or a gateway, acts as: nobody we know, for one account. */
export const buyerContext = (accountId: Id<'account'>): Ctx<'buyer'> => ({
  ...tools,
  actor: { kind: 'buyer', accountId },
})
