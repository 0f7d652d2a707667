// lib/platform/keyring.ts
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { invariant } from '@/lib/kernel/invariant'
import { Secret } from '@/lib/kernel/secret'

const NONCE_BYTES = 12
const TAG_BYTES = 16
/** What the derived key is for: changing it makes every fingerprint another one. */
const MARKER = 'campainha fingerprint v1'

export type Keyring = {
  readonly seal: (plain: Uint8Array) => Uint8Array
  readonly open: (sealed: Uint8Array) => Uint8Array
  readonly sealText: (plain: string) => string
  readonly openText: (sealed: string) => Secret
  /** What `openText` gave, sealed again. */
  readonly sealSecret: (secret: Secret) => string
  /**
   * Tells two secrets apart without telling anything about them: HMAC-SHA256 with a key derived
   * from the LAST of `ENCRYPTION_KEY`. A new key goes in front, so a rotation changes no
   * fingerprint until its oldest key is dropped; what was counted under it starts anew then.
   */
  readonly fingerprint: (secret: Secret) => string
}

/**
 * AES-256-GCM with the key's id in front, so that a key can be rotated: the first of
 * `ENCRYPTION_KEY` seals, any of them opens. Layout: id length (1 byte), id, nonce (12),
 * tag (16), ciphertext; the id is authenticated too. Opening what was tampered with, or sealed
 * with a key that is gone, throws: both mean a broken installation, not a bad request.
 */
export function openKeyring(keys: Secret): Keyring {
  const ring = keys
    .reveal()
    .split(',')
    .map((entry) => {
      const [id = '', base64 = ''] = entry.split(':')
      return { id, key: createSecretKey(base64, 'base64') }
    })
  const [first] = ring
  const last = ring.at(-1)
  invariant(first !== undefined && last !== undefined, 'ENCRYPTION_KEY has a key')
  const marker = createSecretKey(Buffer.from(hkdfSync('sha256', last.key, '', MARKER, 32)))

  const seal = (plain: Uint8Array) => {
    const id = Buffer.from(first.id)
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', first.key, nonce).setAAD(id)
    const body = Buffer.concat([cipher.update(plain), cipher.final()])
    return Buffer.concat([Buffer.from([id.length]), id, nonce, cipher.getAuthTag(), body])
  }
  const open = (sealed: Uint8Array) => {
    const bytes = Buffer.from(sealed)
    const idEnd = 1 + (bytes[0] ?? 0)
    const id = bytes.subarray(1, idEnd)
    const known = ring.find((each) => each.id === id.toString())
    invariant(known !== undefined, 'the key that sealed this is in ENCRYPTION_KEY')
    const nonce = bytes.subarray(idEnd, idEnd + NONCE_BYTES)
    const tag = bytes.subarray(idEnd + NONCE_BYTES, idEnd + NONCE_BYTES + TAG_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', known.key, nonce).setAAD(id).setAuthTag(tag)
    const body = bytes.subarray(idEnd + NONCE_BYTES + TAG_BYTES)
    return Buffer.concat([decipher.update(body), decipher.final()])
  }
  return {
    seal,
    open,
    sealText: (plain) => seal(Buffer.from(plain)).toString('base64'),
    sealSecret: (secret) => seal(Buffer.from(secret.reveal())).toString('base64'),
    openText: (sealed) => new Secret(open(Buffer.from(sealed, 'base64')).toString()),
    fingerprint: (secret) =>
      createHmac('sha256', marker).update(secret.reveal()).digest('base64url'),
  }
}
