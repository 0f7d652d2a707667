// lib/notifications/channels/evolution-wire.ts
import { z } from 'zod'
import type { Secret } from '@/lib/kernel/secret'
import type { Http, HttpReply } from '@/lib/platform/http'
import type { Where } from '../channel'
import { readJson } from './json'

/** Without a simulator nothing of it may reach the real one. */
const NOWHERE = 'http://simulator.invalid'
const TIMEOUT_MS = 15_000

export type EvolutionSettings = {
  readonly serverUrl: string
  readonly instanceName: string
  readonly apiKey: Secret
  readonly jwtKey: Secret
}

export type Line = {
  readonly name: string
  readonly jwtKey: Secret
  get(http: Http, path: string): Promise<HttpReply>
  post(http: Http, path: string, body: object): Promise<HttpReply>
  delete(http: Http, path: string): Promise<HttpReply>
}

/** One instance of one server: each of its routes ends in its name, but for the one that makes it. */
export function lineOf(
  { environment, simulatorUrl, mayCall }: Where,
  settings: EvolutionSettings,
): Line {
  const { serverUrl, instanceName: name, apiKey, jwtKey } = settings
  const base = environment === 'simulator' ? (simulatorUrl ?? NOWHERE) : serverUrl
  const headers = { apikey: apiKey.reveal(), 'content-type': 'application/json' }
  // Its server is whatever somebody typed; the simulator's is ours.
  const guard = environment === 'simulator' ? {} : { mayCall }
  const common = { headers, timeoutMs: TIMEOUT_MS, ...guard }
  return {
    ...{ name, jwtKey },
    get: (http, path) => http({ method: 'GET', url: `${base}${path}`, ...common }),
    post: (http, path, body) =>
      http({ method: 'POST', url: `${base}${path}`, body: JSON.stringify(body), ...common }),
    delete: (http, path) => http({ method: 'DELETE', url: `${base}${path}`, ...common }),
  }
}

/** The server wraps what it wants to say twice, and sometimes in a list. */
const Refused = z.object({ response: z.object({ message: z.unknown().optional() }) })

/** What a refusal says, in one line and briefly; nothing that was sent is repeated from it. */
export function explanationIn(body: string): string {
  const told = Refused.safeParse(readJson(body))
  if (!told.success) return ''
  const words = [told.data.response.message].flat(3).filter((each) => typeof each === 'string')
  return words.join('; ').slice(0, 200)
}

/** The server answers so where nobody has WhatsApp: `{exists: false, jid, number}` in its message. */
export const saysNobody = (body: string) => /"exists":\s*false/.test(body)

/** 0 where nobody answered. */
export const statusOf = (reply: HttpReply) => (reply.kind === 'reply' ? reply.status : 0)

export const ok = (reply: HttpReply) => statusOf(reply) >= 200 && statusOf(reply) < 300
