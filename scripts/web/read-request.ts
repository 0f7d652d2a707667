// scripts/web/read-request.ts
import type { IncomingMessage } from 'node:http'
import type { Unread } from '@/lib/postbacks/answer-postback'

export type Limits = { readonly maxBytes: number; readonly withinMs: number }

/** The body, or why there is none. No more than `maxBytes` is ever held in memory. */
export function readRequest(
  request: IncomingMessage,
  { maxBytes, withinMs }: Limits,
): Promise<Uint8Array | Unread> {
  // Node itself ends a body at its announced length.
  if (Number(request.headers['content-length']) > maxBytes) return Promise.resolve('too_large')
  return new Promise((settle) => {
    const chunks: Buffer[] = []
    let total = 0
    const end = (read: Uint8Array | Unread) => {
      clearTimeout(late)
      request.off('data', take).off('end', done).off('close', lost).off('error', lost)
      if (typeof read === 'string') request.pause()
      settle(read)
    }
    const take = (chunk: Buffer) => {
      total += chunk.byteLength
      if (total > maxBytes) end('too_large')
      else chunks.push(chunk)
    }
    const done = () => end(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))
    const lost = () => end('cut_off')
    const late = setTimeout(() => end('too_slow'), withinMs)
    request.on('data', take).on('end', done).on('close', lost).on('error', lost)
  })
}

const LEFT_MAX_BYTES = 8 * 1024 * 1024
const LEFT_MAX_MS = 2_000

/**
 * Lets a sender that was refused in the middle finish its sentence, up to a point. Hanging up at
 * once resets the connection, and takes the answer with it before it was read.
 */
export function hearOut(request: IncomingMessage): Promise<void> {
  return new Promise((over) => {
    let left = LEFT_MAX_BYTES
    const end = () => {
      clearTimeout(late)
      request.off('data', ignore)
      over()
    }
    const ignore = (chunk: Buffer) => {
      left -= chunk.byteLength
      if (left < 0) end()
    }
    const late = setTimeout(end, LEFT_MAX_MS)
    request.on('data', ignore).once('end', end).once('close', end).once('error', end)
    request.resume()
  })
}
