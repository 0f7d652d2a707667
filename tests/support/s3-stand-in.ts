// tests/support/s3-stand-in.ts
import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

export const KEY_ID = 'AKIAEXAMPLE'
/** With the signs that a key may have, and an address may not. */
export const SECRET = 'wJalr/XUtn+FEMI=K7'
export const REGION = 'sa-east-1'
export const BUCKET = 'quintal-fotos'

type Kept = { readonly bytes: Buffer; readonly type: string; readonly cached: string }

/**
 * A bucket over HTTP that believes nobody: it computes each signature from the documents of AWS
 * (Signature Version 4), with nothing of the library that made it.
 */
export async function s3StandIn() {
  const kept = new Map<string, Kept>()
  const refused: string[] = []
  /** Answers to give before being asked again in earnest. */
  const faults: (number | 'hang_up' | { status: number; location: string })[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const bytes = Buffer.concat(chunks)
    const fault = faults.shift()
    if (fault === 'hang_up') return void request.socket.destroy()
    if (typeof fault === 'number') return void response.writeHead(fault).end()
    if (fault !== undefined) {
      return void response.writeHead(fault.status, { location: fault.location }).end()
    }
    const wrong = wrongWith(request, bytes)
    if (wrong !== null) {
      refused.push(wrong)
      const body = `<?xml version="1.0"?><Error><Code>${wrong}</Code></Error>`
      return void response.writeHead(403, { 'content-type': 'application/xml' }).end(body)
    }
    const path = request.url ?? ''
    if (request.method === 'PUT') {
      const { 'content-type': type = '', 'cache-control': cached = '' } = request.headers
      kept.set(path, { bytes, type, cached })
      return void response.writeHead(200).end()
    }
    const found = kept.get(path)
    if (request.method === 'DELETE') {
      kept.delete(path)
      return void response.writeHead(204).end()
    }
    if (found === undefined) {
      return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
    }
    response.writeHead(200, { 'content-type': found.type }).end(found.bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => new Promise((resolve) => server.close(resolve)))
  const { port } = server.address() as AddressInfo
  const url = `http://${KEY_ID}:${encodeURIComponent(SECRET)}@127.0.0.1:${port}/${BUCKET}/uploads?region=${REGION}`
  return { url, kept, refused, faults }
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/

/** The word S3 has for what is wrong, or null. */
function wrongWith(request: IncomingMessage, bytes: Buffer): string | null {
  const { headers, method = '', url = '' } = request
  const match = AUTHORIZATION.exec(headers.authorization ?? '')
  if (match === null) return 'AuthorizationHeaderMalformed'
  const [, keyId, day = '', region = '', signedHeaders = '', signature] = match
  if (keyId !== KEY_ID) return 'InvalidAccessKeyId'
  if (region !== REGION) return 'AuthorizationHeaderMalformed'
  const at = String(headers['x-amz-date'])
  if (!/^\d{8}T\d{6}Z$/.test(at) || !at.startsWith(day)) return 'RequestTimeTooSkewed'
  const names = signedHeaders.split(';')
  const needed = ['host', 'x-amz-date', 'x-amz-content-sha256']
  if (method === 'PUT') needed.push('content-type')
  if (!needed.every((name) => names.includes(name))) return 'AccessDenied'
  if (headers['x-amz-content-sha256'] !== sha256(bytes)) return 'XAmzContentSHA256Mismatch'
  const canonical = [
    method,
    url,
    '',
    ...names.map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders,
    sha256(bytes),
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n')
  const key = [region, 's3', 'aws4_request'].reduce<Buffer>(
    (from, part) => hmac(from, part),
    hmac(`AWS4${SECRET}`, day),
  )
  return hmac(key, toSign).toString('hex') === signature ? null : 'SignatureDoesNotMatch'
}
