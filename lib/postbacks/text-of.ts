// lib/postbacks/text-of.ts

const UTF8 = new TextDecoder('utf-8', { fatal: true })
const WESTERN = new TextDecoder('windows-1252')
const WIDE: Readonly<Record<string, TextDecoder>> = {
  fffe: new TextDecoder('utf-16le'),
  feff: new TextDecoder('utf-16be'),
}

/**
 * Bytes as text. Older systems write one byte for `ã`, and a few mark two-byte text as such: what is
 * no UTF-8 is read as they wrote it.
 */
export function textOf(bytes: Uint8Array): string {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex')
  const wide = WIDE[mark]
  if (wide !== undefined) return wide.decode(bytes)
  try {
    return UTF8.decode(bytes)
  } catch {
    return WESTERN.decode(bytes)
  }
}
