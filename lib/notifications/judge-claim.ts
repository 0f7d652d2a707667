// lib/notifications/judge-claim.ts
import type { MessageState, ReasonCode } from '@/db/schema/notifications'
import type { CloudTemplate } from '@/db/schema/rules'
import type { Id } from '@/lib/kernel/ids'
import type { Channel } from './channel'
import type { Facts, Known } from './claim-facts'
import { contactReason } from './decide'
import { silencerOf } from './happy-path'
import type { Instance } from './pace'
import { addressOf, type Message } from './pick-next'
import { ofMessage } from './read-thread'

export type Ending = {
  readonly to: Extract<MessageState, 'superseded' | 'canceled' | 'suppressed'>
  readonly reason: ReasonCode
  readonly by?: { readonly purchaseId: Id<'purchase'>; readonly event: string }
}

const DAY_MS = 86_400_000

const suppressed = (reason: ReasonCode): Ending => ({ to: 'suppressed', reason })

type Place = {
  readonly instance: Instance
  readonly channel: Channel
  readonly facts: Facts
  readonly now: Date
}

/** The checks of its scheduling, as things stand now. Null: it goes. */
export function endingOf(place: Place, message: Message): Ending | null {
  const { instance, channel, facts, now } = place
  const all = facts.seen.get(message.threadId) ?? []
  const found = silencerOf({ of: ofMessage(message), outside: message.outsidePath, all })
  if (found !== null) {
    const to = found.taken === 'superseded' ? 'superseded' : 'canceled'
    return { to, reason: found.taken, by: found.by }
  }
  const address = addressOf(message, channel)
  if (address === null) return suppressed(channel.addressing === 'email' ? 'no_email' : 'no_phone')
  if (address === instance.number) return suppressed('invalid_phone') // It would write to itself.
  const reason = reasonOfContact(place, message, address)
  if (reason !== null) return suppressed(reason)
  if (message.validUntil < now) return suppressed('expired_before_send')
  return facts.sources.get(message.id)?.on === true ? null : suppressed('notification_off')
}

/** Whatever either address of theirs was told counts; who is unreachable is so at this one alone. */
function reasonOfContact({ facts, now }: Place, message: Message, address: string) {
  const here = [address, address.toLowerCase()].flatMap((one) => facts.contacts.get(one) ?? [])
  const others = [message.to, message.email?.toLowerCase()].flatMap(
    (one) => facts.contacts.get(one ?? '') ?? [],
  )
  const is = (told: (contact: Known) => Date | null) =>
    [...here, ...others].some((one) => told(one) !== null)
  const suppressedBy = is((one) => one.suppressedAt)
  if (suppressedBy) return 'suppressed_contact'
  const contact = {
    optedOut: is((one) => one.optedOutAt),
    blocked: is((one) => one.blockedAt),
    suppressed: suppressedBy,
  }
  const asked = contactReason(message.kind, contact)
  if (asked !== null) return asked
  // For a day the channel may only have found it too much advertising: what was bought still goes.
  const from = message.kind === 'recovery' ? now : new Date(now.getTime() + DAY_MS)
  const unreachable = here.some(({ unreachableUntil: until }) => until !== null && until > from)
  return unreachable ? 'not_on_whatsapp' : null
}

/** How it leaves: as it is written, as the approved template, or not at all. */
export type Shape = 'text' | 'template' | 'closed'

/** Approved, or never looked up: the channel itself refuses one that it does not know. */
const TAKEN = new Set(['approved', undefined])

/** Within a day of their own message people get plain text; after it only what was approved. */
export function shapeOf(
  { channel, facts }: Place,
  address: string,
  template: CloudTemplate | null,
) {
  if (!channel.windowed || facts.inWindow.has(address)) return 'text' satisfies Shape
  if (template === null) return 'closed' satisfies Shape
  const state = facts.templates.get(`${template.name}|${template.language}`)
  return TAKEN.has(state) ? ('template' satisfies Shape) : ('closed' satisfies Shape)
}
