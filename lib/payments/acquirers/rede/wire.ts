// lib/payments/acquirers/rede/wire.ts

import type { Environment } from '@/db/schema/payments'
import type { Secret } from '@/lib/kernel/secret'
import type { Ctx } from '@/lib/platform/context'
import type { HttpReply, HttpRequest } from '@/lib/platform/http'
import { readJson } from '../../read-json'
import { makeTokens } from './token'

const HOSTS = {
  sandbox: {
    api: 'https://sandbox-erede.useredecloud.com.br',
    auth: 'https://rl7-sandbox-api.useredecloud.com.br',
  },
  production: {
    api: 'https://api.userede.com.br/erede',
    auth: 'https://api.userede.com.br/redelabs',
  },
} as const

const CALL_MS = 15_000
const QUERY_MS = 5_000
const UNAUTHORIZED = 401
/** The access token is expired or invalid. It comes with a 401, and now and then with another. */
const TOKEN_EXPIRED = '4030'

type Line = {
  readonly environment: Environment
  readonly simulatorUrl: string
  readonly credentials: { readonly affiliation: string; readonly integrationKey: Secret }
}
type Call = Pick<HttpRequest, 'method'> & { readonly url: string; readonly content?: object }

/** Speaks to Rede as one merchant: the addresses, the headers and the token of every call. */
export function openWire({ environment, simulatorUrl, credentials }: Line) {
  const hosts =
    environment === 'simulator' ? { api: simulatorUrl, auth: simulatorUrl } : HOSTS[environment]
  const tokens = makeTokens(hosts.auth, credentials)

  const sendWith = (ctx: Ctx, token: Secret, { method, url, content }: Call) =>
    ctx.http({
      method,
      url,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token.reveal()}`,
        affiliation: credentials.affiliation,
        'transaction-response': 'brand-return-opened',
      },
      timeoutMs: method === 'GET' ? QUERY_MS : CALL_MS,
      ...(content !== undefined && { body: JSON.stringify(content) }),
    })

  /** What a bad token was answered with was surely not executed: it alone is followed by a repeat. */
  async function send(ctx: Ctx, call: Call): Promise<HttpReply> {
    const token = await tokens.current(ctx)
    if ('kind' in token) return token
    const reply = await sendWith(ctx, token, call)
    if (!isTokenRefused(reply)) return reply
    tokens.forget(token)
    const renewed = await tokens.current(ctx)
    return 'kind' in renewed ? renewed : sendWith(ctx, renewed, call)
  }

  const transactions = (path: string) => `${hosts.api}/v2/transactions${path}`
  const service = (path: string) => `${hosts.auth}/token-service/oauth/v2/${path}`
  return {
    get: (ctx: Ctx, path: string) => send(ctx, { method: 'GET', url: transactions(path) }),
    post: (ctx: Ctx, path: string, content: object) =>
      send(ctx, { method: 'POST', url: transactions(path), content }),
    put: (ctx: Ctx, path: string, content: object) =>
      send(ctx, { method: 'PUT', url: transactions(path), content }),
    getService: (ctx: Ctx, path: string) => send(ctx, { method: 'GET', url: service(path) }),
    postService: (ctx: Ctx, path: string, content: object) =>
      send(ctx, { method: 'POST', url: service(path), content }),
    putService: (ctx: Ctx, path: string, content: object) =>
      send(ctx, { method: 'PUT', url: service(path), content }),
  }
}

export type Wire = ReturnType<typeof openWire>

function isTokenRefused(reply: HttpReply): boolean {
  if (reply.kind !== 'reply') return false
  if (reply.status === UNAUTHORIZED) return true
  if (reply.status < 400 || !reply.body.includes(TOKEN_EXPIRED)) return false
  const said = readJson(reply.body)
  return typeof said === 'object' && said !== null && 'returnCode' in said
    ? said.returnCode === TOKEN_EXPIRED
    : false
}
