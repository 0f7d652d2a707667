// lib/postbacks/recognised-by.ts
import type { StoreSettings } from '@/db/schema/stores'
import type { PurchaseEvent } from '@/lib/purchases/purchase'
import { findPlatform } from './registry'

/** Sales of our own: no words come from outside, the status of the sale is the event. */
const NATIVE: Readonly<Partial<Record<PurchaseEvent, string>>> = {
  lead_captured: 'lead',
  cart_abandoned: 'cart',
  pix_generated: 'issued + pix',
  boleto_generated: 'issued + boleto',
  payment_approved: 'paid',
  payment_refused: 'refused',
  pix_expired: 'expired + pix',
  boleto_expired: 'expired + boleto',
  order_canceled: 'canceled',
  refunded: 'refunded',
  refunded_partial: 'partially_refunded',
  chargeback: 'charged_back',
}

/** One word of a mapping may tell several events: the method of payment says which. */
const BY_METHOD: Readonly<Record<string, readonly PurchaseEvent[]>> = {
  asked_by_method: ['pix_generated', 'boleto_generated', 'payment_in_analysis', 'payment_pending'],
  expired_by_method: ['pix_expired', 'boleto_expired'],
}

export type RecognisedBy = {
  /** By rule; what has no words cannot be told by this store's platform. */
  readonly words: Readonly<Record<string, string>>
}

type Store = { readonly platform: string; readonly settings: StoreSettings }

/** By which words a store knows each event: its platform's, its own mapping's, and its own additions. */
export function recognisedBy({ platform, settings }: Store): RecognisedBy {
  const found = findPlatform(platform)
  const words = new Map<string, string>(Object.entries(found?.guide.recognised ?? {}))
  if (found === null) for (const [event, told] of Object.entries(NATIVE)) words.set(event, told)
  const { mapping, eventMap } = settings
  const place = mapping?.event.join('.') ?? ''
  const own = [
    ...Object.entries(mapping?.events ?? {}).flatMap(([word, to]) =>
      (BY_METHOD[to] ?? [to]).map((event) => [event, `${place} = ${word}`]),
    ),
    ...Object.entries(eventMap ?? {}).map(([word, to]) => [to, word]),
  ]
  for (const [to = '', told = ''] of own) {
    const before = words.get(to)
    words.set(to, before === undefined ? told : `${before}, ${told}`)
  }
  return { words: Object.fromEntries(words) }
}
