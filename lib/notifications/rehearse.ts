// lib/notifications/rehearse.ts
import { decide, type Existing, type Made, type RuleStep, type Situation } from './decide'
import type { News } from './happening'

export type Rehearsed = Existing &
  Omit<Made, 'state' | 'reason' | 'by'> & {
    /** Which event explains what became of it. */
    readonly byPurchase: string | null
  }

export type Stage = Pick<Situation, 'upsellsOn' | 'contact'> & {
  readonly stepsFor: (news: News) => readonly RuleStep[]
}

/** A thread in memory: what the database keeps of one. */
export type Play = { readonly seen: readonly News[]; readonly messages: readonly Rehearsed[] }
export const EMPTY: Play = { seen: [], messages: [] }

/**
 * The thread after one more event, judged by the very decision of the real one. What the database
 * keeps once is kept once here; an event that was heard before changes nothing.
 */
export function hear(play: Play, stage: Stage, news: News, now: Date): Play {
  const { seen, messages } = play
  if (seen.some(({ purchaseId }) => purchaseId === news.purchaseId)) return play
  const { upsellsOn, contact } = stage
  const steps = stage.stepsFor(news)
  const { moves, made } = decide({ now, news, seen, messages, steps, upsellsOn, contact })
  const moved = messages.map((message) => {
    const move = moves.find(({ id }) => id === message.id)
    if (move === undefined) return message
    const { to, reason, by } = move
    const why = { reasonCode: reason, reasonEvent: by?.event ?? null }
    return { ...message, state: to, ...why, byPurchase: by?.purchaseId ?? null }
  })
  return {
    seen: [...seen, news],
    messages: [...moved, ...made.map((each) => messageOf(news, each))],
  }
}

const messageOf = (news: News, { reason, by, ...made }: Made): Rehearsed => ({
  ...made,
  id: `msg_${news.orderKind}.${news.orderKey}.${made.rule}.${made.step}`,
  of: news,
  reasonCode: reason,
  reasonEvent: by?.event ?? null,
  byPurchase: by?.purchaseId ?? null,
  sendable: made.enabled,
  sentAt: null,
})
