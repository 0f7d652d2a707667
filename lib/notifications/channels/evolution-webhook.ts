// lib/notifications/channels/evolution-webhook.ts
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Secret } from '@/lib/kernel/secret'
import type { Notice } from '../channel'
import { readJson } from './json'

/** A token lives ten minutes; clocks differ by less than one. */
const LEEWAY_MS = 60_000

const Header = z.object({ alg: z.literal('HS256') })
const Claims = z.object({ exp: z.number() })

/** HS256, as the server makes it from the key we gave it: `header.payload.signature`. */
export function isSigned(token: string, key: Secret, now: Date): boolean {
  const [header = '', payload = '', signature = ''] = token.split('.')
  if (!Header.safeParse(decoded(header)).success) return false
  const ours = createHmac('sha256', key.reveal()).update(`${header}.${payload}`).digest()
  const theirs = Buffer.from(signature, 'base64url')
  if (theirs.length !== ours.length || !timingSafeEqual(theirs, ours)) return false
  const claims = Claims.safeParse(decoded(payload))
  return claims.success && claims.data.exp * 1_000 + LEEWAY_MS > now.getTime()
}

const decoded = (part: string) => readJson(Buffer.from(part, 'base64url').toString('utf8'))

/** The body brings the server's own key along: only what is named here is ever taken from it. */
const Webhook = z.object({ event: z.string(), instance: z.string(), data: z.unknown().optional() })

/** `messages.update`, and `MESSAGES_UPDATE` as some versions write it. */
const nameOf = (event: string) => event.toLowerCase().replaceAll(/[_-]/g, '.')

export function noticesOf(json: unknown, instanceName: string, at: Date): readonly Notice[] {
  const parsed = Webhook.safeParse(json)
  if (!parsed.success || parsed.data.instance !== instanceName) return []
  const { event, data } = parsed.data
  const each = [data].flat()
  switch (nameOf(event)) {
    case 'messages.update':
      return each.flatMap((told) => updateOf(told, at))
    case 'messages.upsert':
      return each.flatMap((told) => inboundOf(told, at))
    case 'send.message':
      return each.flatMap((told) => acceptedOf(told, at))
    case 'connection.update':
      return connectionOf(data)
    case 'qrcode.updated':
      return codeOf(data)
    case 'logout.instance':
    case 'remove.instance':
      return [{ kind: 'connection', state: 'logged_out', cause: nameOf(event) }]
    default:
      return []
  }
}

const STATES: Readonly<Record<string, 'sent' | 'delivered' | 'read' | 'failed'>> = {
  SERVER_ACK: 'sent',
  DELIVERY_ACK: 'delivered',
  READ: 'read',
  PLAYED: 'read',
  ERROR: 'failed',
}

const Update = z.object({
  keyId: z.string(),
  status: z.string(),
  fromMe: z.boolean().default(true),
})

function updateOf(told: unknown, at: Date): Notice[] {
  const { data } = Update.safeParse(told)
  const state = STATES[data?.status ?? '']
  if (data === undefined || state === undefined || !data.fromMe) return []
  const refusal =
    state === 'failed'
      ? ({ class: 'retry', code: 'ERROR', explanation: '', once: true } as const)
      : null
  return [{ kind: 'status', messageId: null, channelMessageId: data.keyId, state, at, refusal }]
}

const Message = z.object({
  key: z.object({
    id: z.string(),
    remoteJid: z.string(),
    fromMe: z.boolean(),
    /** The number behind an id that hides it. */
    remoteJidAlt: z.string().optional(),
    senderPn: z.string().optional(),
  }),
  message: z.object({
    conversation: z.string().optional(),
    extendedTextMessage: z.object({ text: z.string().optional() }).optional(),
    buttonsResponseMessage: z.object({ selectedDisplayText: z.string().optional() }).optional(),
  }),
  messageTimestamp: z.coerce.number().min(0).max(4_102_444_800).optional().catch(undefined),
})
type Message = z.output<typeof Message>

const textIn = ({ message }: Message) =>
  message.conversation ??
  message.extendedTextMessage?.text ??
  message.buttonsResponseMessage?.selectedDisplayText

const isPerson = (jid: string) => /@(s\.whatsapp\.net|lid)$/.test(jid)

/** Groups and status lists are nobody's answer. */
function inboundOf(told: unknown, now: Date): Notice[] {
  const { data } = Message.safeParse(told)
  if (data === undefined || data.key.fromMe || !isPerson(data.key.remoteJid)) return []
  const text = textIn(data)
  if (text === undefined) return []
  const { remoteJid, remoteJidAlt, senderPn } = data.key
  const jid = [remoteJid, remoteJidAlt, senderPn].find((each) => each?.endsWith('.net'))
  const from = jid === undefined ? '' : `+${jid.replace(/[:@].*$/, '')}`
  const at = data.messageTimestamp === undefined ? now : new Date(data.messageTimestamp * 1_000)
  return [{ kind: 'inbound', from, text, at, channelKey: remoteJid }]
}

function acceptedOf(told: unknown, at: Date): Notice[] {
  const { data } = Message.safeParse(told)
  if (data === undefined || !data.key.fromMe) return []
  const { id: channelMessageId, remoteJid: channelKey } = data.key
  return [{ kind: 'accepted', channelMessageId, channelKey, text: textIn(data) ?? '', at }]
}

const Connection = z.object({
  state: z.string(),
  statusReason: z.coerce.string().optional(),
  wuid: z.string().optional(),
  profileName: z.string().optional(),
})

/** After these WhatsApp wants a person: 401 logged out, 402 and 406 turned away, 403 most likely banned. */
const GONE: Readonly<Record<string, 'logged_out' | 'blocked'>> = {
  '401': 'logged_out',
  '402': 'blocked',
  '403': 'blocked',
  '406': 'blocked',
}

function connectionOf(told: unknown): Notice[] {
  const { data } = Connection.safeParse(told)
  if (data === undefined) return []
  const cause = data.statusReason ?? null
  if (data.state === 'connecting') return [{ kind: 'connection', state: 'connecting', cause: null }]
  if (data.state !== 'open') {
    return [{ kind: 'connection', state: GONE[cause ?? ''] ?? 'disconnected', cause }]
  }
  const number = data.wuid === undefined ? null : `+${data.wuid.replace(/[:@].*$/, '')}`
  const profile = data.profileName ?? null
  return [{ kind: 'connection', state: 'connected', cause: null, number, profile }]
}

export const QrCode = z.object({
  code: z.string().min(1),
  pairingCode: z.string().nullish(),
  count: z.number().int().optional(),
})

const Updated = z.object({ qrcode: QrCode })
const Over = z.object({ message: z.string(), statusCode: z.unknown().optional() })

function codeOf(told: unknown): Notice[] {
  const updated = Updated.safeParse(told)
  if (updated.success) {
    const { code, pairingCode = null, count = 0 } = updated.data.qrcode
    return [{ kind: 'code', code, pairingCode, count }]
  }
  return Over.safeParse(told).success ? [{ kind: 'codes_over' }] : []
}
