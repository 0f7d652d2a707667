// lib/notifications/simulate.ts
import type { ReasonCode } from '@/db/schema/notifications'
import { instantAt, localDateOf } from '@/lib/kernel/calendar'
import type { PurchaseEvent } from '@/lib/purchases/purchase'
import { RANKS } from '@/lib/purchases/ranks'
import { isSpoken, PENDING, type RuleStep } from './decide'
import type { News } from './happening'
import { type Quiet, quietUntil } from './quiet-hours'
import { EMPTY, hear, type Play, type Rehearsed } from './rehearse'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS

/** One event put on the timeline. Minutes count from its beginning. */
export type Placed = {
  readonly event: PurchaseEvent
  /** `C` is the cart before any order, `1` to `3` are attempts of it, `U` an additional offer. */
  readonly order: 'C' | '1' | '2' | '3' | 'U'
  readonly at: number
  /** How late the gateway tells it. */
  readonly late: number
  /** It is delivered so many times more, a minute apart. */
  readonly again: number
  /** How long what it asks for can be paid: minutes of a Pix, days of a boleto. */
  readonly lives: number | null
}

export type Scene = {
  readonly begin: Date
  readonly placed: readonly Placed[]
  readonly steps: readonly (RuleStep & { readonly event: PurchaseEvent })[]
  readonly upsellsOn: boolean
  /** Whose hours are kept, and how long it rests between two; null is a sender without limits. */
  readonly sender: (Quiet & { readonly intervalMs: number }) | null
  readonly phone: string
}

export type Arrival = {
  /** Its place in the list of what was put on the timeline. */
  readonly index: number
  readonly event: PurchaseEvent
  readonly order: Placed['order']
  readonly at: Date
  readonly arrivedAt: Date
  readonly duplicate: boolean
}

export type Outcome = {
  readonly rule: string
  readonly step: number
  readonly order: Placed['order']
  readonly event: PurchaseEvent
  readonly state: 'sent' | 'superseded' | 'canceled' | 'suppressed'
  readonly reason: ReasonCode
  /** Which event explains it. */
  readonly by: PurchaseEvent | null
  readonly due: Date
  /** When it left, or was ended. */
  readonly at: Date
  readonly heldBy: 'quiet_hours' | 'interval' | null
}

export type Simulated = {
  readonly arrivals: readonly Arrival[]
  readonly outcomes: readonly Outcome[]
}

/** What would be said of a story, when, and why not: time runs until nothing waits any more. */
export function simulate(scene: Scene): Simulated {
  const stage = {
    upsellsOn: scene.upsellsOn,
    contact: NOBODY,
    stepsFor: (news: News) => scene.steps.filter(({ event }) => event === news.event),
  }
  const told: Arrival[] = []
  const ended: Ended = new Map()
  let now: Running = { threads: { C: EMPTY, U: EMPTY }, freeAt: scene.begin }
  for (const arrival of arrivalsOf(scene)) {
    now = sendUntil(scene, ended, now, arrival.arrivedAt)
    const { placed, index, at, arrivedAt } = arrival
    const { event, order } = placed
    // An additional offer is a thread of its own; all attempts of a cart are one.
    const key = order === 'U' ? 'U' : 'C'
    const before = now.threads[key]
    const after = hear(before, stage, newsOf(scene, arrival), arrivedAt)
    now = { ...now, threads: { ...now.threads, [key]: after } }
    told.push({ index, event, order, at, arrivedAt, duplicate: after === before })
    for (const { id, state } of allIn(now)) {
      if (state === 'scheduled')
        ended.delete(id) // Reopened, perhaps.
      else if (!ended.has(id)) ended.set(id, { at: arrivedAt, heldBy: null })
    }
  }
  now = sendUntil(scene, ended, now, null)
  return { arrivals: told, outcomes: allIn(now).map((message) => outcomeOf(message, ended)) }
}

const NOBODY = { optedOut: false, blocked: false, suppressed: false }

type Coming = {
  readonly placed: Placed
  readonly index: number
  readonly at: Date
  readonly arrivedAt: Date
}

/** Each delivery of each event, by the clock of its arrival; what ties comes as it was placed. */
function arrivalsOf({ begin, placed }: Scene): Coming[] {
  const moment = (minutes: number) => new Date(begin.getTime() + minutes * MINUTE_MS)
  return placed
    .flatMap((each, index) =>
      Array.from({ length: each.again + 1 }, (_, copy) => ({
        ...{ placed: each, index, at: moment(each.at) },
        arrivedAt: moment(each.at + each.late + copy),
      })),
    )
    .sort((a, b) => a.arrivedAt.getTime() - b.arrivedAt.getTime() || a.index - b.index)
}

function newsOf(scene: Scene, { placed, index, at }: Coming): News {
  const { event, order } = placed
  const upsell = order === 'U'
  const own = scene.steps.filter((step) => step.event === event)
  return {
    purchaseId: `pur_${index}`,
    event,
    orderKind: order === 'C' ? 'cart' : 'transaction',
    orderKey: order,
    at,
    spoken: isSpoken(own, upsell),
    subscriptionKey: event.startsWith('subscription_') ? 'S' : null,
    upsell,
    phone: scene.phone,
    phoneIssue: null,
    email: 'comprador@example.com',
    payableUntil: payableUntil(placed, at),
  }
}

const PIX_MINUTES = 60
const BOLETO_DAYS = 3

/** A boleto can be paid until its day ends. */
function payableUntil({ event, lives }: Placed, at: Date): Date | null {
  if (event === 'pix_generated') return new Date(at.getTime() + (lives ?? PIX_MINUTES) * MINUTE_MS)
  if (event !== 'boleto_generated') return null
  const day = localDateOf(new Date(at.getTime() + (lives ?? BOLETO_DAYS) * DAY_MS))
  return new Date(instantAt(day, '23:59').getTime() + 59_000)
}

type Ended = Map<string, Pick<Outcome, 'at' | 'heldBy'>>
type Running = {
  readonly threads: Readonly<Record<'C' | 'U', Play>>
  /** Of its sender: when it may send again. */
  readonly freeAt: Date
}

const allIn = ({ threads }: Running) => [...threads.C.messages, ...threads.U.messages]

/** Everything that leaves before the next event comes. */
function sendUntil(scene: Scene, ended: Ended, from: Running, until: Date | null): Running {
  let now = from
  for (;;) {
    const next = nextToLeave(scene, allIn(now), now.freeAt)
    if (next === null || (until !== null && next.at >= until)) return now
    const { message, at, heldBy } = next
    const late = at > message.validUntil
    ended.set(message.id, { at, heldBy })
    const left: Rehearsed = late
      ? { ...message, state: 'suppressed', reasonCode: 'expired_before_send' }
      : { ...message, state: 'sent', reasonCode: 'sent_ok', sentAt: at }
    const swap = (play: Play): Play => ({
      ...play,
      messages: play.messages.map((each) => (each.id === message.id ? left : each)),
    })
    const rest = late ? 0 : (scene.sender?.intervalMs ?? 0)
    now = {
      threads: { C: swap(now.threads.C), U: swap(now.threads.U) },
      freeAt: late ? now.freeAt : new Date(at.getTime() + rest),
    }
  }
}

function nextToLeave({ sender, phone }: Scene, messages: readonly Rehearsed[], free: Date) {
  const waiting = messages
    .filter(({ state }) => PENDING.includes(state))
    .map((message) => {
      const due = message.sendAfter
      const turn = free > due ? free : due
      const quiet =
        sender === null || message.lane === 'now' ? null : quietUntil(sender, phone, turn)
      const heldBy = quiet !== null ? 'quiet_hours' : free > due ? 'interval' : null
      return { message, at: quiet ?? turn, heldBy } as const
    })
    .sort(
      (a, b) =>
        a.at.getTime() - b.at.getTime() ||
        Number(b.message.lane === 'now') - Number(a.message.lane === 'now') ||
        a.message.sendAfter.getTime() - b.message.sendAfter.getTime(),
    )
  return waiting[0] ?? null
}

function outcomeOf(message: Rehearsed, ended: Ended): Outcome {
  const { rule, step, of, state, reasonCode, sendAfter, reasonEvent } = message
  const end = ended.get(message.id)
  return {
    ...{ rule, step, event: of.event, order: of.orderKey as Placed['order'] },
    state:
      state === 'superseded' || state === 'canceled' || state === 'sent' ? state : 'suppressed',
    reason: reasonCode ?? 'sent_ok',
    by: reasonEvent as PurchaseEvent | null,
    due: sendAfter,
    at: end?.at ?? sendAfter,
    heldBy: end?.heldBy ?? null,
  }
}

/** The ladder itself, for whoever wants to see it. */
export const LADDER: readonly { readonly event: PurchaseEvent; readonly rank: number }[] =
  Object.entries(RANKS)
    .flatMap(([event, rank]) => (rank === null ? [] : [{ event: event as PurchaseEvent, rank }]))
    .sort((a, b) => a.rank - b.rank)
