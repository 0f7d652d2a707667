// lib/simulator/dialects/rede-token.ts
import { randomBytes } from 'node:crypto'
import type { Call, Said, World } from '../dialect'

const LIFE_S = 1_439

type Token = { readonly merchant: string; readonly until: number }

const tokensOf = (world: World) => world.shelf('rede.tokens')

/** OAuth2 client credentials: the PV without leading zeros, and its key. */
export function issueToken({ headers, body }: Call, world: World): Said {
  const basic = /^Basic (.+)$/.exec(String(headers.authorization ?? ''))?.[1] ?? ''
  const [clientId = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':')
  const known = /^[1-9]\d{0,8}$/.test(clientId) && secret !== '' && !secret.includes('INVALID')
  if (!known) return { status: 401, body: { error: 'invalid_client' } }
  const form = String(headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  if (!form) return { status: 415, body: { error: 'invalid_request' } }
  if (new URLSearchParams(body).get('grant_type') !== 'client_credentials') {
    return { status: 400, body: { error: 'unsupported_grant_type' } }
  }
  const token = randomBytes(24).toString('hex')
  const until = world.now().getTime() + LIFE_S * 1_000
  tokensOf(world).set(token, { merchant: clientId, until } satisfies Token)
  const answer = { access_token: token, token_type: 'Bearer', expires_in: LIFE_S, scope: 'create' }
  return { status: 200, body: answer }
}

/** Whose token it is; null when it is nobody's, or too old. */
export function merchantOf({ headers }: Call, world: World): string | null {
  const token = /^Bearer (.+)$/.exec(String(headers.authorization ?? ''))?.[1] ?? ''
  const kept = tokensOf(world).get(token) as Token | undefined
  if (kept === undefined) return null
  if (kept.until > world.now().getTime()) return kept.merchant
  tokensOf(world).delete(token)
  return null
}
