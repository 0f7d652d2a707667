// lib/postbacks/event-map.ts
import type { StoreSettings } from '@/db/schema/stores'
import { PURCHASE_EVENTS, type Purchase, type PurchaseEvent } from '@/lib/purchases/purchase'

const isEvent = (word: string | undefined): word is PurchaseEvent =>
  word !== undefined && (PURCHASE_EVENTS as readonly string[]).includes(word)

/** What the owner said about words no reader knows; what a reader knows is never overruled. */
export const applyEventMap = (
  { eventMap }: StoreSettings,
  purchases: readonly Purchase[],
): readonly Purchase[] =>
  eventMap === undefined
    ? purchases
    : purchases.map((purchase) => {
        const told = eventMap[purchase.rawEvent]
        return purchase.event === 'unknown' && isEvent(told)
          ? { ...purchase, event: told }
          : purchase
      })
