import { expect, test, vi } from 'vitest'
import type { News } from '@/lib/notifications/happening'
import { EMPTY, hear, type Play, type Rehearsed } from '@/lib/notifications/rehearse'
import { PURCHASE_EVENTS, type PurchaseEvent } from '@/lib/purchases/purchase'
import { RANKS } from '@/lib/purchases/ranks'
import { referenceModel } from './reference-model'
import { event, MINUTE, STAGE, T0 } from './thread-of'

/** Events that decide most about each other: attempts, money in, money back, and what follows. */
const ALPHABETS: Readonly<Record<string, readonly (readonly [PurchaseEvent, string])[]>> = {
  'one order and its cart': [
    ['cart_abandoned', 'C1'],
    ['pix_generated', 'T1'],
    ['payment_refused', 'T1'],
    ['pix_expired', 'T1'],
    ['payment_approved', 'T1'],
    ['order_canceled', 'T1'],
    ['posted', 'T1'],
    ['refunded', 'T1'],
  ],
  'a lead, its cart and its order': [
    ['lead_captured', 'L1'],
    ['cart_abandoned', 'C1'],
    ['pix_generated', 'T1'],
    ['payment_refused', 'T2'],
    ['payment_approved', 'T1'],
    ['order_canceled', 'T2'],
    ['posted', 'T1'],
    ['refunded', 'T1'],
  ],
  'two attempts of one cart': [
    ['cart_abandoned', 'C1'],
    ['payment_refused', 'T1'],
    ['boleto_generated', 'T1'],
    ['pix_generated', 'T2'],
    ['payment_approved', 'T2'],
    ['order_canceled', 'T1'],
    ['payment_in_analysis', 'T1'],
    ['delivered', 'T2'],
  ],
  'a subscription, its parcel and its money': [
    ['subscription_activated', 'T1'],
    ['payment_approved', 'T1'],
    ['subscription_overdue', 'T1'],
    ['subscription_renewed', 'T1'],
    ['delivery_problem', 'T1'],
    ['returned', 'T1'],
    ['refund_requested', 'T1'],
    ['chargeback_opened', 'T1'],
  ],
}

function* subsets<T>(of: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) yield []
  for (let i = from; i < of.length; i++) {
    for (const rest of subsets(of, size - 1, i + 1)) yield [of[i] as T, ...rest]
  }
}
function* orders<T>(of: readonly T[]): Generator<readonly T[]> {
  if (of.length === 0) yield []
  for (const [i, first] of of.entries()) {
    for (const rest of orders(of.toSpliced(i, 1))) yield [first, ...rest]
  }
}

/** In what order they happened: every one for short stories; for long ones forth, back, turned, and at once. */
function clocks(size: number): readonly (readonly number[])[] {
  const minutes = Array.from({ length: size }, (_, i) => i)
  if (size <= 4) return [...orders(minutes), minutes.map(() => 0)]
  const turned = minutes.map((_, by) => minutes.map((minute) => (minute + by) % size))
  return [...turned, minutes.toReversed(), minutes.map(() => 0)]
}

const NOW = new Date(T0 + 10 * MINUTE)
const pendingOf = ({ messages }: Play) =>
  messages
    .filter(({ state }) => state === 'scheduled')
    .map(({ of, rule, step }) => `${of.orderKey} ${rule}.${step}`)
    .sort()
    .join(', ')

const told = (story: readonly (readonly [PurchaseEvent, string])[], clock: readonly number[]) =>
  story.map(([name, orderKey], i) => event(name, { orderKey, after: clock[i] ?? 0 }))

/** Every order of arrival, each event told twice, as a tree: what begins alike is judged once. */
function* arrivals(left: readonly News[], play: Play): Generator<Play> {
  if (left.length === 0) yield play
  for (const [i, news] of left.entries()) {
    const after = hear(play, STAGE, news, NOW)
    const again = hear(after, STAGE, news, NOW)
    if (again !== after) throw new Error('an event told twice was heard twice')
    yield* arrivals(left.toSpliced(i, 1), after)
  }
}

/** As it happened: in one minute the higher step is first, and what still ties has one order. */
const byClock = (a: News, b: News) =>
  a.at.getTime() - b.at.getTime() ||
  (RANKS[b.event] ?? -1) - (RANKS[a.event] ?? -1) ||
  PURCHASE_EVENTS.indexOf(a.event) - PURCHASE_EVENTS.indexOf(b.event)

// Hundreds of thousands of lives: seconds on a free machine, more on a busy one.
vi.setConfig({ testTimeout: 120_000 })

test.each(Object.entries(ALPHABETS))(
  '%s: in whatever order the events arrive, twice each, what remains is what the description says',
  (_, alphabet) => {
    let stories = 0
    let arrived = 0
    for (let size = 1; size <= 6; size++) {
      for (const story of subsets(alphabet, size)) {
        for (const clock of clocks(size)) {
          stories++
          const events = told(story, clock)
          const model = referenceModel()
          for (const news of events.toSorted(byClock)) model.hear(news)
          const expected = model.pending().join(', ')
          const named = () =>
            story.map(([name, order], i) => `${name} ${order} @${clock[i]}`).join(' | ')
          for (const play of arrivals(events, EMPTY)) {
            arrived++
            if (pendingOf(play) !== expected) {
              expect(`${named()}: ${pendingOf(play)}`).toBe(`${named()}: ${expected}`)
            }
            if (play.messages.some(hasNoReason))
              expect(named()).toBe('a story whose silences have reasons')
          }
        }
      }
    }
    expect({ stories, arrived }).toEqual({ stories: 2_858, arrived: 252_856 })
  },
)

const hasNoReason = ({ state, reasonCode }: Rehearsed) =>
  state !== 'scheduled' && reasonCode === null
const asksForMoney = ({ of: { event: name } }: Rehearsed) =>
  (RANKS[name] ?? 99) < 40 || /refused|expired$/.test(name)
const LONG_MS = 200 * MINUTE

type Told = {
  readonly left: readonly News[]
  readonly play: Play
  readonly now: number
  readonly paid: boolean
}

/** Between two arrivals nothing happens, or hours pass in which whatever is due leaves. */
function* lives({ left, play, now, paid }: Told): Generator<Play> {
  if (left.length === 0) yield play
  for (const [i, news] of left.entries()) {
    for (const wait of [0, LONG_MS]) {
      const at = now + wait
      const { messages } = play
      const leaving =
        wait === 0
          ? []
          : messages.filter((m) => m.state === 'scheduled' && m.sendAfter.getTime() <= at)
      if (paid && leaving.some(asksForMoney))
        throw new Error(`asked for money after the payment: ${leaving.map(({ id }) => id)}`)
      const sent =
        leaving.length === 0
          ? play
          : {
              ...play,
              messages: messages.map((m) =>
                leaving.includes(m)
                  ? {
                      ...m,
                      state: 'sent' as const,
                      reasonCode: 'sent_ok' as const,
                      sentAt: new Date(at),
                    }
                  : m,
              ),
            }
      const after = hear(sent, STAGE, news, new Date(at))
      yield* lives({
        left: left.toSpliced(i, 1),
        play: after,
        now: at,
        paid: paid || (RANKS[news.event] ?? 0) >= 40,
      })
    }
  }
}

test.each([
  ['one order and its cart', 6, 418_502],
  ['two attempts of one cart', 5, 95_942],
  ['a subscription, its parcel and its money', 5, 95_942],
])(
  '%s: though hours pass between arrivals, who paid is not asked again and nothing is said twice',
  (name, most, all) => {
    const alphabet = (ALPHABETS[name] ?? []).slice(0, 7)
    let lived = 0
    for (let size = 1; size <= most; size++) {
      for (const story of subsets(alphabet, size)) {
        const events = told(
          story,
          story.map((_, i) => i),
        )
        for (const play of lives({
          left: events,
          play: EMPTY,
          now: T0 + 10 * MINUTE,
          paid: false,
        })) {
          lived++
          const { messages } = play
          if (new Set(messages.map(({ id }) => id)).size !== messages.length)
            throw new Error('said twice')
          if (messages.some(hasNoReason)) throw new Error('no reason')
        }
      }
    }
    expect(lived).toBe(all)
  },
)
