// lib/notifications/channels/whatsapp-wire.ts
import { z } from 'zod'
import type { Secret } from '@/lib/kernel/secret'
import type { Http, HttpReply } from '@/lib/platform/http'
import type { Where } from '../channel'
import { readJson } from './json'

const NOWHERE = 'http://simulator.invalid'
const PRODUCTION = 'https://graph.facebook.com'
const TIMEOUT_MS = 15_000

export type WhatsappSettings = {
  readonly phoneNumberId: string
  readonly wabaId: string | null
  readonly token: Secret
  readonly appSecret: Secret
  readonly verifyToken: string
  readonly apiVersion: string
}

/** The Graph API with our token: paths begin with the id of what is asked. */
export function graphOf(where: Where, { token, apiVersion }: WhatsappSettings) {
  const base = `${baseOf(where)}/${apiVersion}`
  const headers = {
    authorization: `Bearer ${token.reveal()}`,
    'content-type': 'application/json',
  }
  const common = { headers, timeoutMs: TIMEOUT_MS }
  return {
    get: (http: Http, path: string) => http({ method: 'GET', url: `${base}/${path}`, ...common }),
    post: (http: Http, path: string, body: object) =>
      http({ method: 'POST', url: `${base}/${path}`, body: JSON.stringify(body), ...common }),
  }
}
export type Graph = ReturnType<typeof graphOf>

/** Without a simulator nothing of it may reach the real one. */
const baseOf = ({ environment, simulatorUrl }: Where) =>
  environment === 'simulator' ? (simulatorUrl ?? NOWHERE) : PRODUCTION

export const Failure = z.object({
  code: z.coerce.string(),
  message: z.string().optional(),
  title: z.string().optional(),
  error_data: z.object({ details: z.string().optional() }).optional(),
  error_user_msg: z.string().optional(),
})

const Refused = z.object({ error: Failure })

const explain = ({ error_data, error_user_msg, message, title }: z.output<typeof Failure>) =>
  (error_data?.details ?? error_user_msg ?? message ?? title ?? '').slice(0, 300)

type Failed = { readonly code: string; readonly explanation: string }

export const failedOf = (failure: z.output<typeof Failure>): Failed => ({
  code: failure.code,
  explanation: explain(failure),
})

/** What Meta refused with, or null when this is no refusal of its. */
export function failureIn(reply: Extract<HttpReply, { kind: 'reply' }>): Failed | null {
  const refused = Refused.safeParse(readJson(reply.body))
  return refused.success ? failedOf(refused.data.error) : null
}
