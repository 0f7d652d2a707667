// scripts/bench/support/raw-client.ts
import { createConnection } from 'node:net'

export type Answer = { readonly status: number; readonly body: string }

const HEAD_END = '\r\n\r\n'

/**
 * One kept-alive connection that writes prepared bytes and reads one answer at a time. Node's own
 * client would take a third of the two cores that it measures.
 */
export async function connectRaw(url: string) {
  const { hostname, port } = new URL(url)
  let socket = await open(hostname, Number(port))

  const ask = async (bytes: Buffer): Promise<Answer> => {
    // The server closes what was idle for a while: that is no answer, and nothing was sent yet.
    if (socket.destroyed || !socket.writable) socket = await open(hostname, Number(port))
    return exchange(socket, bytes)
  }
  return { ask, close: () => socket.destroy() }
}

type Socket = ReturnType<typeof createConnection>

function open(host: string, port: number): Promise<Socket> {
  return new Promise((ready, failed) => {
    const socket = createConnection({ host, port, noDelay: true }, () => ready(socket))
    socket.once('error', failed)
  })
}

function exchange(socket: Socket, bytes: Buffer): Promise<Answer> {
  return new Promise((settle) => {
    let text = ''
    const end = (answer: Answer) => {
      socket.off('data', read)
      socket.off('close', lost)
      settle(answer)
    }
    const lost = () => end({ status: 0, body: 'the connection was closed' })
    const read = (part: Buffer) => {
      text += part.toString('latin1')
      const answer = readAnswer(text)
      if (answer !== null) end(answer)
    }
    socket.on('data', read)
    socket.once('close', lost)
    socket.write(bytes)
  })
}

/** Null as long as it is not all there. */
function readAnswer(text: string): Answer | null {
  const split = text.indexOf(HEAD_END)
  if (split < 0) return null
  const head = text.slice(0, split).toLowerCase()
  const body = text.slice(split + HEAD_END.length)
  const status = Number(head.slice(9, 12))
  const length = /\ncontent-length: (\d+)/.exec(head)?.[1]
  if (length !== undefined) return body.length >= Number(length) ? { status, body } : null
  if (head.includes('\ntransfer-encoding: chunked')) {
    return body.endsWith('0\r\n\r\n') ? { status, body } : null
  }
  return { status, body }
}

export function rawRequest(
  method: 'GET' | 'POST',
  url: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Buffer {
  const { host, pathname, search } = new URL(url)
  const lines = [
    `${method} ${pathname}${search} HTTP/1.1`,
    `host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(method === 'POST' ? [`content-length: ${Buffer.byteLength(body)}`] : []),
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`)
}
