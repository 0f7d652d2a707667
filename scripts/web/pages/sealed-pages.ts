// scripts/web/pages/sealed-pages.ts
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PageNeeds } from '@/lib/security/page-policy'
import type { Integrities } from '@/lib/security/page-scripts'
import type { AskNext } from './ask-next'
import { isHtml, makeReady, writePage } from './ready-page'

/** Receipts, returned forms, drafts and pages of another address: one person's, made at each request. */
export const SEALED = /^\/o\/(?:preview\/[^/?]+|[^/?]+(?:\/(?:done|lead|pt-BR|en))?)\/?(?:\?|$)/

type Sealing = {
  readonly ask: AskNext
  readonly integrities: Integrities
  readonly needsFor: (code: string) => Promise<Omit<PageNeeds, 'hashes'>>
}

/** Of the draft a producer looks at, in a frame of the editor. */
const OF_DRAFT: Omit<PageNeeds, 'hashes'> = { video: 'any', measures: false, framedBy: "'self'" }

const CODE = /^\/o\/([A-Z0-9]{6})\//

/** Waits for the whole page, and sends it with the policy of exactly what stands in it. */
export async function answerSealed(
  { ask, integrities, needsFor }: Sealing,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { url: path = '', method = 'GET', headers, socket } = request
  const sender = headers['x-forwarded-for'] ?? socket.remoteAddress
  const { connection: _, 'accept-encoding': __, 'if-none-match': ___, ...asked } = headers
  // The policy is of what stands in the page: it is asked for whole, also for who wants its head.
  const told = await ask({
    path,
    headers: { ...asked, ...(sender !== undefined && { 'x-forwarded-for': sender }) },
  })
  if (response.destroyed) return
  if (!isHtml(told)) {
    const { connection: _, 'transfer-encoding': __, ...kept } = told.headers
    response.writeHead(told.status, { ...kept, 'content-length': told.body.byteLength })
    response.end(method === 'HEAD' ? undefined : told.body)
    return
  }
  const [, code = ''] = CODE.exec(path) ?? []
  const needs = path.startsWith('/o/preview/') ? OF_DRAFT : await needsFor(code)
  const once = true
  for (const cookie of told.headers['set-cookie'] ?? []) response.appendHeader('set-cookie', cookie)
  writePage(request, response, await makeReady({ told, integrities, needs, once }))
}
