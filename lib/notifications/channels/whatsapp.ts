// lib/notifications/channels/whatsapp.ts
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Secret } from '@/lib/kernel/secret'
import type { HttpReply } from '@/lib/platform/http'
import {
  type Connection,
  defineChannel,
  type Handover,
  type Notice,
  type Outgoing,
  type Where,
} from '../channel'
import { readJson } from './json'
import { refusalOf } from './whatsapp-codes'

const NOWHERE = 'http://simulator.invalid'
const PRODUCTION = 'https://graph.facebook.com'
const TIMEOUT_MS = 15_000

const SecretText = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .transform((text) => new Secret(text))

const Settings = z.object({
  phoneNumberId: z
    .string()
    .trim()
    .regex(/^\d{5,20}$/),
  token: SecretText,
  appSecret: SecretText,
  verifyToken: z.string().trim().min(8).max(100),
  apiVersion: z
    .string()
    .trim()
    .regex(/^v\d{2}\.0$/)
    .default('v23.0'),
})

const Accepted = z.object({
  messages: z.tuple([z.object({ id: z.string().min(1) })]).rest(z.unknown()),
})
const Failure = z.object({
  code: z.coerce.string(),
  message: z.string().optional(),
  title: z.string().optional(),
  error_data: z.object({ details: z.string().optional() }).optional(),
})
const Refused = z.object({ error: Failure })
const Profile = z.object({
  display_phone_number: z.string().optional(),
  verified_name: z.string().optional(),
})

const explain = ({ error_data, message, title }: z.output<typeof Failure>) =>
  error_data?.details ?? message ?? title ?? ''

/** Meta's official API. Only its own silence after the request left is unknown. */
export const whatsapp = defineChannel({
  code: 'whatsapp',
  label: 'WhatsApp Cloud API',
  addressing: 'phone',
  official: true,
  windowed: true,
  embedded: false,
  defaults: { intervalMs: 0, dailyCap: null, maxInFlight: 20 },
  fields: [
    { name: 'phoneNumberId', secret: false, required: true, placeholder: '104512345678901' },
    { name: 'token', secret: true, required: true },
    { name: 'appSecret', secret: true, required: true },
    { name: 'verifyToken', secret: false, required: true, generated: true },
  ],
  settings: Settings,
  open: (where, settings) => {
    const base = `${baseOf(where)}/${settings.apiVersion}/${settings.phoneNumberId}`
    const headers = {
      authorization: `Bearer ${settings.token.reveal()}`,
      'content-type': 'application/json',
    }
    return {
      async send({ http }, outgoing) {
        const body = JSON.stringify(bodyOf(outgoing))
        const request = { method: 'POST', headers, body, timeoutMs: TIMEOUT_MS } as const
        return readReply(await http({ ...request, url: `${base}/messages` }))
      },
      async check({ http }) {
        const url = `${base}?fields=display_phone_number,verified_name,quality_rating`
        return readProfile(await http({ method: 'GET', url, headers, timeoutMs: TIMEOUT_MS }))
      },
      async subscribe({ http }, override_callback_uri) {
        const { verifyToken: verify_token } = settings
        const webhook_configuration = { override_callback_uri, verify_token }
        const body = JSON.stringify({ webhook_configuration })
        await http({ method: 'POST', url: base, headers, body, timeoutMs: TIMEOUT_MS })
      },
    }
  },
  challenge: ({ verifyToken }, query) =>
    query.get('hub.mode') === 'subscribe' && query.get('hub.verify_token') === verifyToken
      ? query.get('hub.challenge')
      : null,
  readWebhook({ appSecret }, { headers, bytes }) {
    const signature = headers.get('x-hub-signature-256') ?? ''
    const ours = createHmac('sha256', appSecret.reveal()).update(bytes).digest()
    const theirs = Buffer.from(signature.replace(/^sha256=/, ''), 'hex')
    if (theirs.length !== ours.length || !timingSafeEqual(theirs, ours)) return null
    return noticesOf(readJson(Buffer.from(bytes).toString('utf8')))
  },
})

/** Without a simulator nothing of it may reach the real one. */
const baseOf = ({ environment, simulatorUrl }: Where) =>
  environment === 'simulator' ? (simulatorUrl ?? NOWHERE) : PRODUCTION

const digits = (phone: string) => phone.replace(/\D/g, '')

function bodyOf({ to, body, template, messageId }: Outgoing): object {
  const common = { messaging_product: 'whatsapp', recipient_type: 'individual', to: digits(to) }
  const ours = { biz_opaque_callback_data: messageId }
  if (template === null) {
    return { ...common, type: 'text', text: { preview_url: true, body }, ...ours }
  }
  const { shape, values } = template
  const parameters = values.map((text) => ({ type: 'text', text }))
  return {
    ...common,
    type: 'template',
    template: {
      name: shape.name,
      language: { code: shape.language },
      components: parameters.length === 0 ? [] : [{ type: 'body', parameters }],
    },
    ...ours,
  }
}

function readReply(reply: HttpReply): Handover {
  if (reply.kind === 'not_sent') return { kind: 'not_sent', cause: reply.cause }
  if (reply.kind === 'no_reply') return { kind: 'unknown', cause: reply.cause }
  const json = readJson(reply.body)
  const accepted = Accepted.safeParse(json)
  if (accepted.success) return { kind: 'sent', channelMessageId: accepted.data.messages[0].id }
  const refused = Refused.safeParse(json)
  if (refused.success) {
    const { error } = refused.data
    return { kind: 'refused', refusal: refusalOf(error.code, explain(error), reply.status) }
  }
  if (reply.status >= 500) {
    const code = `HTTP ${reply.status}`
    return { kind: 'refused', refusal: { class: 'retry', code, explanation: '' } }
  }
  return { kind: 'unknown', cause: `an answer nobody knows, HTTP ${reply.status}` }
}

function readProfile(reply: HttpReply): Connection {
  if (reply.kind !== 'reply') return { kind: 'unknown', cause: reply.cause }
  const json = readJson(reply.body)
  const refused = Refused.safeParse(json)
  if (refused.success) {
    const { error } = refused.data
    return { kind: 'refused', code: error.code, explanation: explain(error) }
  }
  if (reply.status !== 200) return { kind: 'unknown', cause: `HTTP ${reply.status}` }
  const { data } = Profile.safeParse(json)
  return {
    kind: 'connected',
    number: data?.display_phone_number ?? null,
    profile: data?.verified_name ?? null,
  }
}

const Seconds = z.coerce.number().transform((seconds) => new Date(seconds * 1_000))
const Status = z.object({
  id: z.string(),
  status: z.string(),
  timestamp: Seconds,
  biz_opaque_callback_data: z.string().optional(),
  errors: z.array(Failure).optional(),
})
const Inbound = z.object({
  from: z.string(),
  timestamp: Seconds,
  text: z.object({ body: z.string() }).optional(),
  button: z.object({ text: z.string() }).optional(),
})
const Webhook = z.object({
  entry: z.array(
    z.object({
      changes: z.array(
        z.object({
          value: z.object({
            statuses: z.array(z.unknown()).default([]),
            messages: z.array(z.unknown()).default([]),
          }),
        }),
      ),
    }),
  ),
})

const STATES: Readonly<Record<string, 'sent' | 'delivered' | 'read' | 'failed'>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
}

function noticesOf(json: unknown): readonly Notice[] {
  const parsed = Webhook.safeParse(json)
  if (!parsed.success) return []
  const values = parsed.data.entry.flatMap(({ changes }) => changes.map(({ value }) => value))
  return values.flatMap(({ statuses, messages }) => [
    ...statuses.flatMap(statusOf),
    ...messages.flatMap(inboundOf),
  ])
}

function statusOf(told: unknown): Notice[] {
  const { data } = Status.safeParse(told)
  const state = STATES[data?.status ?? '']
  if (data === undefined || state === undefined) return []
  const [error] = data.errors ?? []
  return [
    {
      kind: 'status',
      messageId: data.biz_opaque_callback_data ?? null,
      channelMessageId: data.id,
      state,
      at: data.timestamp,
      refusal: error === undefined ? null : refusalOf(error.code, explain(error), 200),
    },
  ]
}

function inboundOf(told: unknown): Notice[] {
  const { data } = Inbound.safeParse(told)
  const text = data?.text?.body ?? data?.button?.text
  if (data === undefined || text === undefined) return []
  return [{ kind: 'inbound', from: `+${digits(data.from)}`, text, at: data.timestamp }]
}
