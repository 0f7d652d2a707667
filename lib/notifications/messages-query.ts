// lib/notifications/messages-query.ts
import { z } from 'zod'
import { MESSAGE_STATES, type MessageState } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'

const LIMIT_MAX = 100

const idOf = <P extends 'message' | 'store' | 'instance'>(prefix: string, _: P) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-z]{25}$`))
    .transform((text) => text as Id<P>)

export const MessageId = idOf('msg', 'message')
export const InstanceId = idOf('ins', 'instance')

/** The filters of a list of messages, for the API and the panel. One that nobody knows is refused. */
export const MessagesQuery = z.strictObject({
  store: idOf('sto', 'store').optional(),
  instance: InstanceId.optional(),
  order: z.string().trim().min(1).max(120).optional(),
  /** `sent` or `sent,delivered`. */
  state: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(MESSAGE_STATES)).max(MESSAGE_STATES.length))
    .optional(),
  cursor: MessageId.optional(),
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(50),
})
export type MessagesQuery = z.output<typeof MessagesQuery> & {
  /** Of the panel: a name, a phone or an order. */
  readonly search?: string
}

/** The filters of the panel, in the words of the people who use it. */
export const STATE_GROUPS = {
  waiting: ['scheduled', 'queued'],
  sending: ['sending'],
  sent: ['sent', 'delivered', 'read'],
  unsent: ['superseded', 'canceled', 'suppressed', 'failed', 'unknown'],
} as const satisfies Readonly<Record<string, readonly MessageState[]>>
export type StateGroup = keyof typeof STATE_GROUPS

/** Whatever happened, or is happening: all but what waits. */
export const HAPPENED: readonly MessageState[] = [
  ...STATE_GROUPS.sending,
  ...STATE_GROUPS.sent,
  ...STATE_GROUPS.unsent,
]
