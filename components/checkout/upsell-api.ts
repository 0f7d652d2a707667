// components/checkout/upsell-api.ts
import type { Centavos } from '@/lib/kernel/money'
import type { UpsellView } from '@/lib/sales/upsell-view'
import { setServerClock } from './server-clock'

/** As long as the payment itself may take: a card is asked about before a silence is told. */
const PATIENCE_MS = 45_000

export type UpsellAnswer =
  | { readonly kind: 'told'; readonly view: UpsellView }
  /** It costs another sum now: nothing was charged, and the page shows the new one. */
  | { readonly kind: 'repriced' }
  | { readonly kind: 'too_many'; readonly seconds: number }
  /** The connection was lost on the way. Asking again charges nothing twice. */
  | { readonly kind: 'unheard' }

type Names = { readonly code: string; readonly checkoutId: string }

const CONFLICTS: Readonly<Record<string, UpsellView>> = {
  upsell_declined: { state: 'declined' },
  upsell_expired: { state: 'expired' },
  upsell_gone: { state: 'gone' },
}

export const sendUpsell = (
  { code, checkoutId }: Names,
  said: { readonly submitId: string; readonly accept: boolean; readonly expectedTotal?: Centavos },
): Promise<UpsellAnswer> =>
  ask(`/api/checkout/${code}/upsell`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ checkoutId, ...said }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })

export const askUpsell = ({ code, checkoutId }: Names): Promise<UpsellAnswer> =>
  ask(`/api/checkout/${code}/upsell?checkoutId=${encodeURIComponent(checkoutId)}`, {
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })

async function ask(url: string, init: RequestInit): Promise<UpsellAnswer> {
  try {
    const response = await fetch(url, init)
    setServerClock(response.headers.get('date'))
    const body = await response.json()
    if (response.ok) return { kind: 'told', view: body }
    if (response.status === 429) {
      return { kind: 'too_many', seconds: Number(response.headers.get('retry-after')) || 15 }
    }
    if (body.code === 'price_changed') return { kind: 'repriced' }
    const view = CONFLICTS[body.code]
    return view === undefined ? { kind: 'unheard' } : { kind: 'told', view }
  } catch {
    return { kind: 'unheard' }
  }
}
