// tests/support/sent.ts
import type { Platform, Sent } from '@/lib/postbacks/platform'

/** A delivery as a gateway would make it: bytes as they are, anything else as JSON. */
export const sentAs = (body: unknown, headers: Record<string, string> = {}): Sent => ({
  headers: new Headers({ 'content-type': 'application/json', ...headers }),
  query: new URLSearchParams(),
  bytes: body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body)),
})

/** Everything one delivery tells, in a store without settings. */
export const readAs = (platform: Platform, body: unknown) =>
  platform.tryRead(sentAs(body), {})?.purchases ?? []
