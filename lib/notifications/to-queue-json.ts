// lib/notifications/to-queue-json.ts
import type { QueueView } from './instance-views'
import { toMessageJson } from './views'

/** The queue of one sender in the shape of the API: what waits, in the order in which it leaves. */
export const toQueueJson = ({ instance, waiting, counts, nextAt, lastAt }: QueueView) => ({
  instance: {
    id: instance.id,
    name: instance.name,
    channel: instance.channel,
    number: instance.number,
    state: instance.state,
    paused: instance.pausedAt !== null,
    intervalMs: instance.intervalMs,
    dailyCap: instance.cap,
    sentToday: instance.sentToday,
    waiting: counts.waiting,
    sending: counts.sending,
    nextAt: nextAt?.toISOString() ?? null,
    lastAt: lastAt?.toISOString() ?? null,
  },
  data: waiting.map(({ eta, ...message }) => ({
    ...toMessageJson(message),
    lane: message.lane,
    eta: eta.at?.toISOString() ?? null,
    waitsFor: eta.cause,
  })),
  nextCursor: null,
})
