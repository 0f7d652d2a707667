// lib/platform/storage-s3.ts
import { createHash } from 'node:crypto'
import { AwsV4Signer } from 'aws4fetch'
import { err, ok } from '@/lib/kernel/result'
import type { Http, HttpReply } from './http'
import type { Storage } from './storage'
import type { Bucket } from './storage-url'

const TIMEOUT_MS = { PUT: 20_000, GET: 10_000, DELETE: 10_000 } as const
/** Each of the three may be said twice: the second time finds what the first one did. */
const TRIES = 2
/** Under one key lie the same bytes for ever. */
const CACHED = 'public, max-age=31536000, immutable'

type Method = keyof typeof TIMEOUT_MS
type File = { readonly bytes: Uint8Array; readonly type: string }
type Wire = { readonly http: Http; readonly now: () => Date }

/** A bucket of any S3-compatible service, named in the path: it needs no name of its own in the DNS. */
export function openBucket({ http, now }: Wire, bucket: Bucket): Storage {
  async function ask(method: Method, key: string, file?: File): Promise<HttpReply> {
    const url = `${bucket.baseUrl}/${key}`
    const headers = await signed({ method, url, at: now() }, bucket, file)
    const body = file === undefined ? {} : { body: file.bytes }
    return http({ method, url, headers, timeoutMs: TIMEOUT_MS[method], ...body })
  }
  async function insist(method: Method, key: string, file?: File): Promise<HttpReply> {
    let reply = await ask(method, key, file)
    for (let tried = 1; tried < TRIES && mayPass(reply); tried++) {
      reply = await ask(method, key, file)
    }
    return reply
  }
  return {
    async put(key, bytes, type) {
      const reply = await insist('PUT', key, { bytes, type })
      return isDone(reply) ? ok(null) : failed(reply)
    },
    async get(key) {
      const reply = await insist('GET', key)
      if (reply.kind === 'reply' && reply.status === 404) return ok(null)
      return isDone(reply) ? ok(reply.bytes ?? Buffer.from(reply.body)) : failed(reply)
    },
    async delete(key) {
      const reply = await insist('DELETE', key)
      const absent = reply.kind === 'reply' && reply.status === 404
      return absent || isDone(reply) ? ok(null) : failed(reply)
    },
  }
}

const isDone = (reply: HttpReply): reply is Extract<HttpReply, { kind: 'reply' }> =>
  reply.kind === 'reply' && reply.status >= 200 && reply.status < 300

/** Silence and the other side's own trouble, not what it refused. */
const mayPass = (reply: HttpReply) =>
  reply.kind !== 'reply' || reply.status >= 500 || reply.status === 429

/** The service's word for it (`<Code>AccessDenied</Code>`), which is in its documents. */
const failed = (reply: HttpReply) => {
  if (reply.kind !== 'reply') return err({ code: 'storage_unavailable', cause: reply.cause })
  const [, word = ''] = /<Code>(\w{1,60})<\/Code>/.exec(reply.body) ?? []
  const cause = [`http ${reply.status}`, word].join(' ').trim()
  return err({ code: 'storage_unavailable', cause })
}

type Asked = { readonly method: Method; readonly url: string; readonly at: Date }

/** Signature version 4, over the bytes too: what is changed on the way is refused there. */
async function signed({ method, url, at }: Asked, bucket: Bucket, file: File | undefined) {
  const signer = new AwsV4Signer({
    method,
    url,
    service: 's3',
    region: bucket.region,
    accessKeyId: bucket.keyId,
    secretAccessKey: bucket.secretKey.reveal(),
    datetime: at.toISOString().replace(/[:-]|\.\d{3}/g, ''),
    allHeaders: true,
    headers: {
      ...(file && { 'content-type': file.type, 'cache-control': CACHED }),
      'x-amz-content-sha256': createHash('sha256')
        .update(file?.bytes ?? '')
        .digest('hex'),
    },
  })
  const { headers } = await signer.sign()
  return Object.fromEntries(headers)
}
