// lib/notifications/channels/evolution-state.ts
import { z } from 'zod'
import type { HttpReply } from '@/lib/platform/http'
import type { Connection } from '../channel'
import { explanationIn } from './evolution-wire'
import { readJson } from './json'

const State = z.object({ instance: z.object({ state: z.string() }) })

/** `open` sends; `close` waits for a telephone; a wrong key or name is told by its field. */
export function readState(reply: HttpReply): Connection {
  if (reply.kind !== 'reply') return { kind: 'unknown', cause: reply.cause, field: 'serverUrl' }
  const { status, body } = reply
  const code = `HTTP ${status}`
  if (status === 401 || status === 403) {
    return { kind: 'refused', code, explanation: explanationIn(body), field: 'apiKey' }
  }
  if (status === 404) {
    return { kind: 'refused', code, explanation: explanationIn(body), field: 'instanceName' }
  }
  const state = State.safeParse(readJson(body))
  if (!state.success) return { kind: 'unknown', cause: code, field: 'serverUrl' }
  switch (state.data.instance.state) {
    case 'open':
      return { kind: 'connected', number: null, profile: null }
    case 'connecting':
      return { kind: 'unpaired', state: 'connecting' }
    default:
      return { kind: 'unpaired', state: 'waiting_qr' }
  }
}
