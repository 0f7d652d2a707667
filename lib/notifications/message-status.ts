// lib/notifications/message-status.ts
import type { MessageState } from '@/db/schema/notifications'
import type { Machine } from '@/lib/kernel/machine'

export const messageMachine: Machine<MessageState> = {
  initial: 'scheduled',
  moves: {
    scheduled: ['queued', 'superseded', 'canceled', 'suppressed'],
    // A receipt of an earlier hand-over takes it out again: it had arrived after all.
    queued: [
      'sending',
      'scheduled',
      'superseded',
      'canceled',
      'suppressed',
      'sent',
      'delivered',
      'read',
    ],
    // Back to the queue only when the channel surely never got it.
    sending: ['sent', 'delivered', 'read', 'failed', 'unknown', 'queued'],
    // Back to the queue only when the channel says that it failed on its way.
    sent: ['delivered', 'read', 'failed', 'queued'],
    delivered: ['read'],
    // The channel may still say what became of it; back to the queue only by a person's hand.
    unknown: ['sent', 'delivered', 'read', 'failed', 'queued'],
    // Final, unless the channel says that it arrived after all.
    failed: ['delivered', 'read'],
    read: [],
    superseded: [],
    // An order that was canceled and is redone by hand speaks again.
    canceled: ['scheduled'],
    suppressed: ['scheduled'],
  },
}
