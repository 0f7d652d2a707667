// lib/security/measure-page.ts
import type { Trackers } from '@/db/schema/offer-content'

/** Where each service's script comes from, and where it tells what it measured. */
const GOOGLE = [
  'https://www.googletagmanager.com',
  'https://*.google-analytics.com',
  'https://*.analytics.google.com',
  'https://*.g.doubleclick.net',
] as const
const HOSTS: Readonly<Record<keyof Trackers, readonly string[]>> = {
  ga4: GOOGLE,
  googleAds: [
    ...GOOGLE,
    'https://www.googleadservices.com',
    'https://www.google.com',
    'https://pagead2.googlesyndication.com',
  ],
  metaPixel: ['https://connect.facebook.net', 'https://www.facebook.com'],
}

/**
 * The page in the frame where services measure: no origin, no cookies, no storage, and no way to
 * the page around it but the events that one sends. Its policy lets in the services in use alone.
 */
export function measurePage(trackers: Trackers): { html: string; policy: string } {
  const ids = Object.fromEntries(Object.entries(trackers).filter(([, id]) => id !== null))
  const hosts = [...new Set(Object.keys(ids).flatMap((name) => HOSTS[name as keyof Trackers]))]
  const services = hosts.join(' ')
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${services}`,
    `connect-src ${services}`,
    `img-src ${services}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-scripts',
  ].join('; ')
  // An id is letters, digits, `-` and `/`, but what stands in a page is escaped all the same.
  const data = JSON.stringify(ids).replaceAll('<', '\\u003c')
  const html = `<!doctype html><meta charset="utf-8"><title>·</title><script type="application/json" id="ids">${data}</script><script src="/measure.js"></script>`
  return { html, policy }
}
