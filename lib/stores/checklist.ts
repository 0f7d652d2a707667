// lib/stores/checklist.ts
import type { PurchaseEvent } from '@/db/schema/purchases'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { type Evidence, evidenceOf, type SeenBuyer } from './evidence'
import type { Sending } from './sending'
import { capOf, textsOf } from './sending-checks'
import { NATIVE, type StoreView } from './views'

export const CHECK_STATES = ['ok', 'warning', 'missing', 'unknown'] as const
export type CheckState = (typeof CHECK_STATES)[number]

export const CHECKS = [
  'described',
  'key',
  'mapping',
  'address',
  'tested',
  'real',
  'events',
  'live',
  'phone',
  'name',
  'email',
  'tracking',
  'instance',
  'connected',
  'rules',
  'texts',
  'templates',
  'cap',
  'delivered',
  'queue',
  'quarantine',
] as const
export type CheckId = (typeof CHECKS)[number]

export type Check = {
  readonly id: CheckId
  readonly state: CheckState
  /** When the evidence was made; null when there is none. */
  readonly at: Date | null
  /** The numbers and words of its sentence. */
  readonly values: Readonly<Record<string, string | number>>
  /** One mark for each of the last events, oldest first: whether it had what this item is about. */
  readonly marks?: readonly Mark[]
}

export type Mark = {
  readonly at: Date
  readonly good: boolean
  readonly postbackId: Id<'postback'> | null
}

/** What this platform's own panel has to tick, and what proves each. */
export type Expected = {
  readonly events: readonly { readonly label: string; readonly kinds: readonly PurchaseEvent[] }[]
  readonly tracksOrigin: boolean
  /** Whether there is a key at all, and whether a person maps the fields. */
  readonly keyed: boolean
  readonly maps: boolean
}

/** The share of events with a usable phone below which the owner has something to do, in percent. */
const NEEDED = 80
const WRONG_KEYS_IN_A_ROW = 5
const STUCK_MS = 10 * 60 * 1000

/** Each item from evidence, in the order in which a person would go through them. */
export async function checklistOf(
  ctx: Ctx,
  store: StoreView,
  expected: Expected,
  sending: Sending,
): Promise<Check[]> {
  const seen = await evidenceOf(ctx, store.id, expected)
  // Sales of our own come by themselves: there is nothing to link, and no phone is optional.
  const linked = store.platform === NATIVE ? [] : linkOf(store, seen, expected)
  return [
    { id: 'described', state: 'ok', at: store.createdAt, values: { name: store.name } },
    ...linked,
    sharedBy('phone', seen, ({ reachable }) => reachable),
    sharedBy('name', seen, ({ named }) => named),
    sharedBy('email', seen, ({ mailed }) => mailed),
    ...(expected.tracksOrigin ? [trackingOf(seen)] : []),
    instanceOf(store),
    ...connectedOf(seen, ctx.now()),
    rulesOf(seen),
    ...textsOf(sending),
    ...capOf(sending),
    deliveredOf(seen),
    queueOf(seen, ctx.now()),
    quarantineOf(store),
  ]
}

const linkOf = (store: StoreView, seen: Evidence, expected: Expected): Check[] => [
  ...(expected.keyed ? [keyOf(store, seen)] : []),
  ...(expected.maps ? [mappingOf(store)] : []),
  made('address', seen.lastTrustedAt),
  made('tested', seen.lastTestAt ?? seen.lastRealAt),
  made('real', seen.lastRealAt),
  ...(expected.events.length > 0 ? [eventsOf(seen, expected)] : []),
  liveOf(seen),
]

const mappingOf = ({ mapped }: StoreView): Check => ({
  id: 'mapping',
  state: mapped ? 'ok' : 'missing',
  at: null,
  values: {},
})

const made = (id: CheckId, at: Date | null): Check => ({
  id,
  state: at === null ? 'missing' : 'ok',
  at,
  values: {},
})

function keyOf({ keyHint, keySavedAt }: StoreView, seen: Evidence): Check {
  const values = { hint: keyHint ?? '', wrong: seen.wrongKeys }
  const differs = seen.wrongKeys >= WRONG_KEYS_IN_A_ROW
  const state = keyHint === null || differs ? 'missing' : 'ok'
  return { id: 'key', state, at: seen.lastTrustedAt ?? keySavedAt, values }
}

/** A box that was never seen ticked may be ticked all the same: nothing of its kind happened yet. */
function eventsOf({ kinds }: Evidence, { events }: Expected): Check {
  const never = events.filter((event) => !event.kinds.some((kind) => kinds.has(kind)))
  return {
    id: 'events',
    state: never.length === 0 ? 'ok' : 'unknown',
    at: null,
    values: {
      seen: events.length - never.length,
      all: events.length,
      never: never.map(({ label }) => label).join(', '),
    },
  }
}

function liveOf({ lastTestAt, lastRealAt, testOrders }: Evidence): Check {
  const testing = lastTestAt !== null && (lastRealAt === null || lastTestAt > lastRealAt)
  const values = { orders: testOrders }
  // One order is the panel's own button; more of them are a flow that sends nothing.
  const state = testing && testOrders > 1 ? 'warning' : lastRealAt === null ? 'unknown' : 'ok'
  return { id: 'live', state, at: lastRealAt, values }
}

/** What the checkout has to ask every buyer for. Nobody is written to without a phone or an address. */
function sharedBy(
  id: 'phone' | 'name' | 'email',
  { buyers }: Evidence,
  has: (buyer: SeenBuyer) => boolean,
): Check {
  const marks = buyers.map((buyer) => markOf(buyer, has(buyer))).reverse()
  const lacking = marks.filter(({ good }) => !good)
  const enough = (marks.length - lacking.length) * 100 >= NEEDED * marks.length
  const short = id === 'phone' ? 'missing' : 'warning'
  return {
    id,
    state: marks.length === 0 ? 'unknown' : enough ? 'ok' : short,
    at: marks.at(-1)?.at ?? null,
    values: {
      lacking: lacking.length,
      all: marks.length,
      since: lacking[0]?.at.toISOString() ?? '',
      proof: lacking.at(-1)?.postbackId ?? '',
    },
    marks,
  }
}

function trackingOf({ buyers }: Evidence): Check {
  const tracked = buyers.filter((buyer) => buyer.tracked).length
  return {
    id: 'tracking',
    state: tracked === 0 ? 'unknown' : 'ok',
    at: buyers[0]?.at ?? null,
    values: { tracked, all: buyers.length },
  }
}

const instanceOf = ({ instance }: StoreView): Check => ({
  id: 'instance',
  state: instance === null ? 'missing' : 'ok',
  at: null,
  values: { name: instance?.name ?? '' },
})

/** A state that nobody asked about for a while proves nothing. */
const BELIEVED_MS = 3 * 60 * 1000

function connectedOf({ instance }: Evidence, now: Date): Check[] {
  if (instance === null) return []
  const { name, connected, pausedAt, checkedAt, changedAt } = instance
  const old = checkedAt !== null && now.getTime() - checkedAt.getTime() > BELIEVED_MS
  const standing = connected ? (old ? 'unknown' : 'ok') : 'missing'
  const state = pausedAt !== null && connected ? 'warning' : standing
  const values = { name, since: (checkedAt ?? changedAt).toISOString() }
  return [{ id: 'connected', state, at: checkedAt ?? changedAt, values }]
}

function rulesOf({ rulesOn, quietRules }: Evidence): Check {
  const values = { on: rulesOn, quiet: quietRules.join(',') }
  const state = rulesOn === 0 ? 'missing' : quietRules.length > 0 ? 'warning' : 'ok'
  return { id: 'rules', state, at: null, values }
}

const deliveredOf = ({ lastDeliveredAt, lastSentAt }: Evidence): Check => ({
  id: 'delivered',
  state: lastDeliveredAt === null ? 'unknown' : 'ok',
  at: lastDeliveredAt ?? lastSentAt,
  values: {},
})

function queueOf({ oldestQueuedAt }: Evidence, now: Date): Check {
  const waitMs = oldestQueuedAt === null ? 0 : now.getTime() - oldestQueuedAt.getTime()
  return {
    id: 'queue',
    state: waitMs > STUCK_MS ? 'warning' : 'ok',
    at: oldestQueuedAt,
    values: { minutes: Math.floor(waitMs / 60_000) },
  }
}

const quarantineOf = ({ quarantined }: StoreView): Check => ({
  id: 'quarantine',
  state: quarantined > 0 ? 'warning' : 'ok',
  at: null,
  values: { waiting: quarantined },
})

const markOf = ({ at, postbackId }: SeenBuyer, good: boolean): Mark => ({ at, good, postbackId })
