// lib/postbacks/inbox-query.ts
import { z } from 'zod'
import { POSTBACK_STATES } from '@/db/schema/postbacks'
import { PURCHASE_EVENTS } from '@/db/schema/purchases'
import { PostbackId, PostbacksQuery } from './postbacks-query'

/** The lists of an inbox: a state, or what was refused at the door. */
const INBOX_LISTS = [...POSTBACK_STATES, 'refused'] as const

const { from, to } = PostbacksQuery.shape

/** What the address of an inbox says; what it says wrongly is left out. */
export const InboxQuery = z.object({
  state: z.enum(INBOX_LISTS).optional().catch(undefined),
  event: z.enum(PURCHASE_EVENTS).optional().catch(undefined),
  /** An order, a phone in any form, or an e-mail. */
  q: z.string().trim().min(1).max(120).optional().catch(undefined),
  from: from.catch(undefined),
  to: to.catch(undefined),
  cursor: PostbackId.optional().catch(undefined),
})
export type InboxQuery = z.output<typeof InboxQuery>
