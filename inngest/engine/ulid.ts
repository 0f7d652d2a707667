// inngest/engine/ulid.ts
import { createHash, randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 48 bits of time, 80 of chance: what run and event ids look like on either engine. */
export function ulid(ms: number, random: Uint8Array = randomBytes(10)): string {
  let bits = BigInt(Math.max(0, Math.floor(ms)))
  for (const byte of random.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte)
  let text = ''
  for (let i = 0; i < 26; i++) {
    text = ALPHABET.charAt(Number(bits & 31n)) + text
    bits >>= 5n
  }
  return text
}

/** The SDK repeats a request it heard no answer to under the same seed: the ids must come out equal. */
export function seededUlid(seed: string, position: number): string | null {
  const [millis, chance] = seed.split(',')
  if (millis === undefined || chance === undefined || !/^\d+$/.test(millis)) return null
  return ulid(Number(millis), createHash('sha256').update(`${seed}:${position}`).digest())
}
