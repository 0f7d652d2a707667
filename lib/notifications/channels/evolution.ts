// lib/notifications/channels/evolution.ts
import { z } from 'zod'
import { Secret } from '@/lib/kernel/secret'
import type { HttpReply } from '@/lib/platform/http'
import { type Connection, defineChannel, type Found, type Handover } from '../channel'
import { pairingOf } from './evolution-pairing'
import { readState } from './evolution-state'
import { isSigned, noticesOf } from './evolution-webhook'
import { explanationIn, lineOf, ok, saysNobody } from './evolution-wire'
import { readJson } from './json'

/** The recipient sees somebody type for so long; the server's answer waits as long. */
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
const Numbers = z.array(z.object({ jid: z.string().min(1), exists: z.boolean() })).min(1)
const Lines = z.array(
  z.object({ ownerJid: z.string().nullish(), profileName: z.string().nullish() }),
)

/** A WhatsApp number by QR code: not official, and its owner may lose it. */
export const evolution = defineChannel({
  code: 'evolution',
  label: 'Evolution API',
  addressing: 'phone',
  official: false,
  windowed: false,
  pairs: true,
  embedded: false,
  defaults: { intervalMs: 30_000, dailyCap: 250, maxInFlight: 1 },
  fields: [
    { name: 'serverUrl', secret: false, required: true, placeholder: 'https://evolution.example' },
    { name: 'instanceName', secret: false, required: true, placeholder: 'atendimento-1' },
    { name: 'apiKey', secret: true, required: true },
    { name: 'jwtKey', secret: true, required: true, generated: true },
  ],
  settings: Settings,
  open: (where, settings) => {
    const line = lineOf(where, settings)
    const { name } = line
    const stateOf = `/instance/connectionState/${name}`
    return {
      async send({ http }, { to, body, channelKey }) {
        const closed = closedState(readState(await line.get(http, stateOf)))
        if (closed !== null) return closed
        // The ninth digit is not always there; an id that hides a number is none.
        const known = channelKey?.endsWith('.net') ? channelKey : to
        const number = known.replace(/[:@].*$/, '').replace(/\D/g, '')
        const message = { number, text: body, delay: TYPING_MS, linkPreview: true }
        return readReply(await line.post(http, `/message/sendText/${name}`, message))
      },
      async check({ http }) {
        const state = readState(await line.get(http, stateOf))
        if (state.kind !== 'connected') return state
        const path = `/instance/fetchInstances?instanceName=${name}`
        return { ...state, ...profileIn(await line.get(http, path)) }
      },
      async find({ http }, phone) {
        const body = { numbers: [phone.replace(/\D/g, '')] }
        return readNumbers(await line.post(http, `/chat/whatsappNumbers/${name}`, body))
      },
      pairing: pairingOf(line),
    }
  },
  challenge: () => null,
  readWebhook({ jwtKey, instanceName }, { headers, bytes, now }) {
    const token = (headers.get('authorization') ?? '').replace(/^Bearer /, '')
    if (!isSigned(token, jwtKey, now)) return null
    return noticesOf(readJson(Buffer.from(bytes).toString('utf8')), instanceName, now)
  },
})

const stopped = (code: string, explanation: string): Handover => ({
  kind: 'refused',
  refusal: { class: 'sender_stopped', code, explanation },
})

/** Nothing is handed to a number that is not connected: it would be lost there. */
function closedState(state: Connection): Handover | null {
  if (state.kind === 'connected') return null
  if (state.kind === 'refused') return stopped(state.code, state.explanation)
  if (state.kind === 'unpaired') return stopped('close', state.state)
  return { kind: 'not_sent', cause: state.cause }
}

/** Who the line belongs to, where this version of the server tells it. */
function profileIn(reply: HttpReply) {
  if (reply.kind !== 'reply' || !ok(reply)) return {}
  const { data } = Lines.safeParse(readJson(reply.body))
  const [own] = data ?? []
  if (own === undefined) return {}
  const number = own.ownerJid ? `+${own.ownerJid.replace(/[:@].*$/, '')}` : null
  return { number, profile: own.profileName ?? null }
}

function readNumbers(reply: HttpReply): Found {
  if (reply.kind !== 'reply') return { kind: 'unknown', cause: reply.cause }
  if (reply.status === 400 && saysNobody(reply.body)) return { kind: 'nobody' }
  if (reply.status >= 300) return { kind: 'unknown', cause: `HTTP ${reply.status}` }
  const { data } = Numbers.safeParse(readJson(reply.body))
  const [found] = data ?? []
  if (found === undefined) return { kind: 'unknown', cause: 'an answer nobody knows' }
  return found.exists ? { kind: 'found', channelKey: found.jid } : { kind: 'nobody' }
}

function readReply(reply: HttpReply): Handover {
  if (reply.kind === 'not_sent') return { kind: 'not_sent', cause: reply.cause }
  if (reply.kind === 'no_reply') return { kind: 'unknown', cause: reply.cause }
  const { status, body } = reply
  const accepted = Accepted.safeParse(readJson(body))
  if (ok(reply) && accepted.success) {
    return { kind: 'sent', channelMessageId: accepted.data.key.id }
  }
  const code = `HTTP ${status}`
  if (ok(reply)) return { kind: 'unknown', cause: `an answer nobody knows, ${code}` }
  const explanation = explanationIn(body)
  if (status >= 500) return { kind: 'refused', refusal: { class: 'retry', code, explanation } }
  if ([401, 403, 404].includes(status)) return stopped(code, explanation)
  if (saysNobody(body)) {
    const refusal = { class: 'final', code: 'not_on_whatsapp', explanation: '' } as const
    return { kind: 'refused', refusal: { ...refusal, unreachableDays: 30 } }
  }
  return { kind: 'refused', refusal: { class: 'template_wrong', code, explanation } }
}
