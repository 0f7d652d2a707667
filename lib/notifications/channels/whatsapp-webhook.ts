// lib/notifications/channels/whatsapp-webhook.ts
import { z } from 'zod'
import type { TemplateState } from '@/db/schema/conversations'
import type { Notice } from '../channel'
import { refusalOf } from './whatsapp-codes'
import { standingOf } from './whatsapp-tiers'
import { Failure, failedOf } from './whatsapp-wire'

const Seconds = z.coerce
  .number()
  .min(0)
  .max(4_102_444_800)
  .transform((seconds) => new Date(seconds * 1_000))

const Webhook = z.object({
  entry: z.array(
    z.object({
      changes: z.array(
        z.object({ field: z.string().default('messages'), value: z.looseObject({}) }),
      ),
    }),
  ),
})

/** One call may carry many entries, and kinds we never asked for: those are passed over. */
export function noticesOf(json: unknown, phoneNumberId: string): readonly Notice[] {
  const parsed = Webhook.safeParse(json)
  if (!parsed.success) return []
  const changes = parsed.data.entry.flatMap(({ changes: each }) => each)
  return changes.flatMap(({ field, value }) => READERS[field]?.(value, phoneNumberId) ?? [])
}

type Reader = (value: object, phoneNumberId: string) => readonly Notice[]

const Messages = z.object({
  metadata: z.object({ phone_number_id: z.string() }).optional(),
  statuses: z.array(z.unknown()).default([]),
  messages: z.array(z.unknown()).default([]),
})

/** One address may serve several numbers of an account; each listens to its own. */
const readMessages: Reader = (value, phoneNumberId) => {
  const { data } = Messages.safeParse(value)
  if (data === undefined) return []
  if ((data.metadata?.phone_number_id ?? phoneNumberId) !== phoneNumberId) return []
  return [...data.statuses.flatMap(statusOf), ...data.messages.flatMap(inboundOf)]
}

const STATES: Readonly<Record<string, 'sent' | 'delivered' | 'read' | 'failed'>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
}

const Status = z.object({
  id: z.string(),
  status: z.string(),
  timestamp: Seconds,
  biz_opaque_callback_data: z.string().optional(),
  errors: z.array(Failure).optional(),
})

function statusOf(told: unknown): Notice[] {
  const { data } = Status.safeParse(told)
  const state = STATES[data?.status ?? '']
  if (data === undefined || state === undefined) return []
  const [error] = data.errors ?? []
  const failed = error === undefined ? null : failedOf(error)
  return [
    {
      kind: 'status',
      messageId: data.biz_opaque_callback_data ?? null,
      channelMessageId: data.id,
      ...{ state, at: data.timestamp },
      refusal: failed && refusalOf(failed.code, failed.explanation, 200),
    },
  ]
}

const Inbound = z.object({
  /** Meta hides the number of some people behind an id of theirs. */
  from: z.string().optional(),
  from_user_id: z.string().optional(),
  timestamp: Seconds,
  type: z.string().optional(),
  text: z.object({ body: z.string() }).optional(),
  button: z.object({ text: z.string() }).optional(),
  interactive: z.object({ button_reply: z.object({ title: z.string() }).optional() }).optional(),
})

/** Whatever somebody sends opens the window, a picture too; only words can ask us to stop. */
function inboundOf(told: unknown): Notice[] {
  const { data } = Inbound.safeParse(told)
  if (data === undefined || data.type === 'system') return []
  const { from, from_user_id: userId, timestamp: at } = data
  const channelKey = from ?? userId
  if (channelKey === undefined) return []
  const text = data.text?.body ?? data.button?.text ?? data.interactive?.button_reply?.title ?? ''
  const number = /^\+?\d{8,15}$/.test(from ?? '') ? `+${from?.replace(/\D/g, '')}` : ''
  return [{ kind: 'inbound', from: number, text, at, channelKey }]
}

const Capability = z.object({
  max_daily_conversations_per_business: z.unknown().optional(),
  max_daily_conversation_per_phone: z.unknown().optional(),
})

const readCapability: Reader = (value) => {
  const told = Capability.parse(value)
  const limit = told.max_daily_conversations_per_business ?? told.max_daily_conversation_per_phone
  return [{ kind: 'standing', ...standingOf(undefined, limit) }]
}

const Quality = z.object({
  event: z.string().optional(),
  current_limit: z.unknown().optional(),
  max_daily_conversations_per_business: z.unknown().optional(),
})

/** A change of throughput names a tier too, which is none of its strangers. */
const readQuality: Reader = (value) => {
  const { data } = Quality.safeParse(value)
  if (data === undefined || data.event === 'THROUGHPUT_UPGRADE') return []
  const limit = data.max_daily_conversations_per_business ?? data.current_limit
  const rating = { FLAGGED: 'RED', UNFLAGGED: 'GREEN' }[data.event ?? '']
  const limited = data.event === 'FLAGGED' || data.event === 'DOWNGRADE' ? data.event : undefined
  return [{ kind: 'standing', ...standingOf(rating, limit), ...(limited && { limited }) }]
}

const TEMPLATE_STATES: Readonly<Record<string, TemplateState>> = {
  APPROVED: 'approved',
  REINSTATED: 'approved',
  UNPAUSED: 'approved',
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  REJECTED: 'rejected',
  PAUSED: 'paused',
  FLAGGED: 'paused',
  LIMIT_EXCEEDED: 'paused',
  DISABLED: 'disabled',
  PENDING_DELETION: 'disabled',
  DELETED: 'disabled',
  ARCHIVED: 'disabled',
}

export const templateStateOf = (told: string): TemplateState | undefined =>
  TEMPLATE_STATES[told.toUpperCase()]

const Template = z.object({
  event: z.string(),
  message_template_name: z.string(),
  message_template_language: z.string(),
  reason: z.string().nullish(),
})

const readTemplate: Reader = (value) => {
  const { data } = Template.safeParse(value)
  const state = templateStateOf(data?.event ?? '')
  // `FLAGGED` only warns: the template is still taken.
  if (data === undefined || state === undefined || data.event === 'FLAGGED') return []
  const reason = reasonOf(data.reason)
  const { message_template_name: name, message_template_language: language } = data
  return [{ kind: 'template', name, language, state, reason }]
}

/** Meta says `NONE` where it has none. */
export const reasonOf = (told: string | null | undefined): string | null =>
  told == null || told === '' || told === 'NONE' ? null : told

const Account = z.object({ event: z.string() })
const BANNED = new Set(['DISABLED_UPDATE', 'ACCOUNT_RESTRICTION', 'ACCOUNT_DELETED'])

/** The whole business account was restricted: nothing leaves until Meta takes that back. */
const readAccount: Reader = (value) => {
  const { data } = Account.safeParse(value)
  if (data === undefined || !BANNED.has(data.event)) return []
  return [{ kind: 'connection', state: 'blocked', cause: data.event }]
}

const READERS: Readonly<Record<string, Reader>> = {
  messages: readMessages,
  business_capability_update: readCapability,
  phone_number_quality_update: readQuality,
  message_template_status_update: readTemplate,
  account_update: readAccount,
}
