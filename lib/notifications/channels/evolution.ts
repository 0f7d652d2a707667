// lib/notifications/channels/evolution.ts
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Secret } from '@/lib/kernel/secret'
import type { HttpReply } from '@/lib/platform/http'
import { type Connection, defineChannel, type Handover, type Notice } from '../channel'
import { readJson } from './json'

/** Without a simulator nothing of it may reach the real one. */
const NOWHERE = 'http://simulator.invalid'
const TIMEOUT_MS = 15_000
const TYPING_MS = 1_200

const SecretText = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .transform((text) => new Secret(text))

const Settings = z.object({
  serverUrl: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  instanceName: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,80}$/),
  apiKey: SecretText,
  jwtKey: SecretText,
})

const Accepted = z.object({ key: z.object({ id: z.string().min(1) }) })
const State = z.object({ instance: z.object({ state: z.string() }) })
/** The server wraps what it wants to say twice, and sometimes in a list. */
const Refused = z.object({
  response: z.object({ message: z.unknown() }).optional(),
  error: z.unknown().optional(),
})

/** A WhatsApp number by QR code: not official, and its owner may lose it. */
export const evolution = defineChannel({
  code: 'evolution',
  label: 'Evolution API',
  addressing: 'phone',
  official: false,
  windowed: false,
  embedded: false,
  defaults: { intervalMs: 30_000, dailyCap: 250, maxInFlight: 1 },
  fields: [
    { name: 'serverUrl', secret: false, required: true, placeholder: 'https://evolution.example' },
    { name: 'instanceName', secret: false, required: true, placeholder: 'atendimento-1' },
    { name: 'apiKey', secret: true, required: true },
    { name: 'jwtKey', secret: true, required: true, generated: true },
  ],
  settings: Settings,
  open: ({ environment, simulatorUrl }, { serverUrl, instanceName, apiKey }) => {
    const base = environment === 'simulator' ? (simulatorUrl ?? NOWHERE) : serverUrl
    const headers = { apikey: apiKey.reveal(), 'content-type': 'application/json' }
    const stateOf = `${base}/instance/connectionState/${instanceName}`
    return {
      async send({ http }, { to, body }) {
        const state = await http({ method: 'GET', url: stateOf, headers, timeoutMs: TIMEOUT_MS })
        const closed = closedState(state)
        if (closed !== null) return closed
        const number = to.replace(/\D/g, '')
        return readReply(
          await http({
            method: 'POST',
            url: `${base}/message/sendText/${instanceName}`,
            headers,
            body: JSON.stringify({ number, text: body, delay: TYPING_MS, linkPreview: true }),
            timeoutMs: TIMEOUT_MS,
          }),
        )
      },
      async check({ http }) {
        return readState(
          await http({ method: 'GET', url: stateOf, headers, timeoutMs: TIMEOUT_MS }),
        )
      },
    }
  },
  challenge: () => null,
  readWebhook({ jwtKey }, { headers, bytes, now }) {
    const token = (headers.get('authorization') ?? '').replace(/^Bearer /, '')
    if (!isSigned(token, jwtKey, now)) return null
    return noticesOf(readJson(Buffer.from(bytes).toString('utf8')), now)
  },
})

const stopped = (code: string, explanation: string): Handover => ({
  kind: 'refused',
  refusal: { class: 'sender_stopped', code, explanation },
})

/** Nothing is handed to a number that is not connected: it would be lost there. */
function closedState(reply: HttpReply): Handover | null {
  const read = readState(reply)
  if (read.kind === 'connected') return null
  if (read.kind === 'refused') return stopped(read.code, read.explanation)
  return { kind: 'not_sent', cause: read.kind === 'unpaired' ? read.state : read.cause }
}

function readState(reply: HttpReply): Connection {
  if (reply.kind !== 'reply') return { kind: 'unknown', cause: reply.cause }
  if (reply.status === 401 || reply.status === 403 || reply.status === 404) {
    return { kind: 'refused', code: `HTTP ${reply.status}`, explanation: '' }
  }
  const state = State.safeParse(readJson(reply.body))
  if (!state.success) return { kind: 'unknown', cause: `HTTP ${reply.status}` }
  const told = state.data.instance.state
  if (told !== 'open') return { kind: 'refused', code: told, explanation: '' }
  return { kind: 'connected', number: null, profile: null }
}

function readReply(reply: HttpReply): Handover {
  if (reply.kind === 'not_sent') return { kind: 'not_sent', cause: reply.cause }
  if (reply.kind === 'no_reply') return { kind: 'unknown', cause: reply.cause }
  const json = readJson(reply.body)
  const accepted = Accepted.safeParse(json)
  if (accepted.success) return { kind: 'sent', channelMessageId: accepted.data.key.id }
  const code = `HTTP ${reply.status}`
  if (reply.status >= 500) {
    return { kind: 'refused', refusal: { class: 'retry', code, explanation: '' } }
  }
  if ([401, 403, 404].includes(reply.status)) return stopped(code, '')
  const told = Refused.safeParse(json)
  const explanation = told.success ? JSON.stringify(told.data.response?.message ?? '') : ''
  if (/"exists":false/.test(explanation)) {
    const refusal = { class: 'final', code: 'not_on_whatsapp', explanation: '' } as const
    return { kind: 'refused', refusal: { ...refusal, unreachableDays: 30 } }
  }
  return { kind: 'refused', refusal: { class: 'template_wrong', code, explanation } }
}

/** HS256, as the server makes it from the key we gave it: `header.payload.signature`. */
function isSigned(token: string, key: Secret, now: Date): boolean {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const ours = createHmac('sha256', key.reveal()).update(`${header}.${payload}`).digest()
  const theirs = Buffer.from(signature, 'base64url')
  if (theirs.length !== ours.length || !timingSafeEqual(theirs, ours)) return false
  const claims = z
    .object({ exp: z.number() })
    .safeParse(readJson(Buffer.from(payload, 'base64url').toString('utf8')))
  return claims.success && claims.data.exp * 1_000 > now.getTime()
}

const Update = z.object({ keyId: z.string(), status: z.string() })
const Upsert = z.object({
  key: z.object({ remoteJid: z.string(), fromMe: z.boolean() }),
  message: z.object({
    conversation: z.string().optional(),
    extendedTextMessage: z.object({ text: z.string() }).optional(),
  }),
})
const ConnectionUpdate = z.object({ state: z.string(), statusReason: z.unknown().optional() })
const Webhook = z.object({ event: z.string(), data: z.unknown() })

const STATES: Readonly<Record<string, 'sent' | 'delivered' | 'read' | 'failed'>> = {
  SERVER_ACK: 'sent',
  DELIVERY_ACK: 'delivered',
  READ: 'read',
  PLAYED: 'read',
  ERROR: 'failed',
}

function noticesOf(json: unknown, at: Date): readonly Notice[] {
  const parsed = Webhook.safeParse(json)
  if (!parsed.success) return []
  const { event, data } = parsed.data
  if (event === 'messages.update') return updateOf(data, at)
  if (event === 'messages.upsert') return inboundOf(data, at)
  if (event !== 'connection.update') return []
  const told = ConnectionUpdate.safeParse(data)
  if (!told.success || told.data.state === 'connecting') return []
  const cause = told.data.statusReason === undefined ? null : String(told.data.statusReason)
  const state = told.data.state === 'open' ? 'connected' : 'disconnected'
  return [{ kind: 'connection', state, cause }]
}

function updateOf(told: unknown, at: Date): Notice[] {
  const { data } = Update.safeParse(told)
  const state = STATES[data?.status ?? '']
  if (data === undefined || state === undefined) return []
  const refusal =
    state === 'failed' ? ({ class: 'final', code: 'ERROR', explanation: '' } as const) : null
  return [{ kind: 'status', messageId: null, channelMessageId: data.keyId, state, at, refusal }]
}

function inboundOf(told: unknown, at: Date): Notice[] {
  const { data } = Upsert.safeParse(told)
  const text = data?.message.conversation ?? data?.message.extendedTextMessage?.text
  if (data === undefined || text === undefined || data.key.fromMe) return []
  const from = `+${data.key.remoteJid.replace(/@.*$/, '').replace(/\D/g, '')}`
  return [{ kind: 'inbound', from, text, at }]
}
