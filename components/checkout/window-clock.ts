// components/checkout/window-clock.ts

export type OfferState = 'before' | 'open' | 'over' | 'sold_out'

export type OfferWindow = {
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly isSoldOut: boolean
}

const at = (instant: string | null, otherwise: number) =>
  instant === null ? otherwise : Date.parse(instant)

/** The first instant is inside, the last is not. Who comes after the end need not know who was first. */
export function offerStateAt(
  { startsAt, endsAt, isSoldOut }: OfferWindow,
  now: number,
): OfferState {
  if (now < at(startsAt, now)) return 'before'
  if (now >= at(endsAt, Number.POSITIVE_INFINITY)) return 'over'
  return isSoldOut ? 'sold_out' : 'open'
}

/** How long the state stays as it is; null for ever. A timer holds no more than 24 days. */
export function changesIn({ startsAt, endsAt }: OfferWindow, now: number): number | null {
  const next = [at(startsAt, 0), at(endsAt, 0)].filter((instant) => instant > now)
  return next.length === 0 ? null : Math.min(Math.min(...next) - now, 2_000_000_000)
}

const SOLD_OUT = 'campainha:sold-out'

/** The form heard of it before the page did. */
export const tellSoldOut = () => void dispatchEvent(new Event(SOLD_OUT))

export function onSoldOut(hear: () => void): () => void {
  addEventListener(SOLD_OUT, hear)
  return () => removeEventListener(SOLD_OUT, hear)
}
