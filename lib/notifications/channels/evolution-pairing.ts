// lib/notifications/channels/evolution-pairing.ts
import { z } from 'zod'
import type { Http, HttpReply } from '@/lib/platform/http'
import type { Connection, Pairing, PairingStep } from '../channel'
import { readState } from './evolution-state'
import { QrCode } from './evolution-webhook'
import { explanationIn, type Line, ok, statusOf } from './evolution-wire'
import { readJson } from './json'

const EVENTS = [
  'QRCODE_UPDATED',
  'CONNECTION_UPDATE',
  'SEND_MESSAGE',
  'MESSAGES_UPDATE',
  'MESSAGES_UPSERT',
  'LOGOUT_INSTANCE',
  'REMOVE_INSTANCE',
]

/** A line for our messages alone: groups are nobody's buyers, and what people write stays unread. */
const SETTINGS = {
  rejectCall: false,
  groupsIgnore: true,
  alwaysOnline: false,
  readMessages: false,
  readStatus: false,
  syncFullHistory: false,
}

const Connected = z.object({ instance: z.object({ state: z.literal('open') }) })
const digits = (phone: string) => phone.replace(/\D/g, '')

export function pairingOf(line: Line): Pairing {
  const { name } = line
  const webhookOf = (url: string) => ({
    ...{ enabled: true, url, byEvents: false, base64: false, events: EVENTS },
    headers: { jwt_key: line.jwtKey.reveal() },
  })

  /** A name that is there already is somebody's line: it gets our address, and its state is told. */
  async function adopt(http: Http, url: string): Promise<Connection> {
    const told = await line.post(http, `/webhook/set/${name}`, { webhook: webhookOf(url) })
    if (!ok(told)) return refusalOf(told)
    await line.post(http, `/settings/set/${name}`, SETTINGS)
    return stateOf(http)
  }
  const stateOf = async (http: Http) =>
    readState(await line.get(http, `/instance/connectionState/${name}`))

  return {
    async open({ http }, url, number) {
      const before = await line.get(http, `/instance/connectionState/${name}`)
      if (before.kind !== 'reply' || before.status !== 404) {
        const state = readState(before)
        return state.kind === 'connected' || state.kind === 'unpaired' ? adopt(http, url) : state
      }
      const made = await line.post(http, '/instance/create', {
        ...{ instanceName: name, integration: 'WHATSAPP-BAILEYS', qrcode: true },
        ...(number !== null && { number: digits(number) }),
        ...{ ...SETTINGS, webhook: webhookOf(url) },
      })
      return ok(made) ? { kind: 'unpaired', state: 'waiting_qr' } : refusalOf(made)
    },
    async code({ http }, number) {
      const query = number === null ? '' : `?number=${digits(number)}`
      return readCode(await line.get(http, `/instance/connect/${name}${query}`))
    },
    restart: async ({ http }) => ok(await line.post(http, `/instance/restart/${name}`, {})),
    async logout({ http }) {
      const said = await line.delete(http, `/instance/logout/${name}`)
      return ok(said) || statusOf(said) === 400 // Logged out already.
    },
    async remove({ http }) {
      await line.delete(http, `/instance/logout/${name}`)
      const said = await line.delete(http, `/instance/delete/${name}`)
      return ok(said) || statusOf(said) === 404
    },
  }
}

function refusalOf(reply: HttpReply): Connection {
  if (reply.kind !== 'reply') return { kind: 'unknown', cause: reply.cause, field: 'serverUrl' }
  const field = reply.status === 401 || reply.status === 403 ? 'apiKey' : 'instanceName'
  const explanation = explanationIn(reply.body)
  return { kind: 'refused', code: `HTTP ${reply.status}`, explanation, field }
}

function readCode(reply: HttpReply): PairingStep {
  if (reply.kind !== 'reply') return { kind: 'failed', cause: reply.cause }
  const json = readJson(reply.body)
  if (Connected.safeParse(json).success) return { kind: 'linked' }
  const { data } = QrCode.safeParse(json)
  if (data !== undefined) {
    const { code, pairingCode = null, count = 1 } = data
    return { kind: 'code', code, pairingCode, count }
  }
  if (ok(reply)) return { kind: 'preparing' }
  const said = [`HTTP ${reply.status}`, explanationIn(reply.body)].filter((word) => word !== '')
  return { kind: 'failed', cause: said.join(' – ') }
}
