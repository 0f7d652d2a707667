// components/checkout/server-clock.ts

let aheadMs = 0

/** A phone's clock may be an hour off: what ends at an instant ends by the server's clock. */
export function setServerClock(told: string | null): void {
  const now = Date.parse(told ?? '')
  if (!Number.isNaN(now)) aheadMs = now - Date.now()
}

export const serverNow = () => Date.now() + aheadMs

/** Where an hour matters, the server is asked for it once. */
export async function syncClock(): Promise<void> {
  try {
    const answer = await fetch('/theme.js', { method: 'HEAD', cache: 'no-store' })
    setServerClock(answer.headers.get('date'))
  } catch {
    return
  }
}
