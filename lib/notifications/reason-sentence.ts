// lib/notifications/reason-sentence.ts
import type { ReasonCode } from '@/db/schema/notifications'

type Told = {
  readonly code: ReasonCode | null
  readonly event: string | null
  readonly detail: string | null
}

const SENTENCES: Readonly<Record<ReasonCode, (told: Told) => string>> = {
  sent_ok: ({ detail }) => (detail === null ? 'sent' : `marked as sent by ${detail}`),
  superseded: ({ event }) => `superseded by ${event}`,
  negative_event: ({ event }) => `canceled by ${event}`,
  late_lower_event: ({ event }) => `arrived after ${event}`,
  cart_already_ordered: () => 'the customer had ordered already',
  thread_already_paid: () => 'another attempt of this cart was paid already',
  newer_attempt: ({ event }) => `a newer attempt exists: ${event}`,
  stale_event: ({ event }) =>
    `older than the state of the order${event === null ? '' : `: ${event}`}`,
  recently_sent: () => 'the same message was sent less than 6 hours ago',
  order_closed: ({ event }) => `the order is closed by ${event}`,
  same_group: ({ event }) => `the approval was announced already by ${event}`,
  notification_off: () => 'the notification is off',
  upsell_muted: () => 'messages for upsells are off',
  no_phone: () => 'the checkout gave no phone',
  invalid_phone: () => 'the phone is not valid',
  placeholder_phone: () => 'the phone is a placeholder',
  not_on_whatsapp: () => 'the number is not on WhatsApp',
  opted_out: () => 'the customer opted out',
  contact_blocked: () => 'the customer blocked the sender',
  expired_before_send: () => 'it expired before its turn came',
  template_error: ({ detail }) => `the template needs ${detail}`,
  no_instance: () => 'the store has no instance',
  channel_error: ({ detail }) => `the channel refused it: ${detail}`,
  canceled_by_user: ({ detail }) => `canceled by ${detail ?? 'a person'}`,
  stale_after_reconnect: () => 'discarded after reconnecting',
  answer_lost: () => 'handed over, and the answer was lost',
  holdout: () => 'the customer is in the control group',
  no_email: () => 'the checkout gave no e-mail',
  suppressed_contact: () => 'the customer is on the list of people not to write to',
  window_closed: () => 'the 24-hour window is closed and the step has no approved template',
  instance_off: () => 'the instance was off until it was too late',
}

/** The API's `reason`: English, made of the code and what explains it. */
export const reasonSentence = (told: Told): string | null =>
  told.code === null ? null : SENTENCES[told.code](told)
