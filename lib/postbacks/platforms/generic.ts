// lib/postbacks/platforms/generic.ts
import type { Mapping } from '@/db/schema/stores'
import { isKey, offeredKey } from '../keys'
import type { Platform, Sent } from '../platform'
import { genericGuide } from './generic-guide'
import { purchaseBy } from './generic-purchase'
import { textAt } from './generic-values'

/**
 * Any system that can post JSON or a form. Its reader is what a person said about one real body:
 * until then everything is kept and nothing is read.
 */
export const generic: Platform = {
  code: 'generic',
  label: 'Webhook JSON',
  category: 'other',
  guide: genericGuide,
  keySource: 'ours',
  keyTravels: true,
  mapperVersion: 1,
  isReady: ({ mapping }) => mapping !== undefined,
  needsKey: ({ mapping }) => mapping !== undefined && mapping.secret.in !== 'none',
  /** Before it is mapped nobody can say where a key would stand: it is kept, and judged when read. */
  trusts: (sent, key, { mapping }) =>
    mapping === undefined || mapping.secret.in === 'none' || isKey(secretIn(sent, mapping), key),
  keyIn: (sent, { mapping }) =>
    mapping === undefined ? null : offeredKey(secretIn(sent, mapping)),
  tryRead: (sent, { mapping }) => {
    const purchase = mapping === undefined ? null : purchaseBy(mapping, sent)
    if (mapping === undefined || purchase === null) return null
    return { purchases: [purchase], parts: partsOf(mapping, sent, purchase) }
  },
  /** It has no shape of its own: what can be missing is what a person pointed at. */
  complaintsAbout: (sent, settings) => {
    const { orderKey, cartKey } = settings?.mapping?.fields ?? {}
    const paths = [orderKey, cartKey].filter((path) => path !== undefined)
    const found = paths.some((path) => textAt(sent, path) !== null)
    return found ? [] : paths.map((path) => path.join('.'))
  },
}

function secretIn(sent: Sent, { secret }: Mapping): string | null {
  switch (secret.in) {
    case 'none':
      return null
    case 'header':
      return sent.headers.get(secret.name)?.replace(/^Bearer\s+/i, '') ?? null
    case 'query':
      return sent.query.get(secret.name)
    case 'body':
      return textAt(sent, secret.path)
  }
}

/** Their own id of the delivery names it best; then the order, the word and its time; then its bytes. */
function partsOf(mapping: Mapping, sent: Sent, told: { orderKey: string; rawEvent: string }) {
  const id = textAt(sent, mapping.fields.eventId)
  if (id !== null) return [id]
  const when = textAt(sent, mapping.fields.occurredAt)
  return when === null ? null : [told.orderKey, told.rawEvent, when]
}
