// lib/platform/same-origin.ts

/**
 * Whether a request that changes something comes from a page of ours. Every browser of today says so
 * in `sec-fetch-site`; an older one names the origin; what names neither is no browser with a session.
 */
export function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  return headers.get('origin') === new URL(appUrl).origin
}
