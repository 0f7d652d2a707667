// lib/postbacks/keys.ts
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { Secret } from '@/lib/kernel/secret'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** In constant time. Digests are compared, for they have one length; an empty key opens nothing. */
export const isKey = (offered: string | null | undefined, key: Secret): boolean => {
  const saved = key.reveal()
  return offered != null && saved !== '' && timingSafeEqual(digest(offered), digest(saved))
}

type Signature = {
  readonly algorithm: 'sha1' | 'sha256'
  readonly bytes: Uint8Array
  /** In hex, as it came. */
  readonly signature: string | null | undefined
}

/** Over the very bytes that came. With an empty key anybody could have signed. */
export function isSigned({ algorithm, bytes, signature }: Signature, key: Secret): boolean {
  const saved = key.reveal()
  if (signature == null || saved === '') return false
  const wanted = createHmac(algorithm, saved).update(bytes).digest('hex')
  return timingSafeEqual(digest(signature.trim().toLowerCase()), digest(wanted))
}

/** What a delivery brings as its key, to be offered for saving. */
export const offeredKey = (key: string | null | undefined): Secret | null =>
  key == null || key.trim() === '' ? null : new Secret(key)
