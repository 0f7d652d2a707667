// scripts/web/pages/ready-page.ts
import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { type PageNeeds, pagePolicy, REPORTING } from '@/lib/security/page-policy'
import { type Integrities, sealPage } from '@/lib/security/page-scripts'
import type { Told } from './ask-next'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)
const brotliAt = (quality: number) => ({
  params: {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: quality,
  },
})
/** What is sent many times is pressed harder. */
const FOR_MANY = { br: brotliAt(9), gzip: { level: 8 } }
const FOR_ONE = { br: brotliAt(4), gzip: { level: 4 } }

type Encoding = 'br' | 'gzip' | 'identity'
type Body = { readonly bytes: Buffer; readonly headers: readonly string[] }

/** A page as it goes out, made once: three bodies, and what is said of each. */
export type ReadyPage = {
  readonly status: number
  readonly etag: string
  readonly bodies: Readonly<Record<Encoding, Body>>
  /** Without a body, for who has it already. */
  readonly unchanged: readonly string[]
  /** Said over https alone. */
  readonly overHttps: readonly string[]
  readonly bytes: number
}

/** About one connection, about the body as it was, or said by us below. */
const NOT_KEPT =
  /^(connection|keep-alive|date|transfer-encoding|content-(length|encoding|security-policy)|cache-control|etag|set-cookie|strict-transport-security|x-nextjs-.*)$/

/** Looked at again before each use, which an unchanged page answers with a 304. */
const EVERYBODYS = 'public, no-cache'
const ONE_PERSONS = 'private, no-store'

type Made = {
  readonly told: Told
  readonly integrities: Integrities
  readonly needs: Omit<PageNeeds, 'hashes'>
  /** One person's: never kept, neither here nor elsewhere. */
  readonly once?: boolean
}

export const isHtml = ({ headers }: Told): boolean =>
  headers['content-type']?.startsWith('text/html') === true

/** Seals the page, with the policy of exactly what stands in it. */
export async function makeReady(made: Made): Promise<ReadyPage> {
  const { told, integrities, needs, once = false } = made
  const { html, hashes } = sealPage(told.body.toString('utf8'), integrities)
  const policy = pagePolicy({ ...needs, hashes })
  const identity = Buffer.from(html)
  const pressed = once ? FOR_ONE : FOR_MANY
  const [br, gz] = await Promise.all([
    toBrotli(identity, pressed.br),
    toGzip(identity, pressed.gzip),
  ])
  const digest = createHash('sha256').update(policy).update(identity).digest('base64url')
  const etag = `W/"${digest.slice(0, 22)}"`
  const common = [
    ...pairsOf(told.headers),
    ...['content-security-policy', policy, 'reporting-endpoints', REPORTING],
    ...['cache-control', once ? ONE_PERSONS : EVERYBODYS],
    ...(once ? [] : ['etag', etag]),
  ]
  const bodyOf = (bytes: Buffer, encoding: Encoding): Body => ({
    bytes,
    headers: [
      ...common,
      ...['content-length', `${bytes.byteLength}`],
      ...(encoding === 'identity' ? [] : ['content-encoding', encoding]),
    ],
  })
  const bodies = {
    br: bodyOf(br, 'br'),
    gzip: bodyOf(gz, 'gzip'),
    identity: bodyOf(identity, 'identity'),
  }
  const hsts = told.headers['strict-transport-security']
  return {
    ...{ status: told.status, etag, bodies, unchanged: common },
    overHttps: hsts === undefined ? [] : ['strict-transport-security', hsts],
    bytes: identity.byteLength + br.byteLength + gz.byteLength + common.join('').length * 4,
  }
}

const pairsOf = (headers: IncomingHttpHeaders): string[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || NOT_KEPT.test(name) ? [] : [name, [value].flat().join(', ')],
  )

/** What the client can read, the smallest first. A coding with `q=0` is one it cannot. */
function encodingFor(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'identity'
  const codings = accepted.toLowerCase().split(',')
  const takes = (wanted: string) =>
    codings.some((coding) => {
      const [name = '', ...rest] = coding.split(';')
      return name.trim() === wanted && !rest.some((each) => /^\s*q=0(\.0*)?\s*$/.test(each))
    })
  if (takes('br')) return 'br'
  return takes('gzip') ? 'gzip' : 'identity'
}

const isUnchanged = (page: ReadyPage, asked: string | undefined): boolean =>
  page.status === 200 &&
  asked !== undefined &&
  asked.split(',').some((each) => each.trim() === '*' || each.trim().endsWith(page.etag.slice(2)))

export function writePage(request: IncomingMessage, response: ServerResponse, page: ReadyPage) {
  const { headers, method } = request
  const isHttps = headers['x-forwarded-proto'] === 'https'
  if (isUnchanged(page, headers['if-none-match'])) {
    response.writeHead(304, withHttps(page.unchanged, page, isHttps))
    response.end()
    return
  }
  const body = page.bodies[encodingFor(headers['accept-encoding'])]
  response.writeHead(page.status, withHttps(body.headers, page, isHttps))
  response.end(method === 'HEAD' ? undefined : body.bytes)
}

const withHttps = (headers: readonly string[], { overHttps }: ReadyPage, isHttps: boolean) =>
  (isHttps ? [...headers, ...overHttps] : headers) as string[]
