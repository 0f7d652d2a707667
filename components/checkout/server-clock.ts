// components/checkout/server-clock.ts

let aheadMs = 0

/** A phone's clock may be an hour off: what ends at an instant ends by the server's clock. */
export function setServerClock(told: string | null): void {
  const now = Date.parse(told ?? '')
  if (!Number.isNaN(now)) aheadMs = now - Date.now()
}

export const serverNow = () => Date.now() + aheadMs
