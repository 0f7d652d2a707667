// lib/webhooks/guarded-post.ts
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIp, webAddressIssue } from '@/lib/kernel/web-address'
import type { Tools } from '@/lib/platform/context'
import { guardedLookup, PRIVATE } from '@/lib/platform/guarded-lookup'
import { mayCall } from '@/lib/platform/safe-address'

export type PostReply =
  | { readonly kind: 'reply'; readonly status: number; readonly excerpt: string }
  /** Nobody answered, or nobody may be asked. `cause` is a word, never an address. */
  | { readonly kind: 'none'; readonly cause: string }

export type Post = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly timeoutMs: number
}

const EXCERPT_BYTES = 500

/**
 * One POST to an address that a customer typed. Which machine a name means is judged at the moment
 * of the connection and the judged one is called, so a name cannot change its mind in between.
 * Redirects are not followed, and of the answer only its beginning is read.
 */
export function guardedPost(tools: Pick<Tools, 'simulators'>, post: Post): Promise<PostReply> {
  const none = (cause: string): PostReply => ({ kind: 'none', cause })
  if (webAddressIssue(post.url) !== null) return Promise.resolve(none(PRIVATE))
  const url = new URL(post.url)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIp(host) && !mayCall(tools, host)) return Promise.resolve(none(PRIVATE))

  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((answer) => {
    const request = send(url, {
      method: 'POST',
      headers: { ...post.headers, 'content-length': Buffer.byteLength(post.body) },
      lookup: guardedLookup((ip) => mayCall(tools, ip)),
      signal: AbortSignal.timeout(post.timeoutMs),
    })
    request.on('error', (error) => answer(none(causeOf(error))))
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      const finish = () => {
        const excerpt = Buffer.concat(chunks).subarray(0, EXCERPT_BYTES).toString()
        answer({ kind: 'reply', status: response.statusCode ?? 0, excerpt })
        response.destroy()
      }
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes >= EXCERPT_BYTES) finish()
      })
      response.on('end', finish)
      response.on('error', finish) // The status came: what follows it does not change the answer.
    })
    request.end(post.body)
  })
}

const causeOf = (error: Error) =>
  'code' in error && typeof error.code === 'string' && error.code !== '' ? error.code : error.name
