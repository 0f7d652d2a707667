// lib/notifications/channels/whatsapp.ts
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Secret } from '@/lib/kernel/secret'
import type { HttpReply } from '@/lib/platform/http'
import {
  type Connection,
  defineChannel,
  type FilledTemplate,
  type Handover,
  type Outgoing,
} from '../channel'
import { readJson } from './json'
import { refusalOf } from './whatsapp-codes'
import { templatesOf } from './whatsapp-templates'
import { standingOf } from './whatsapp-tiers'
import { noticesOf } from './whatsapp-webhook'
import { failureIn, graphOf } from './whatsapp-wire'

const SecretText = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .transform((text) => new Secret(text))

const MetaId = z
  .string()
  .trim()
  .regex(/^\d{5,20}$/)

const Settings = z.object({
  phoneNumberId: MetaId,
  wabaId: z
    .union([MetaId, z.literal('').transform(() => null)])
    .nullish()
    .transform((id) => id ?? null),
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
const Profile = z.object({
  display_phone_number: z.string().optional(),
  verified_name: z.string().optional(),
  quality_rating: z.unknown().optional(),
  whatsapp_business_manager_messaging_limit: z.unknown().optional(),
})
const PROFILE_FIELDS = [
  'display_phone_number',
  'verified_name',
  'quality_rating',
  'whatsapp_business_manager_messaging_limit',
].join(',')

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
    { name: 'wabaId', secret: false, required: false, placeholder: '102290129340398' },
    { name: 'token', secret: true, required: true },
    { name: 'appSecret', secret: true, required: true },
    { name: 'verifyToken', secret: false, required: true, generated: true },
  ],
  settings: Settings,
  open: (where, settings) => {
    const { phoneNumberId, wabaId, verifyToken: verify_token } = settings
    const graph = graphOf(where, settings)
    return {
      async send({ http }, outgoing) {
        return readReply(await graph.post(http, `${phoneNumberId}/messages`, bodyOf(outgoing)))
      },
      async check({ http }) {
        return readProfile(await graph.get(http, `${phoneNumberId}?fields=${PROFILE_FIELDS}`))
      },
      async subscribe({ http }, override_callback_uri) {
        const address = { override_callback_uri, verify_token }
        await graph.post(http, phoneNumberId, { webhook_configuration: address })
        // News of templates, tiers and the account itself come for the account, not for a number.
        if (wabaId !== null) await graph.post(http, `${wabaId}/subscribed_apps`, address)
      },
      templates: templatesOf(graph, wabaId),
    }
  },
  challenge: ({ verifyToken }, query) =>
    query.get('hub.mode') === 'subscribe' && query.get('hub.verify_token') === verifyToken
      ? query.get('hub.challenge')
      : null,
  readWebhook({ appSecret, phoneNumberId }, { headers, bytes }) {
    const signature = headers.get('x-hub-signature-256') ?? ''
    const ours = createHmac('sha256', appSecret.reveal()).update(bytes).digest()
    const theirs = Buffer.from(signature.replace(/^sha256=/, ''), 'hex')
    if (theirs.length !== ours.length || !timingSafeEqual(theirs, ours)) return null
    return noticesOf(readJson(Buffer.from(bytes).toString('utf8')), phoneNumberId)
  },
})

const digits = (phone: string) => phone.replace(/\D/g, '')

function bodyOf({ to, body, template, messageId }: Outgoing): object {
  const common = { messaging_product: 'whatsapp', recipient_type: 'individual', to: digits(to) }
  const ours = { biz_opaque_callback_data: messageId }
  if (template === null) {
    return { ...common, type: 'text', text: { preview_url: true, body }, ...ours }
  }
  const { name, language } = template.shape
  return {
    ...{ ...common, type: 'template' },
    template: { name, language: { code: language }, components: componentsOf(template) },
    ...ours,
  }
}

function componentsOf({ shape, values, button }: FilledTemplate): object[] {
  const parameters = values.map((text, index) => {
    const named = shape.parameterNames?.[index]
    return { type: 'text', ...(named !== undefined && { parameter_name: named }), text }
  })
  const completes = button === undefined || button === null ? [] : [{ type: 'text', text: button }]
  return [
    ...(parameters.length === 0 ? [] : [{ type: 'body', parameters }]),
    ...(completes.length === 0
      ? []
      : [{ type: 'button', sub_type: 'url', index: '0', parameters: completes }]),
  ]
}

function readReply(reply: HttpReply): Handover {
  if (reply.kind === 'not_sent') return { kind: 'not_sent', cause: reply.cause }
  if (reply.kind === 'no_reply') return { kind: 'unknown', cause: reply.cause }
  const accepted = Accepted.safeParse(readJson(reply.body))
  if (accepted.success) return { kind: 'sent', channelMessageId: accepted.data.messages[0].id }
  const failed = failureIn(reply)
  if (failed !== null) {
    const refusal = refusalOf(failed.code, failed.explanation, reply.status)
    return { kind: 'refused', refusal }
  }
  if (reply.status >= 500) {
    const code = `HTTP ${reply.status}`
    return { kind: 'refused', refusal: { class: 'retry', code, explanation: '' } }
  }
  return { kind: 'unknown', cause: `an answer nobody knows, HTTP ${reply.status}` }
}

function readProfile(reply: HttpReply): Connection {
  if (reply.kind !== 'reply') return { kind: 'unknown', cause: reply.cause }
  const failed = failureIn(reply)
  if (failed !== null) {
    const field = failed.code === '190' || reply.status === 401 ? 'token' : 'phoneNumberId'
    return { kind: 'refused', ...failed, field }
  }
  if (reply.status !== 200) return { kind: 'unknown', cause: `HTTP ${reply.status}` }
  const { data } = Profile.safeParse(readJson(reply.body))
  return {
    kind: 'connected',
    number: data?.display_phone_number ?? null,
    profile: data?.verified_name ?? null,
    ...standingOf(data?.quality_rating, data?.whatsapp_business_manager_messaging_limit),
  }
}
