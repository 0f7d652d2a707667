// lib/platform/read-body.ts
import { problem } from './problem'

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(;|$)/i

type Read =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly response: Response }

const refuse = (status: number, code: string): Read => ({
  ok: false,
  response: problem(status, code),
})

/** A JSON body within a limit that is kept while reading, whatever its headers promise. */
export async function readJsonBody(request: Request, maxBytes = 64 * 1024): Promise<Read> {
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) {
    return refuse(415, 'unsupported_media_type')
  }
  const bytes = await readBytes(request, maxBytes)
  if (bytes === null) return refuse(413, 'body_too_large')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    return MAY_HIDE.test(text) && !isStorable(value)
      ? refuse(400, 'malformed_json')
      : { ok: true, value }
  } catch {
    return refuse(400, 'malformed_json')
  }
}

/** Only escapes can spell a zero or half of a letter: without one nothing needs to be looked at. */
const MAY_HIDE = /\\u(?:0000|d[89a-f])/i

const UNSTORABLE = /\0|\p{Surrogate}/u

/** PostgreSQL keeps neither, so whoever sends them is told before anything was begun. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !UNSTORABLE.test(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every((pair) => pair.every(isStorable))
}

async function readBytes({ body }: Request, maxBytes: number): Promise<Uint8Array | null> {
  const reader = body?.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const read = await reader?.read()
    if (read === undefined || read.done) return Buffer.concat(chunks)
    length += read.value.byteLength
    if (length > maxBytes) return null
    chunks.push(read.value)
  }
}

/** Where a body is welcome and not needed: none at all reads as nothing. */
export async function readOptionalJson(request: Request): Promise<Read> {
  if (request.headers.get('content-type') !== null) return readJsonBody(request)
  const bytes = await readBytes(request, 0)
  return bytes === null ? refuse(415, 'unsupported_media_type') : { ok: true, value: undefined }
}
