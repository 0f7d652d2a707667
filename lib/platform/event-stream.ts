// lib/platform/event-stream.ts
import type { Tools } from './context'

export type Send = (event: string, data: string) => void

type Stream = {
  readonly tools: Pick<Tools, 'wait'>
  /** Of the request: the reader went away. */
  readonly signal: AbortSignal
  /** Starts telling, and gives back how to stop it. */
  readonly open: (send: Send) => () => void
  /** With every breath, so that what changes with time alone is looked at too. */
  readonly breathe?: () => void
}

const BREATH_MS = 15_000
/** The browser's EventSource comes back by itself; a server that stops waits for nobody. */
const LIFETIME_MS = 4 * 60_000
const BACK_AFTER_MS = 2_000

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Whoever compresses or keeps it would hold the events back.
  'cache-control': 'no-cache, no-store, no-transform',
  'x-accel-buffering': 'no',
}

/** A server that is told to stop waits for its open answers, and these would last for minutes. */
const streams = new Set<() => void>()
const endAll = () => {
  for (const end of [...streams]) end()
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, endAll)

/** Server-sent events, with a comment now and then so that no proxy thinks it dead. */
export function eventStream({ tools, signal, open, breathe }: Stream): Response {
  const encoder = new TextEncoder()
  let stop: (() => void) | null = null
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => {
        if (stop !== null) controller.enqueue(encoder.encode(text))
      }
      const end = () => {
        streams.delete(end)
        if (stop === null) return
        stop()
        stop = null
        controller.close()
      }
      stop = () => undefined
      streams.add(end)
      write(`retry: ${BACK_AFTER_MS}\n\n`)
      stop = open((event, data) => write(`event: ${event}\ndata: ${data}\n\n`))
      if (signal.aborted) end()
      signal.addEventListener('abort', end, { once: true })
      void breatheUntil(() => {
        if (stop === null) return false
        write(': still here\n\n')
        breathe?.()
        return true
      }).then(end)
    },
    cancel() {
      stop?.()
      stop = null
    },
  })
  async function breatheUntil(breath: () => boolean) {
    for (let ms = 0; ms < LIFETIME_MS; ms += BREATH_MS) {
      await tools.wait(BREATH_MS)
      if (!breath()) return
    }
  }
  return new Response(body, { headers: HEADERS })
}

const OF_ADDRESS = 24
const IN_ALL = 2_000

const open = new Map<string, number>()
let count = 0

/**
 * A place for one more stream of this process. `many` of one address, or `full` for everybody: then
 * the page asks by itself now and then.
 */
export function takeStream(address: string): 'many' | 'full' | (() => void) {
  const own = open.get(address) ?? 0
  if (count >= IN_ALL) return 'full'
  if (own >= OF_ADDRESS) return 'many'
  open.set(address, own + 1)
  count++
  let isTaken = true
  return () => {
    if (!isTaken) return
    isTaken = false
    count--
    const left = (open.get(address) ?? 1) - 1
    if (left > 0) open.set(address, left)
    else open.delete(address)
  }
}
